/** The choice of printouts, which is not printed, and the printouts. */
import { displayName } from '../format/display-name.ts';
import { textIn } from '../format/localized-texts.ts';
import {
  isPrintable,
  type PrintChoice,
  type PrintExhibition,
  type PrintProgramme,
  sheetNames,
} from './print-view.ts';
import { Sheet } from './sheets.tsx';
import { printWords } from './words.ts';

interface PrintPageProps {
  exhibition: PrintExhibition;
  /** Null until that of the chosen ceremony is loaded. */
  programme: PrintProgramme | null;
  choice: PrintChoice;
  /** The language of the labels that are not printed. */
  language: string;
  onChoice: (choice: PrintChoice) => void;
}

export function PrintPage({ exhibition, programme, choice, language, onChoice }: PrintPageProps) {
  const words = printWords(language);
  const chosen = exhibition.ceremonies.find(({ id }) => id === choice.ceremony);
  const ceremony = chosen && programme?.id === chosen.id ? { ...chosen, ...programme } : null;
  const sheets = choice.sheets.filter((name) => ceremony && isPrintable(name, ceremony));
  return (
    <main>
      <form class="choice" onSubmit={(event) => event.preventDefault()}>
        <label>
          {words.ceremony}{' '}
          <select
            value={choice.ceremony}
            onChange={({ currentTarget }) => onChoice({ ...choice, ceremony: currentTarget.value })}
          >
            {exhibition.ceremonies.map(({ id, nameTranslations }) => (
              <option key={id} value={id}>
                {textIn(nameTranslations, language)}
              </option>
            ))}
          </select>
        </label>
        <Choices
          values={sheetNames}
          chosen={choice.sheets}
          nameOf={(name) => words.sheets[name]}
          onChange={(next) => onChoice({ ...choice, sheets: next })}
        />
        <Choices
          values={exhibition.languages}
          chosen={choice.languages}
          nameOf={(tag) => displayName('language', tag, language)}
          onChange={(next) => onChoice({ ...choice, languages: next })}
        />
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
        {ceremony && sheets.length < choice.sheets.length && <p role="status">{words.afterClosing}</p>}
      </form>
      {ceremony &&
        sheets.flatMap((name) =>
          choice.languages.map((each) => (
            <Sheet
              key={`${name} ${each}`}
              name={name}
              exhibition={exhibition}
              ceremony={ceremony}
              language={each}
            />
          )),
        )}
    </main>
  );
}

interface ChoicesProps<Value extends string> {
  values: readonly Value[];
  chosen: readonly Value[];
  nameOf: (value: Value) => string;
  onChange: (chosen: Value[]) => void;
}

function Choices<Value extends string>({ values, chosen, nameOf, onChange }: ChoicesProps<Value>) {
  return (
    <fieldset>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            value={value}
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(values.filter((each) => (each === value ? checked : chosen.includes(each))))
            }
          />{' '}
          {nameOf(value)}
        </label>
      ))}
    </fieldset>
  );
}
