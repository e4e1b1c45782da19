import type { TextFragment } from '../../operations.ts';

interface TextsFieldProps {
  name: string;
  label: string;
  languages: readonly string[];
  values?: readonly TextFragment[];
  /** The label in the first language. */
  isRequired?: boolean;
}

/** An input per language. */
export function TextsField({ name, label, languages, values = [], isRequired = false }: TextsFieldProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {languages.map((language, index) => (
        <label key={language}>
          <span class="tag">{language}</span>
          <input
            name={`${name} ${language}`}
            lang={language}
            required={isRequired && index === 0}
            value={values.find((each) => each.language === language)?.text ?? ''}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** The typed texts, without empty ones. */
export function readTexts(form: FormData, name: string, languages: readonly string[]): TextFragment[] {
  return languages.flatMap((language) => {
    const text = String(form.get(`${name} ${language}`) ?? '').trim();
    return text ? [{ language, text }] : [];
  });
}
