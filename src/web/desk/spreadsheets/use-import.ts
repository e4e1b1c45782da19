/** The import of this desk: what was chosen, and what the server answered about it. It outlives the dialog. */
import { useMemo, useState } from 'preact/hooks';
import { execute, OperationError } from '../../api/execute.ts';
import {
  type DeskImportIssueFragment,
  ImportExhibition,
  type ImportExhibitionMutation,
} from '../../operations.ts';
import { storedToken } from '../../page-address.ts';
import { tabStorage } from '../../page-storage.ts';
import {
  type ChosenFile,
  emptyDraft,
  type ImportDraft,
  ImportDrafts,
  inputOf,
  withFiles,
} from './import-draft.ts';

export type ImportReport = Extract<ImportExhibitionMutation['result'], { report: unknown }>['report'];

export type ImportOutcome =
  | { name: 'report'; isCheck: boolean; report: ImportReport }
  | { name: 'refused'; code: string; message: string }
  /** No answer. Rows have keys, so the import can be sent again. */
  | { name: 'unknown' };

export interface ImportSession {
  draft: ImportDraft;
  outcome: ImportOutcome | null;
  running: 'check' | 'import' | null;
  change(draft: ImportDraft): void;
  choose(files: readonly File[]): Promise<void>;
  discard(): void;
  run(isCheck: boolean): Promise<void>;
}

/** An import takes at most 15 s on the server. */
const answerWithinMs = 25_000;

export function useImport(slug: string): ImportSession {
  const drafts = useMemo(() => new ImportDrafts(slug, tabStorage), [slug]);
  const [draft, setDraft] = useState(() => drafts.read());
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [running, setRunning] = useState<ImportSession['running']>(null);
  /** What was answered about other files or options says nothing of these. */
  const change = (next: ImportDraft) => {
    drafts.write(next);
    setDraft(next);
    setOutcome(null);
  };
  return {
    draft,
    outcome,
    running,
    change,
    choose: async (files) => change(withFiles(draft, await Promise.all(files.map(readChosen)))),
    discard: () => change(emptyDraft),
    async run(isCheck) {
      setRunning(isCheck ? 'check' : 'import');
      const answered = await send(slug, draft, isCheck);
      setRunning(null);
      const isWritten = answered.name === 'report' && answered.report.isCommitted;
      if (isWritten) change({ ...emptyDraft, decimalSign: draft.decimalSign, encoding: draft.encoding });
      setOutcome(answered);
    },
  };
}

async function send(slug: string, draft: ImportDraft, isCheck: boolean): Promise<ImportOutcome> {
  try {
    const { result } = await execute(
      ImportExhibition,
      { input: inputOf(slug, draft, isCheck) },
      { token: storedToken, timeoutMs: answerWithinMs },
    );
    if (!result) return { name: 'unknown' };
    if ('report' in result) return { name: 'report', isCheck, report: result.report };
    return { name: 'refused', code: result.code, message: result.message };
  } catch (error) {
    if (error instanceof OperationError) return { name: 'refused', code: error.code, message: error.message };
    return { name: 'unknown' };
  }
}

async function readChosen(file: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, bytes: bytes.length, contentBase64: btoa(binary) };
}

/** The issues of files and of rows, each with its place. */
export function issuesOf({ issues, rows }: ImportReport): DeskImportIssueFragment[] {
  return [
    ...issues,
    ...rows.flatMap(({ sheet, row, issues: found }) => found.map((issue) => ({ ...issue, sheet, row }))),
  ];
}
