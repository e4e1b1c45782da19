/**
 * One stream in one process: its newest entries, its state, and the audiences that listen.
 *
 * Promises: entries are handed on in order, without a gap and once, and only after they were read from the
 * record. When the record turns out to have lost entries (a failover), whoever was told of them is ended with
 * a named reason and the rest goes on.
 */
import type { Audience } from './audience.ts';
import { type Position, positionAt, problemWith, type StreamState } from './cursor.ts';
import { History } from './history.ts';
import { Ring } from './ring-buffer.ts';
import type { Entry, StreamCounters, StreamLog, StreamSource } from './source.ts';

const readLimit = 200;
export const ringSize = 1_024;

export class LiveStream<E extends Entry> {
  readonly streamId: string;
  readonly counters: StreamCounters;
  readonly audiences = new Map<string, Audience<E, unknown>>();
  readonly #source: StreamSource<E>;
  readonly #log: StreamLog;
  readonly #history: History<E>;
  readonly #ring: Ring<E>;
  #state: StreamState;
  /** Grows with everything that is read or adopted. */
  version = 0;
  #catchingUp: Promise<void> | null = null;
  #wanted = 0;

  constructor(
    streamId: string,
    state: StreamState,
    source: StreamSource<E>,
    log: StreamLog,
    counters: StreamCounters,
  ) {
    this.streamId = streamId;
    this.#source = source;
    this.#log = log;
    this.#state = state;
    this.#ring = new Ring(ringSize, state.head);
    this.#history = new History(streamId, source, counters);
    this.counters = counters;
  }

  /** The newest sequence that may be handed on. */
  get head(): number {
    return this.#ring.head;
  }

  get epochs(): StreamState['epochs'] {
    return this.#state.epochs;
  }

  get listeners(): number {
    let count = 0;
    for (const audience of this.audiences.values()) count += audience.size;
    return count;
  }

  /** How far the slowest subscriber is behind. */
  get slowestLag(): number {
    let lag = 0;
    for (const audience of this.audiences.values()) {
      for (const member of audience.members) lag = Math.max(lag, this.head - member.position);
    }
    return lag;
  }

  /** What follows the sequence, as far as one read goes; at once where the ring has it. */
  entriesAfter(sequence: number, limit: number): E[] | Promise<E[]> {
    return this.#ring.after(sequence, limit) ?? this.#history.after(sequence, this.head);
  }

  /** Somebody says the stream is at `head`. Believed only as far as the record shows it. */
  onNotification(head: number): void {
    if (head <= this.head) return;
    this.#wanted = Math.max(this.#wanted, head);
    void this.catchUp().catch((error: unknown) => {
      this.#log.warn(
        { error, streamId: this.streamId },
        'could not read the stream; the next poll tries again',
      );
    });
  }

  /**
   * The record's own word. `version` is the stream's when the question was asked: an answer that was overtaken
   * by what was read since tells nothing about a loss.
   */
  async observe(state: StreamState, version: number): Promise<void> {
    if (version === this.version) this.#adopt(state);
    if (state.head <= this.head) return;
    this.#wanted = Math.max(this.#wanted, state.head);
    await this.catchUp();
  }

  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readOn().finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { version } = this;
      const read = await this.#source.readAfter(this.streamId, this.head, readLimit);
      if (version !== this.version) continue;
      if (read.length === 0) break;
      if (this.#hasUnknownEpoch(read)) {
        const state = (await this.#source.readStates([this.streamId])).get(this.streamId);
        if (!state) break;
        // What was read may follow something that was lost: read again from where we then stand.
        if (version === this.version) this.#adopt(state);
        if (this.#hasUnknownEpoch(read))
          throw new Error('the record holds entries of an epoch it does not list');
        continue;
      }
      for (const entry of read) {
        if (entry.sequence !== this.head + 1)
          throw new Error(`sequence ${entry.sequence} follows ${this.head}`);
        this.#ring.push(entry);
      }
      this.version++;
      this.#advanced();
      if (read.length < readLimit && this.head >= this.#wanted) break;
    }
    if (this.#wanted > this.head) this.counters.unfoundedNotifications++;
    this.#wanted = 0;
  }

  #hasUnknownEpoch(read: readonly E[]): boolean {
    return read.some((entry) => !this.#state.epochs.some((known) => known.epoch === entry.epoch));
  }

  #advanced(): void {
    for (const audience of this.audiences.values()) audience.advanced();
  }

  /** Takes over a newer state, and ends those who stand where the record no longer reaches. */
  #adopt(state: StreamState): void {
    const here = positionAt(this.head, { head: this.head, epochs: this.#state.epochs });
    const problem = problemWith(here, state);
    if (state.epochs.length !== this.#state.epochs.length || problem) this.version++;
    this.#state = state;
    if (!problem) return;
    const valid = lastCommon(here, state);
    this.#log.warn(
      { streamId: this.streamId, told: this.head, onRecord: valid, problem },
      'the record lost entries',
    );
    this.#ring.truncate(valid);
    this.#history.clear();
    for (const audience of this.audiences.values()) audience.truncate(valid, problem);
  }
}

/** The newest sequence that the position's epoch and the record have in common. */
function lastCommon(here: Position, { head, epochs }: StreamState): number {
  const index = epochs.findIndex((each) => each.epoch === here.epoch);
  if (index === -1) return 0;
  return Math.min(head, here.sequence, epochs[index + 1]?.afterSequence ?? head);
}
