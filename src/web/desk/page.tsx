/** The page /desk/<slug>: the operator's desk, an ordinary client of the API with an operator token. */
import '../old-engines.ts';
import './desk.css';
import { render } from 'preact';
import type { Subscription } from '../../client/index.ts';
import { serverClock } from '../api/server-clock.ts';
import { keepOffline } from '../offline/keep-offline.ts';
import { readPageAddress, storedToken, storeToken, streamModeOf } from '../page-address.ts';
import { machineStorage, tabStorage } from '../page-storage.ts';
import { coalesce } from '../rendering/coalesce.ts';
import { type Command, CommandOutbox } from './command-outbox.ts';
import { renewControl, renewEveryMs } from './control-heartbeat.ts';
import { DeskContent } from './desk-content.tsx';
import { subscribeToDesk } from './desk-subscription.ts';
import { Drafts } from './drafts.ts';
import { loadFactNames } from './fact-names.ts';
import { finishSignIn, isReturn } from './issuer-sign-in.ts';
import { LoadPartyNames, loadPartyNames } from './party-names.ts';
import type { ConnectionState, DeskView } from './state/desk-view.ts';
import { type DeskLanguage, deskWords, firstAvailable } from './words/words.ts';

const { slug, parameters } = readPageAddress();
const mode = streamModeOf(parameters);
const languageKey = 'language of the desk';
const loadNamesOfDeal = (deal: string) => loadPartyNames(deal, storedToken);
const askTimeMs = 5 * 60_000;

let language = firstAvailable([
  ...(parameters.get('lang') ?? '').split(','),
  ...(machineStorage.get(languageKey) ?? '').split(','),
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

const drafts = new Drafts(`${slug} ${mode}`, { machine: machineStorage, tab: tabStorage });

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

function signIn(token: string): void {
  storeToken(token);
  start();
  update();
}

/** The previous view stays until the view in the new language arrives. */
function changeLanguage(next: DeskLanguage): void {
  language = next;
  machineStorage.set(languageKey, next);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  history.replaceState(null, '', url);
  if (subscription) subscribe();
  update();
}

function draw(): void {
  document.documentElement.lang = language;
  document.title = deskWords(language).deskOf(slug);
  const content = (
    <LoadPartyNames.Provider value={loadNamesOfDeal}>
      <DeskContent
        slug={slug}
        language={language}
        isSignedIn={storedToken() !== null}
        view={view}
        connection={connection}
        mode={mode}
        outbox={outbox}
        commands={commands}
        drafts={drafts}
        loadNames={() => loadFactNames(slug, storedToken)}
        onToken={signIn}
        onLanguage={changeLanguage}
      />
    </LoadPartyNames.Provider>
  );
  render(content, document.getElementById('page')!);
}

// The desk receives its updates over a WebSocket, which says nothing about the time.
const askTime = () => void serverClock.ask();
serverClock.onDoubt(askTime);
setInterval(askTime, askTimeMs);
setInterval(() => renewControl(view, mode, storedToken), renewEveryMs);
askTime();
keepOffline();
if (!isReturn()) {
  if (storedToken() !== null) start();
  update();
} else
  void finishSignIn(parameters).then((isKnown) => {
    // A reload, or an address that was kept: there is no page to go back to.
    if (!isKnown)
      document.getElementById('page')!.textContent = deskWords(language).signInFailed('unknown state');
  });
