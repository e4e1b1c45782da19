/** The page /desk/<slug>: the operator's desk, an ordinary client of the API with an operator token. */
import './desk.css';
import { render } from 'preact';
import type { Subscription } from '../../client/index.ts';
import { formatTimeOfDay } from '../format/time-of-day.ts';
import { readPageAddress, storedToken, storeToken, streamModeOf } from '../page-address.ts';
import { coalesce } from '../rendering/coalesce.ts';
import { type Command, CommandOutbox } from './command-outbox.ts';
import { Desk } from './desk.tsx';
import { subscribeToDesk } from './desk-subscription.ts';
import { SignIn } from './sign-in.tsx';
import type { ConnectionState, DeskView } from './state/desk-view.ts';
import { Language } from './use-language.ts';
import { explainError } from './words/error-words.ts';
import { type DeskLanguage, deskWords, firstAvailable } from './words/words.ts';

const { slug, parameters } = readPageAddress();
const mode = streamModeOf(parameters);
const root = document.getElementById('page')!;
const languageKey = 'language of the desk';

let language = firstAvailable([
  ...(parameters.get('lang') ?? '').split(','),
  ...(localStorage.getItem(languageKey) ?? '').split(','),
  ...navigator.languages,
]);
let view: DeskView | null = null;
let connection: ConnectionState = { name: 'connecting' };
let commands: readonly Command[] = [];
let subscription: Subscription | undefined;
const update = coalesce(draw);
const outbox = new CommandOutbox(`commands of ${slug} ${mode}`, storedToken, (changed) => {
  commands = changed;
  update();
});

addEventListener('online', () => subscription?.restart());

function subscribe(): void {
  subscription?.stop();
  subscription = subscribeToDesk({
    slug,
    mode,
    language,
    token: storedToken,
    onView(next) {
      view = next;
      update();
    },
    onConnection(next) {
      connection = next;
      update();
    },
  });
}

function start(): void {
  view = null;
  connection = { name: 'connecting' };
  subscribe();
  outbox.resume();
}

/** The view stays until it arrives in the other language. */
function changeLanguage(next: DeskLanguage): void {
  language = next;
  localStorage.setItem(languageKey, next);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  history.replaceState(null, '', url);
  if (subscription) subscribe();
  update();
}

function draw(): void {
  document.documentElement.lang = language;
  document.title = deskWords(language).deskOf(slug);
  render(<Language.Provider value={language}>{content()}</Language.Provider>, root);
}

function content() {
  const words = deskWords(language);
  const problem =
    connection.name === 'rejected' ? explainError(words, connection.code, connection.message).problem : null;
  if (storedToken() === null || needsOtherToken(connection)) {
    const signIn = (token: string) => {
      storeToken(token);
      start();
      update();
    };
    return <SignIn slug={slug} problem={problem} onToken={signIn} onLanguage={changeLanguage} />;
  }
  if (!view) {
    const text =
      connection.name === 'offline'
        ? words.offline(formatTimeOfDay(connection.since))
        : `${words.connecting}…`;
    return <main class="sign-in">{problem === null ? text : words.rejected(problem)}</main>;
  }
  return (
    <Desk
      view={view}
      connection={connection}
      mode={mode}
      outbox={outbox}
      commands={commands}
      onLanguage={changeLanguage}
    />
  );
}

/** NOT_FOUND: the exhibition may be visible with another token. */
function needsOtherToken(state: ConnectionState): boolean {
  return state.name === 'rejected' && (state.retry === 'NEW_TOKEN' || state.code === 'NOT_FOUND');
}

if (storedToken() !== null) start();
update();
