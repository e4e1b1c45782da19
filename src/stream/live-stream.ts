/**
 * LiveStream is one stream in one process: its newest entries, its state and its audiences.
 *
 * Promises: entries are delivered in order, without a gap and once, and only after they were read from the source. If
 * the source lost entries (a failover), members that received them are ended with a named reason; the others continue.
 */
import type { Audience } from './audience.ts';
import { findCursorProblem, type Position, positionAt, type StreamState } from './cursor.ts';
import { History } from './history.ts';
import { RingBuffer } from './ring-buffer.ts';
import type { Entry, StreamCounters, StreamLog, StreamSource } from './source.ts';

const readLimit = 200;
export const ringCapacity = 1_024;

export interface LiveStreamServices<E extends Entry> {
  source: StreamSource<E>;
  log: StreamLog;
  counters: StreamCounters;
}

export class LiveStream<E extends Entry> {
  readonly streamId: string;
  readonly counters: StreamCounters;
  // biome-ignore lint/suspicious/noExplicitAny: audiences of one stream have payloads of different types
  readonly audiences = new Map<string, Audience<E, any>>();
  /** Subscriptions whose position is being looked up. */
  pendingSubscriptions = 0;
  /** The monotonic time at which the last audience ended. */
  idleSinceMs: number;
  /** Increases when entries were read or the epochs or the head changed. */
  version = 0;
  readonly #source: StreamSource<E>;
  readonly #log: StreamLog;
  readonly #history: History<E>;
  readonly #ring: RingBuffer<E>;
  #state: StreamState;
  #catchingUp: Promise<void> | null = null;
  #notifiedHead = 0;

  constructor(
    streamId: string,
    state: StreamState,
    { source, log, counters }: LiveStreamServices<E>,
    nowMs: number,
  ) {
    this.streamId = streamId;
    this.#source = source;
    this.#log = log;
    this.#state = state;
    this.#ring = new RingBuffer(ringCapacity, state.head, (entry) => source.bytesOf(entry));
    this.#history = new History(streamId, source, counters);
    this.counters = counters;
    this.idleSinceMs = nowMs;
  }

  /** The newest sequence that was read from the source. */
  get head(): number {
    return this.#ring.head;
  }

  get epochs(): StreamState['epochs'] {
    return this.#state.epochs;
  }

  get subscribers(): number {
    let count = 0;
    for (const audience of this.audiences.values()) count += audience.size;
    return count;
  }

  /** The number of entries that the slowest subscriber has not received. */
  get maxLag(): number {
    let lag = 0;
    for (const audience of this.audiences.values()) {
      for (const member of audience.members) lag = Math.max(lag, this.head - member.position);
    }
    return lag;
  }

  /** Entries after the sequence, as many as one read returns. Synchronous if the ring buffer has them. */
  entriesAfter(sequence: number, limit: number): E[] | Promise<E[]> {
    return this.#ring.after(sequence, limit) ?? this.#history.after(sequence, this.head);
  }

  /** Reads new entries if `head` is new. The notification itself is not trusted: only the source is. */
  onNotification(head: number): void {
    if (head <= this.head) return;
    this.#notifiedHead = Math.max(this.#notifiedHead, head);
    void this.catchUp().catch((error: unknown) => {
      this.#log.warn({ error, streamId: this.streamId }, 'cannot read the stream; the next poll tries again');
    });
  }

  /**
   * Applies a state that was read from the source. `version` is the version of the stream before that read. If it has
   * changed since, the state may be older than the entries, so it does not prove that entries were lost.
   */
  async onState(state: StreamState, version: number): Promise<void> {
    if (version === this.version) this.#applyState(state);
    if (state.head <= this.head) return;
    this.#notifiedHead = Math.max(this.#notifiedHead, state.head);
    await this.catchUp();
  }

  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readNewEntries().finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  async #readNewEntries(): Promise<void> {
    for (;;) {
      const { version } = this;
      const entries = await this.#source.readAfter(this.streamId, this.head, readLimit);
      if (version !== this.version) continue;
      if (entries.length === 0) break;
      if (this.#hasUnknownEpoch(entries)) {
        const state = (await this.#source.readStates([this.streamId])).get(this.streamId);
        if (!state) break;
        // These entries may follow lost ones, so they are read again from the valid head.
        if (version === this.version) this.#applyState(state);
        if (this.#hasUnknownEpoch(entries))
          throw new Error('the source has entries of an epoch that is not in its state');
        continue;
      }
      for (const entry of entries) {
        if (entry.sequence !== this.head + 1)
          throw new Error(`sequence ${entry.sequence} follows ${this.head}`);
        this.#ring.push(entry);
      }
      if (entries.some(({ outdatesEarlier }) => outdatesEarlier)) this.#forgetBefore(entries.length);
      this.version++;
      for (const audience of this.audiences.values()) audience.onNewEntries();
      if (entries.length < readLimit && this.head >= this.#notifiedHead) break;
    }
    if (this.#notifiedHead > this.head) this.counters.unfoundedNotifications++;
    this.#notifiedHead = 0;
  }

  /**
   * Keeps the newest entries only, which one read returned together: what was read or made before it, or is being made,
   * is of the time before the change.
   */
  #forgetBefore(kept: number): void {
    this.#ring.keepNewest(kept);
    this.#history.clear();
    for (const audience of this.audiences.values()) audience.forgetPayloads();
  }

  #hasUnknownEpoch(entries: readonly E[]): boolean {
    return entries.some((entry) => !this.#state.epochs.some((known) => known.epoch === entry.epoch));
  }

  /** Ends the members whose position no longer exists in the stream. */
  #applyState(state: StreamState): void {
    const position = positionAt(this.head, { head: this.head, epochs: this.#state.epochs });
    const problem = findCursorProblem(position, state);
    if (state.epochs.length !== this.#state.epochs.length || problem) this.version++;
    this.#state = state;
    if (!problem) return;
    const validHead = lastCommonSequence(position, state);
    this.#log.warn(
      { streamId: this.streamId, deliveredHead: this.head, validHead, problem },
      'the source lost entries',
    );
    this.#ring.truncate(validHead);
    this.#history.clear();
    for (const audience of this.audiences.values()) audience.truncate(validHead, problem);
  }
}

/** The newest sequence that both the epoch of the position and the state have. */
function lastCommonSequence(position: Position, { head, epochs }: StreamState): number {
  const index = epochs.findIndex((each) => each.epoch === position.epoch);
  if (index === -1) return 0;
  return Math.min(head, position.sequence, epochs[index + 1]?.afterSequence ?? head);
}
