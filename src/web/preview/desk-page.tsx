import '../desk/desk.css';
import { render } from 'preact';
import { type Command, CommandOutbox } from '../desk/command-outbox.ts';
import { DeskContent } from '../desk/desk-content.tsx';
import { Drafts } from '../desk/drafts.ts';
import { firstAvailable } from '../desk/words/words.ts';
import { memoryStorage } from '../page-storage.ts';
import { coalesce } from '../rendering/coalesce.ts';
import { Clock } from '../rendering/use-now.ts';
import { deskStates } from './desk-states.ts';
import { openedAt } from './fixtures/stream.ts';
import { drawOnChange, previewHash, readPreviewAddress } from './preview-address.ts';

const storageKey = 'commands of the preview';
const lateMs = 4_000;

drawOnChange(async ({ state: name, language: tag }) => {
  const preview = deskStates[name];
  const root = document.getElementById('page')!;
  render(null, root);
  if (!preview) return;
  const language = firstAvailable([tag]);
  document.documentElement.lang = language;
  let commands: readonly Command[] = preview.commands;
  sessionStorage.setItem(storageKey, JSON.stringify(commands));
  const outbox = new CommandOutbox(
    storageKey,
    () => null,
    (changed) => {
      commands = changed;
      update();
    },
  );
  const storage = memoryStorage();
  const drafts = new Drafts('the preview', { machine: storage, tab: storage });
  // What is read after the first rendering is past the tolerance for lagging screens.
  let isRendered = false;
  const clock = () => openedAt + (isRendered ? lateMs : 0);
  const update = coalesce(() => {
    render(
      <Clock.Provider value={clock}>
        <DeskContent
          slug="preview"
          language={language}
          isSignedIn={preview.isSignedIn}
          view={preview.view?.(language) ?? null}
          connection={preview.connection}
          mode={preview.mode}
          outbox={outbox}
          commands={commands}
          drafts={drafts}
          loadNames={async () => ({ industries: new Map(), organizations: new Map() })}
          onToken={() => {}}
          onLanguage={(next) => {
            location.hash = previewHash({ ...readPreviewAddress(), language: next });
          }}
        />
      </Clock.Provider>,
      root,
    );
    isRendered = true;
  });
  update();
  await pressKeys(preview.keys);
});

/** One key per frame, so that each uses the state that the previous one rendered. */
async function pressKeys(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await nextFrame();
    await nextFrame();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }
  await nextFrame();
  await nextFrame();
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
