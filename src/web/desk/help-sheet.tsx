import { useEffect, useRef } from 'preact/hooks';
import { useLanguage } from './use-language.ts';
import type { DeskWords } from './words/desk-words.ts';

/** The keys of the desk, each with what it does. */
const keys: readonly [string, keyof DeskWords['keyHelp']][] = [
  ['↓ ↑ · J K', 'move'],
  ['Home · End', 'ends'],
  ['1 2 3 …', 'number'],
  ['/', 'find'],
  ['Enter', 'hold'],
  ['C', 'cue'],
  ['H', 'onHold'],
  ['R', 'correct'],
  ['X', 'retract'],
  ['N', 'notice'],
  ['Esc', 'follow'],
  ['G', 'group'],
  ['?', 'help'],
];

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label={words.keys} onClose={onClose} data-testid="help">
      <h2>{words.keys}</h2>
      <dl>
        {keys.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.keyHelp[name]}</dd>
          </div>
        ))}
      </dl>
      <p class="note">{words.keyLayouts}</p>
      <p class="buttons">
        <button type="button" onClick={onClose}>
          {words.close} <kbd>Esc</kbd>
        </button>
      </p>
    </dialog>
  );
}
