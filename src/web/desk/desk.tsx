/** The operator's desk: an ordinary client of the API, with an operator's token. */
import './desk.css';
import { render } from 'preact';
import { readAddress, rememberedToken, rememberToken } from '../address.ts';
import { soon } from '../soon.ts';
import { Board } from './board.tsx';
import { type DeskLink, type DeskView, followDesk, type Mode } from './desk-feed.ts';
import { type Press, Presses } from './presses.ts';
import { SignIn } from './sign-in.tsx';

const { slug, parameters } = readAddress();
const mode: Mode = parameters.get('mode')?.toUpperCase() === 'REHEARSAL' ? 'REHEARSAL' : 'LIVE';
const language = parameters.get('lang') ?? 'en';
const root = document.getElementById('page')!;

let view: DeskView | null = null;
let link: DeskLink = { name: 'connecting' };
let list: readonly Press[] = [];
const presses = new Presses(`presses of ${slug} ${mode}`, rememberedToken, (changed) => {
  list = changed;
  show();
});
let end = () => {};
const show = soon(draw);

function sitDown(): void {
  end();
  view = null;
  link = { name: 'connecting' };
  const subscription = followDesk({
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
  end = () => subscription.stop();
  addEventListener('online', () => subscription.restart());
  presses.resume();
}

const lasting = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

function draw(): void {
  const isShutOut = link.name === 'refused' && lasting.includes(link.code);
  if (rememberedToken() === null || (isShutOut && !view)) {
    render(
      <SignIn
        slug={slug}
        problem={link.name === 'refused' ? link.message : null}
        onToken={(token) => {
          rememberToken(token);
          sitDown();
          show();
        }}
      />,
      root,
    );
  } else if (view) {
    render(
      <Board view={view} link={link} mode={mode} language={language} presses={presses} list={list} />,
      root,
    );
  } else {
    const word = link.name === 'refused' ? `The server refuses: ${link.message}` : 'Connecting…';
    render(<main class="sign-in">{word}</main>, root);
  }
}

document.title = `Desk of ${slug}`;
if (rememberedToken() !== null) sitDown();
show();
