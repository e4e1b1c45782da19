/** The page /desk/<slug>/print: the printouts of a ceremony, with the token of the desk. */
import '../old-engines.ts';
import './print.css';
import { render } from 'preact';
import { execute, OperationError } from '../api/execute.ts';
import { SignIn } from '../desk/sign-in.tsx';
import { Language } from '../desk/use-language.ts';
import { explainError } from '../desk/words/error-words.ts';
import { type DeskLanguage, deskWords, firstAvailable } from '../desk/words/words.ts';
import { PrintView, PrintProgramme as ProgrammeOperation } from '../operations.ts';
import { readPageAddress, storedToken, storeToken } from '../page-address.ts';
import { PrintPage } from './print-page.tsx';
import {
  type PrintChoice,
  type PrintExhibition,
  type PrintProgramme,
  queryOf,
  readChoice,
} from './print-view.ts';

const { slug, parameters } = readPageAddress();
let language = firstAvailable(navigator.languages);
let exhibition: PrintExhibition | null = null;
let programme: PrintProgramme | null = null;
let choice: PrintChoice | null = null;
let problem: string | null = null;

function draw(): void {
  document.documentElement.lang = language;
  render(
    <Language.Provider value={language}>
      {exhibition && choice ? (
        <PrintPage
          exhibition={exhibition}
          programme={programme}
          choice={choice}
          language={language}
          onChoice={choose}
        />
      ) : (
        (storedToken() === null || problem !== null) && (
          <SignIn
            slug={slug}
            problem={problem}
            onToken={(token) => {
              storeToken(token);
              void load();
            }}
            onLanguage={(next: DeskLanguage) => {
              language = next;
              draw();
            }}
          />
        )
      )}
    </Language.Provider>,
    document.getElementById('page')!,
  );
}

/** The address names what is printed, so it can be kept. */
function choose(next: PrintChoice): void {
  choice = next;
  history.replaceState(null, '', `?${queryOf(next)}`);
  draw();
  if (programme?.id !== next.ceremony) void load();
}

async function load(): Promise<void> {
  problem = null;
  try {
    const data = await execute(PrintView, { exhibition: slug }, { token: storedToken });
    exhibition = data.exhibition;
    choice ??= exhibition && readChoice(parameters, exhibition);
    if (choice?.ceremony) {
      const { node } = await execute(
        ProgrammeOperation,
        { ceremony: choice.ceremony },
        { token: storedToken },
      );
      if (node?.__typename === 'Ceremony') programme = node;
    }
    if (!exhibition) problem = explainError(deskWords(language), 'NOT_FOUND', '').problem;
    else document.title = `${slug} · ${deskWords(language).print}`;
  } catch (error) {
    const code = error instanceof OperationError ? error.code : 'UNAVAILABLE';
    problem = explainError(deskWords(language), code, (error as Error).message).problem;
  }
  draw();
}

draw();
if (storedToken() !== null) void load();
