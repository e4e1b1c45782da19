import { useId } from 'preact/hooks';
import { directionOf } from '../../format/direction.ts';
import { useField } from './publish-form.tsx';

interface TextFieldProps {
  name: string;
  label: string;
  /** The language of the text; none for an amount. */
  language?: string;
  inputMode?: 'decimal';
  /** What can be typed. */
  note?: string;
}

export function TextField({ name, label, language, inputMode, note }: TextFieldProps) {
  const field = useField(name);
  const noteId = useId();
  return (
    <label>
      <span class="tag">{label}</span>
      <input
        {...field}
        aria-describedby={note && noteId}
        {...(language && { lang: language, dir: directionOf(language) })}
        inputMode={inputMode}
      />
      {note && (
        <span class="field-note" id={noteId}>
          {note}
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
