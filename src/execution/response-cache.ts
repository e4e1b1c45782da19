/**
 * Answers to queries that are asked again and again, kept as bytes for as long as nothing in the database changes.
 *
 * Promises: an answer is given only if no transaction was committed, by whatever process, since before it was made
 * (database/snapshot-version.ts), so a signing is seen by the next query on every server. Callers share an answer only if
 * they sent the same bytes, the same token and the same languages. A question that comes many times at once is
 * answered once. Nothing is kept of what was asked once.
 */
import type { SnapshotVersion } from '../database/snapshot-version.ts';

const maxKept = 4_096;
const maxKeptBytes = 64 * 1024 * 1024;
const maxAnswerBytes = 512 * 1024;
export const maxKeyCharacters = 16_384;

export interface CachedResponse {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
  /** When the token that it was given for ends, in milliseconds since 1970; Infinity without one. */
  until: number;
}

/** What was made: the answer, and whether the same would be right for whoever asks the same. */
export interface Made {
  answer: CachedResponse;
  keep: boolean;
}

interface Kept {
  version: string;
  answer: CachedResponse;
}

export class ResponseCache {
  readonly #version: SnapshotVersion;
  /** In order of last use. Null for what was asked once. */
  readonly #kept = new Map<string, Kept | null>();
  readonly #underWay = new Map<string, { version: string; made: Promise<Made> }>();
  #bytes = 0;
  #forgotten = 0;
  hits = 0;

  constructor(version: SnapshotVersion) {
    this.#version = version;
  }

  /** The answer to the question, by `make` unless it is known and still right. Fails as `make` does. */
  async answer(key: string, make: () => Promise<Made>): Promise<CachedResponse> {
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      this.#remember(key, null);
      return (await make()).answer;
    }
    const version = await this.#version.current();
    if (kept?.version === version && kept.answer.until > Date.now()) {
      this.hits++;
      this.#touch(key, kept);
      return kept.answer;
    }
    return this.#make(key, version, make);
  }

  /** For what no version of the database tells in time, such as a token that was revoked. */
  forgetAll(): void {
    this.#forgotten++;
    this.#kept.clear();
    this.#underWay.clear();
    this.#bytes = 0;
  }

  async #make(key: string, version: string, make: () => Promise<Made>): Promise<CachedResponse> {
    const known = this.#underWay.get(key);
    if (known?.version === version) {
      const { answer, keep } = await known.made;
      if (keep) return answer;
      return (await make()).answer;
    }
    const forgotten = this.#forgotten;
    const made = make();
    this.#underWay.set(key, { version, made });
    try {
      const { answer, keep } = await made;
      if (keep && answer.body.length <= maxAnswerBytes && forgotten === this.#forgotten)
        this.#remember(key, { version, answer });
      return answer;
    } finally {
      if (this.#underWay.get(key)?.made === made) this.#underWay.delete(key);
    }
  }

  #touch(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
  }

  #remember(key: string, kept: Kept | null): void {
    this.#forget(key);
    this.#kept.set(key, kept);
    this.#bytes += sizeOf(key, kept);
    while (this.#kept.size > maxKept || this.#bytes > maxKeptBytes)
      this.#forget(this.#kept.keys().next().value!);
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(key, kept);
  }
}

function sizeOf(key: string, kept: Kept | null): number {
  return key.length + (kept?.answer.body.length ?? 0);
}
