/**
 * RedactionList is the list of redactions outside the database: a file of JSON lines that is only appended to. A backup
 * that is restored lacks the redactions made since; the list has them.
 */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface ListedRedaction {
  /** The id of the person: a UUID. */
  person: string;
  /** ISO 8601. */
  redactedAt: string;
}

/** The list cannot be used. The message says why, and what to do. */
export class RedactionListError extends Error {
  override name = 'RedactionListError';
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class RedactionList {
  readonly path: string;
  readonly #mustExist: boolean;

  /** A list that must exist is not created: an empty one in its place would serve what was redacted. */
  constructor({ path, mustExist }: { path: string; mustExist: boolean }) {
    this.path = path;
    this.#mustExist = mustExist;
  }

  /** Throws RedactionListError if the file is damaged, or could not be appended to. */
  read(): ListedRedaction[] {
    const lines = this.#readText().split('\n');
    return lines.flatMap((line, index) => {
      const text = line.trim();
      // What was cut off while it was written ends a line without its brace. It is appended again.
      if (!text.endsWith('}')) return [];
      const entry = parse(text);
      if (!entry)
        throw new RedactionListError(
          `${this.path} has no redaction in line ${index + 1}: ${text.slice(0, 100)}`,
        );
      return [entry];
    });
  }

  #readText(): string {
    try {
      accessSync(this.path, constants.R_OK | constants.W_OK);
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && !this.#mustExist) return '';
      const remedy =
        code === 'ENOENT'
          ? 'Name the list of the servers that wrote it; for a new installation create an empty file'
          : 'The server must be able to read it and to append to it';
      throw new RedactionListError(`${this.path} cannot be used (${code}). ${remedy}.`, { cause: error });
    }
  }

  /** Returns after the lines are on the disk. */
  append(entries: readonly ListedRedaction[]): void {
    if (entries.length === 0) return;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      const file = openSync(this.path, 'a', 0o600);
      try {
        // It begins a line, whatever was cut off before. One write, except on a disk that becomes full: writeSync would
        // report a part as written, and this writes the rest, which fails.
        writeFileSync(file, ['', ...entries.map((entry) => JSON.stringify(entry)), ''].join('\n'));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new RedactionListError(`${this.path} cannot be appended to (${code}).`, { cause: error });
    }
  }
}

function parse(text: string): ListedRedaction | null {
  try {
    const { person, redactedAt } = JSON.parse(text) as Partial<Record<string, unknown>>;
    const isValid =
      typeof person === 'string' &&
      uuid.test(person) &&
      typeof redactedAt === 'string' &&
      !Number.isNaN(Date.parse(redactedAt));
    return isValid ? { person, redactedAt } : null;
  } catch {
    return null;
  }
}
