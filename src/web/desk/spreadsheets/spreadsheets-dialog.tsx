/** Spreadsheets of the exhibition: download them, or choose files, check them and import them. For organizers. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../use-language.ts';
import { explainError } from '../words/error-words.ts';
import { download } from './download.ts';
import { chosenBytes, encodingsOfFiles, maxChosenBytes, withoutFile } from './import-draft.ts';
import { ImportOutcomePanel } from './import-outcome.tsx';
import type { ImportSession } from './use-import.ts';

interface SpreadsheetsDialogProps {
  slug: string;
  session: ImportSession;
  onClose: () => void;
}

export function SpreadsheetsDialog({ slug, session, onClose }: SpreadsheetsDialogProps) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="spreadsheets"
      aria-label={words.spreadsheets.title}
      onClose={onClose}
      data-testid="spreadsheets"
    >
      <h2>{words.spreadsheets.title}</h2>
      <p class="note">{words.spreadsheets.forOrganizers}</p>
      <DownloadButtons slug={slug} />
      <ImportForm session={session} />
      <p class="buttons">
        <button type="button" onClick={onClose}>
          {words.back} <kbd>Esc</kbd>
        </button>
      </p>
    </dialog>
  );
}

const files = [
  ['workbook', '.xlsx'],
  ['exhibitors', '/exhibitors.csv'],
  ['deals', '/deals.csv'],
  ['programme', '/programme.csv'],
] as const;

function DownloadButtons({ slug }: { slug: string }) {
  const { words } = useLanguage();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async (file: string) => {
    setBusy(true);
    const outcome = await download(slug, file);
    setBusy(false);
    setProblem(outcome === 'saved' ? null : explainError(words, outcome.code, outcome.message).problem);
  };
  return (
    <section>
      <h3>{words.spreadsheets.download}</h3>
      <p class="buttons">
        {files.map(([name, file]) => (
          <button
            key={name}
            type="button"
            disabled={isBusy}
            data-testid={`download-${name}`}
            onClick={() => void start(file)}
          >
            {words.spreadsheets.files[name]}
          </button>
        ))}
      </p>
      {problem && (
        <p class="problem" role="alert" data-testid="download-problem">
          {problem}
        </p>
      )}
    </section>
  );
}

function ImportForm({ session }: { session: ImportSession }) {
  const { words } = useLanguage();
  const { draft, outcome, running, change } = session;
  const isTooLarge = chosenBytes(draft) > maxChosenBytes;
  const canCheck = draft.files.length > 0 && !isTooLarge && running === null;
  const isChecked =
    outcome?.name === 'report' &&
    outcome.isCheck &&
    outcome.report.issues.length === 0 &&
    (outcome.report.invalid === 0 || draft.skipInvalid);
  const { spreadsheets } = words;
  return (
    <section>
      <h3>{spreadsheets.import}</h3>
      <label class="choose">
        <span class="tag">{spreadsheets.choose}</span>
        <input
          type="file"
          accept=".csv,.xlsx,.txt,.tsv"
          multiple
          data-testid="choose-files"
          disabled={running !== null}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])];
            // The same file can be chosen again after it was edited.
            currentTarget.value = '';
            void session.choose(chosen);
          }}
        />
      </label>
      <ul data-testid="chosen-files">
        {draft.files.map(({ name, bytes }) => (
          <li key={name}>
            {name} <span class="quiet">{Math.ceil(bytes / 1_000)} kB</span>{' '}
            <button
              type="button"
              disabled={running !== null}
              onClick={() => change(withoutFile(draft, name))}
            >
              {words.discard}
            </button>
          </li>
        ))}
      </ul>
      {isTooLarge && (
        <p class="problem" role="alert">
          {spreadsheets.tooLarge(maxChosenBytes / 1_000)}
        </p>
      )}
      <label>
        <span class="tag">{spreadsheets.decimalSign}</span>
        <select
          name="decimalSign"
          value={draft.decimalSign}
          disabled={running !== null}
          onChange={({ currentTarget }) =>
            change({ ...draft, decimalSign: currentTarget.value as typeof draft.decimalSign })
          }
        >
          <option value="">{spreadsheets.askAmounts}</option>
          <option value="POINT">1,250.50</option>
          <option value="COMMA">1.250,50</option>
        </select>
      </label>
      <label>
        <span class="tag">{spreadsheets.encoding}</span>
        <select
          name="encoding"
          value={draft.encoding}
          disabled={running !== null}
          onChange={({ currentTarget }) => change({ ...draft, encoding: currentTarget.value })}
        >
          <option value="">{spreadsheets.recognize}</option>
          {encodingsOfFiles.map((encoding) => (
            <option key={encoding} value={encoding}>
              {encoding}
            </option>
          ))}
        </select>
      </label>
      <label class="option">
        <input
          type="checkbox"
          name="skipInvalid"
          checked={draft.skipInvalid}
          disabled={running !== null}
          onChange={({ currentTarget }) => change({ ...draft, skipInvalid: currentTarget.checked })}
        />
        <span>{spreadsheets.skipInvalid}</span>
      </label>
      <p class="buttons">
        <button
          type="button"
          data-testid="check-import"
          disabled={!canCheck}
          onClick={() => void session.run(true)}
        >
          {running === 'check' ? `${words.sending}…` : spreadsheets.check}
        </button>
        <button
          type="button"
          class="primary"
          data-testid="write-import"
          disabled={!canCheck || !isChecked}
          onClick={() => void session.run(false)}
        >
          {running === 'import' ? `${words.sending}…` : spreadsheets.write}
        </button>
      </p>
      {outcome && <ImportOutcomePanel outcome={outcome} />}
    </section>
  );
}
