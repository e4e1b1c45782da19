/**
 * ImportDraft is what was chosen for an import: files and options. It is stored in this tab until it is imported or
 * discarded, so that neither a problem, a closed dialog nor a reload loses it.
 */
import type { PageStorage } from '../../page-storage.ts';

export interface ChosenFile {
  name: string;
  bytes: number;
  contentBase64: string;
}

export interface ImportDraft {
  files: readonly ChosenFile[];
  /** Empty: an amount with two readings is refused. */
  decimalSign: '' | 'POINT' | 'COMMA';
  /** Empty: it is recognized. */
  encoding: string;
  skipInvalid: boolean;
}

export const emptyDraft: ImportDraft = { files: [], decimalSign: '', encoding: '', skipInvalid: false };

/** The encodings of CSV files that the server reads. */
export const encodingsOfFiles = [
  ...['utf-8', 'gbk', 'big5', 'euc-kr', 'shift_jis', 'utf-16le', 'utf-16be', 'windows-1252'],
];

/** The limit of all files together: base64 makes four characters of three bytes, and a request has at most 256 kB. */
export const maxChosenBytes = 180_000;

export const chosenBytes = ({ files }: ImportDraft): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** A file with the name of one that is chosen takes its place: it was edited, and chosen again. */
export function withFiles(draft: ImportDraft, added: readonly ChosenFile[]): ImportDraft {
  const kept = draft.files.filter(({ name }) => !added.some((each) => each.name === name));
  return { ...draft, files: [...kept, ...added] };
}

export function withoutFile(draft: ImportDraft, name: string): ImportDraft {
  return { ...draft, files: draft.files.filter((each) => each.name !== name) };
}

/** The input of the mutation importExhibition. */
export function inputOf(slug: string, draft: ImportDraft, isCheck: boolean) {
  const { files, decimalSign, encoding, skipInvalid } = draft;
  return {
    exhibition: slug,
    files: files.map(({ name, contentBase64 }) => ({ name, contentBase64, encoding: encoding || null })),
    decimalSign: decimalSign || null,
    skipInvalid,
    validateOnly: isCheck,
  };
}

export class ImportDrafts {
  readonly #storage: PageStorage;
  readonly #key: string;

  constructor(slug: string, storage: PageStorage) {
    this.#storage = storage;
    this.#key = `import of ${slug}`;
  }

  read(): ImportDraft {
    try {
      return { ...emptyDraft, ...(JSON.parse(this.#storage.get(this.#key) ?? '{}') as Partial<ImportDraft>) };
    } catch {
      return emptyDraft;
    }
  }

  write(draft: ImportDraft): void {
    if (draft.files.length === 0) this.#storage.remove(this.#key);
    else this.#storage.set(this.#key, JSON.stringify(draft));
  }
}
