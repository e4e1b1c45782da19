/** DeskContent shows the sign-in form, a message until the first view arrives, or the desk. */
import { formatTimeOfDay } from '../format/time-of-day.ts';
import { Desk, type DeskProps } from './desk.tsx';
import { SignIn } from './sign-in.tsx';
import type { ConnectionState, DeskView } from './state/desk-view.ts';
import { Language, VenueTimeZone } from './use-language.ts';
import { explainError } from './words/error-words.ts';
import { type DeskLanguage, deskWords } from './words/words.ts';

interface DeskContentProps extends Omit<DeskProps, 'view'> {
  language: DeskLanguage;
  /** Whether there is a token. The server may reject it. */
  isSignedIn: boolean;
  /** Null until the server sends it. */
  view: DeskView | null;
  onToken: (token: string) => void;
}

export function DeskContent({ language, ...props }: DeskContentProps) {
  return (
    <Language.Provider value={language}>
      <VenueTimeZone.Provider value={props.view?.exhibition.timeZone}>
        <Content language={language} {...props} />
      </VenueTimeZone.Provider>
    </Language.Provider>
  );
}

function Content({ slug, language, isSignedIn, view, onToken, ...desk }: DeskContentProps) {
  const { connection, onLanguage } = desk;
  const words = deskWords(language);
  const problem =
    connection.name === 'rejected' ? explainError(words, connection.code, connection.message).problem : null;
  if (!isSignedIn || needsOtherToken(connection))
    return <SignIn slug={slug} problem={problem} onToken={onToken} onLanguage={onLanguage} />;
  if (view) return <Desk slug={slug} view={view} {...desk} />;
  const text =
    connection.name === 'offline' ? words.offline(formatTimeOfDay(connection.since)) : `${words.connecting}…`;
  return (
    <main class="sign-in">
      <div>
        <h1>{words.deskOf(slug)}</h1>
        <p>{problem === null ? text : words.rejected(problem)}</p>
      </div>
    </main>
  );
}

/** NOT_FOUND: the exhibition may be visible with another token. */
function needsOtherToken(state: ConnectionState): boolean {
  return state.name === 'rejected' && (state.retry === 'NEW_TOKEN' || state.code === 'NOT_FOUND');
}
