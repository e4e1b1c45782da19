/** The operator's desk: an ordinary client of the API, with an operator's token. */
import './desk.css';
import { render } from 'preact';
import type { Subscription } from '../../client/index.ts';
import { readAddress, rememberedToken, rememberToken } from '../page-address.ts';
import { soon } from '../rendering/coalesce.ts';
import { Board } from './board.tsx';
import { type Press, Presses } from './command-outbox.ts';
import { type DeskLink, type DeskView, followDesk, type Mode } from './desk-subscription.ts';
import { refusalIn } from './error-words.ts';
import { Language } from './language.tsx';
import { timeOf } from './screens-panel.tsx';
import { SignIn } from './sign-in.tsx';
import { type DeskLanguage, firstSpoken, wordsOf } from './words/words.ts';

const { slug, parameters } = readAddress();
const mode: Mode = parameters.get('mode')?.toUpperCase() === 'REHEARSAL' ? 'REHEARSAL' : 'LIVE';
const root = document.getElementById('page')!;
const chosenLanguage = 'language of the desk';

let language = firstSpoken([
  ...(parameters.get('lang') ?? '').split(','),
  ...(localStorage.getItem(chosenLanguage) ?? '').split(','),
  ...navigator.languages,
]);
let view: DeskView | null = null;
let link: DeskLink = { name: 'connecting' };
let list: readonly Press[] = [];
const presses = new Presses(`presses of ${slug} ${mode}`, rememberedToken, (changed) => {
  list = changed;
  show();
});
let following: Subscription | undefined;
const show = soon(draw);

addEventListener('online', () => following?.restart());

function follow(): void {
  following?.stop();
  following = followDesk({
    slug,
    mode,
    language,
    token: rememberedToken,
    onView(next) {
      view = next;
      show();
    },
    onLink(next) {
      link = next;
      show();
    },
  });
}

function sitDown(): void {
  view = null;
  link = { name: 'connecting' };
  follow();
  presses.resume();
}

/** What the desk shows stays until it comes in the other language. */
function speak(next: DeskLanguage): void {
  language = next;
  localStorage.setItem(chosenLanguage, next);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  history.replaceState(null, '', url);
  if (following) follow();
  show();
}

function draw(): void {
  const words = wordsOf(language);
  document.documentElement.lang = language;
  document.title = words.deskOf(slug);
  render(<Language.Provider value={language}>{content()}</Language.Provider>, root);
}

function content() {
  const words = wordsOf(language);
  const problem = link.name === 'refused' ? refusalIn(words, link.code, link.message).what : null;
  const isShutOut = link.name === 'refused' && (link.retry === 'NEW_TOKEN' || link.code === 'NOT_FOUND');
  if (rememberedToken() === null || isShutOut) {
    const signIn = (token: string) => {
      rememberToken(token);
      sitDown();
      show();
    };
    return <SignIn slug={slug} problem={problem} onToken={signIn} onSpeak={speak} />;
  }
  if (!view) {
    const since = link.name === 'offline' ? words.offline(timeOf(link.since)) : `${words.connecting}…`;
    return <main class="sign-in">{problem === null ? since : words.refused(problem)}</main>;
  }
  return <Board view={view} link={link} mode={mode} presses={presses} list={list} onSpeak={speak} />;
}

if (rememberedToken() !== null) sitDown();
show();
