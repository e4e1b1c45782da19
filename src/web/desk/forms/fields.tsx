import { useId } from 'preact/hooks';
import { directionOf } from '../../format/direction.ts';
import { useField } from './publish-form.tsx';

interface TextFieldProps {
  name: string;
  label: string;
  /** Of the text; none for an amount. */
  language?: string;
  inputMode?: 'decimal';
  /** What can be typed. */
  hint?: string;
}

export function TextField({ name, label, language, inputMode, hint }: TextFieldProps) {
  const field = useField(name);
  const hintId = useId();
  return (
    <label>
      <span class="tag">{label}</span>
      <input
        {...field}
        aria-describedby={hint && hintId}
        {...(language && { lang: language, dir: directionOf(language) })}
        inputMode={inputMode}
      />
      {hint && (
        <span class="hint" id={hintId}>
          {hint}
        </span>
      )}
    </label>
  );
}

interface SelectFieldProps extends TextFieldProps {
  options: readonly string[];
  /** What is shown of an option. */
  textOf?: (option: string) => string;
}

export function SelectField({ name, label, options, textOf = (option) => option }: SelectFieldProps) {
  const field = useField(name);
  return (
    <label>
      <span class="tag">{label}</span>
      <select {...field}>
        {options.map((option) => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextsFieldProps {
  name: string;
  label: string;
  languages: readonly string[];
}

/** An input per language. */
export function TextsField({ name, label, languages }: TextsFieldProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {languages.map((language) => (
        <TextField key={language} name={`${name} ${language}`} label={language} language={language} />
      ))}
    </fieldset>
  );
}
