/**
 * AudiencePayloads makes, keeps and forgets the payloads of one audience. Entries are read and serialized in batches: new
 * entries before a member requests them, entries of a replay when a member needs them.
 *
 * Promises: a failed batch is tried again and holds no place meanwhile. What was truncated or forgotten while it was being
 * serialized is not stored.
 */
import type { PayloadStore, StoredPayload } from './payload-store.ts';
import { type Scheduler, sleep } from './scheduler.ts';
import type { SerializationKind, SerializationOwner, SerializationQueue } from './serialization-queue.ts';
import type { Entry, StreamLog } from './source.ts';

/** Limit of entries that are serialized together. Many batches fit into the store, so none is evicted early. */
const maxBatchBytes = 2 * 1024 * 1024;
const maxBatchEntries = 64;
/** The size of a batch until the size of a payload is known. */
const firstBatchEntries = 8;
/** The number of concurrent batches for replays. New entries do not wait for them. */
const maxReplayBatches = 4;
const retryMs = 250;
/** Then the members that wait are ended with UNAVAILABLE: another server may be able to serialize the entry. */
const maxAttempts = 20;

export interface PayloadSerializer<E extends Entry, Payload> {
  /** Runs once per entry for all members. */
  serialize(entry: E): Promise<Payload>;
  /** Memory of a payload, in bytes. An estimate is enough. At most maxPayloadBytes. */
  bytesOf(payload: Payload): number;
  /** The time after which a payload is serialized again, because it contains more than the entry. Default: never. */
  maxAgeMs?: number;
}

/** A larger payload throws a RangeError. */
export const maxPayloadBytes = maxBatchBytes;

/** The part of a stream that payloads are made from. */
export interface EntrySource<E extends Entry> {
  readonly streamId: string;
  readonly head: number;
  entriesAfter(sequence: number, limit: number): E[] | Promise<E[]>;
}

export interface PayloadServices {
  log: StreamLog;
  scheduler: Scheduler;
  serialization: SerializationQueue;
  payloads: PayloadStore;
}

/** The audience that the payloads are for. Without members, nothing is serialized. */
export interface PayloadOwner extends SerializationOwner {
  /** Payloads were stored: the members can receive them. */
  payloadsStored(): void;
  /** These entries could not be serialized, however often it was tried. */
  payloadsFailed(sequences: ReadonlySet<number>): void;
}

export class AudiencePayloads<E extends Entry, Payload extends object | string> {
  readonly #source: EntrySource<E>;
  readonly #serializer: PayloadSerializer<E, Payload>;
  readonly #services: PayloadServices;
  readonly #owner: PayloadOwner;
  readonly #stored = new Map<number, StoredPayload<Payload>>();
  /** Sequences that are being serialized. */
  readonly #pending = new Set<number>();
  #replayBatches = 0;
  /** 0 until the first payload is stored. */
  #largestPayloadBytes = 0;
  /** The newest sequence that requestNew has requested. */
  #newestRequested: number;
  /** The number of truncations and of outdated payloads. A batch that began before the last one is discarded. */
  #truncations = 0;

  constructor(
    source: EntrySource<E>,
    serializer: PayloadSerializer<E, Payload>,
    services: PayloadServices,
    owner: PayloadOwner,
  ) {
    this.#source = source;
    this.#serializer = serializer;
    this.#services = services;
    this.#owner = owner;
    this.#newestRequested = source.head;
  }

  /** The payload of an entry. Undefined if there is none, or none that is new enough: request it. */
  get(sequence: number, nowMs: number): StoredPayload<Payload> | undefined {
    const stored = this.#stored.get(sequence);
    const maxAgeMs = this.#serializer.maxAgeMs ?? Number.POSITIVE_INFINITY;
    if (stored === undefined || nowMs - stored.storedAtMs <= maxAgeMs) return stored;
    this.#forget(sequence);
    return undefined;
  }

  /** Serializes the entries up to the head that were not requested yet. False if there are none. */
  requestNew(): boolean {
    const { head } = this.#source;
    const first = Math.max(this.#newestRequested + 1, head - this.#batchEntries + 1);
    this.#newestRequested = head;
    return this.#request(first, 'live');
  }

  /** Serializes a batch from `first` on for members that need it. */
  requestReplay(first: number): void {
    if (this.#replayBatches < maxReplayBatches) this.#request(first, 'replay');
  }

  /** Called when the stream has lost the entries after `head`. */
  truncate(head: number): void {
    this.#truncations++;
    this.#newestRequested = Math.min(this.#newestRequested, head);
    for (const sequence of [...this.#stored.keys()]) if (sequence > head) this.#forget(sequence);
  }

  /** Called when the source has changed what its entries contain. What is being serialized is discarded too. */
  forgetAll(): void {
    this.#truncations++;
    this.clear();
  }

  clear(): void {
    for (const sequence of [...this.#stored.keys()]) this.#forget(sequence);
  }

  #forget(sequence: number): void {
    const stored = this.#stored.get(sequence);
    if (!stored) return;
    this.#stored.delete(sequence);
    this.#services.payloads.delete(stored);
  }

  #request(first: number, kind: SerializationKind): boolean {
    const missing = this.#missingFrom(first);
    if (missing.length > 0) void this.#serializeBatch(missing, kind);
    return missing.length > 0;
  }

  get #batchEntries(): number {
    if (this.#largestPayloadBytes === 0) return firstBatchEntries;
    const fitting = Math.floor(maxBatchBytes / this.#largestPayloadBytes);
    return Math.max(1, Math.min(fitting, maxBatchEntries));
  }

  /** One batch of sequences that are neither serialized nor pending. Empty if `first` already is. */
  #missingFrom(first: number): number[] {
    const last = Math.min(first + this.#batchEntries - 1, this.#source.head);
    const missing: number[] = [];
    for (let sequence = first; sequence <= last && !this.#isKnown(sequence); sequence++)
      missing.push(sequence);
    return missing;
  }

  #isKnown(sequence: number): boolean {
    return this.#stored.has(sequence) || this.#pending.has(sequence);
  }

  async #serializeBatch(sequences: readonly number[], kind: SerializationKind): Promise<void> {
    const { scheduler } = this.#services;
    const truncations = this.#truncations;
    const isWanted = () => truncations === this.#truncations && this.#owner.size > 0;
    for (const sequence of sequences) this.#pending.add(sequence);
    let missing = sequences;
    for (let attempt = 1; ; attempt++) {
      missing = await this.#withSlot(kind, missing, () => this.#tryToSerialize(missing, kind, isWanted));
      if (missing.length === 0 || !isWanted()) break;
      // To those who wait for an entry that succeeded.
      this.#owner.payloadsStored();
      if (attempt < maxAttempts) await sleep(scheduler, retryMs);
      else this.#owner.payloadsFailed(new Set(missing));
      if (attempt === maxAttempts || !isWanted()) break;
    }
    // Only these: what was stored or released meanwhile may be pending in another batch.
    for (const sequence of missing) this.#pending.delete(sequence);
    this.#owner.payloadsStored();
  }

  /** A batch that waits for its next attempt holds no slot: those that fail must not keep the others from being made. */
  async #withSlot(
    kind: SerializationKind,
    missing: readonly number[],
    attempt: () => Promise<readonly number[]>,
  ): Promise<readonly number[]> {
    if (kind === 'live') return attempt();
    // The attempt counts: members do not wait for longer because there are many such batches.
    if (this.#replayBatches >= maxReplayBatches) return missing;
    this.#replayBatches++;
    try {
      return await attempt();
    } finally {
      this.#replayBatches--;
    }
  }

  /** Stores the payloads of the entries that can be read and serialized. Resolves with the other sequences. */
  async #tryToSerialize(
    sequences: readonly number[],
    kind: SerializationKind,
    isWanted: () => boolean,
  ): Promise<readonly number[]> {
    const { log, serialization } = this.#services;
    const { streamId } = this.#source;
    const missing = new Set(sequences);
    let failure: unknown = null;
    const serialize = async (entry: E) => {
      // What is queued for members who have left costs nothing.
      const payload = await serialization.run(this.#owner, kind, async () =>
        isWanted() ? this.#serializer.serialize(entry) : null,
      );
      if (payload === null || !isWanted()) return;
      this.#store(entry.sequence, payload);
      missing.delete(entry.sequence);
    };
    try {
      const entries = await this.#source.entriesAfter(sequences[0]! - 1, sequences.length);
      const wanted = entries.filter(({ sequence }) => missing.has(sequence));
      // A read returns one page at most. The rest is requested again, unless the read returned nothing.
      if (wanted.length > 0)
        for (const sequence of sequences.slice(wanted.length)) {
          missing.delete(sequence);
          this.#pending.delete(sequence);
        }
      const results = await Promise.allSettled(wanted.map(serialize));
      failure = results.find((result) => result.status === 'rejected')?.reason ?? null;
    } catch (error) {
      failure = error;
    }
    if (failure) log.warn({ error: failure, streamId }, 'cannot read or serialize entries; trying again');
    return [...missing];
  }

  #store(sequence: number, payload: Payload): void {
    const bytes = this.#serializer.bytesOf(payload);
    if (bytes > maxPayloadBytes)
      throw new RangeError(`payload of ${bytes} bytes exceeds the limit of ${maxPayloadBytes}`);
    this.#largestPayloadBytes = Math.max(this.#largestPayloadBytes, bytes);
    const stored: StoredPayload<Payload> = {
      payload,
      bytes,
      storedAtMs: this.#services.scheduler.monotonicMs(),
      onEvicted: () => {
        if (this.#stored.get(sequence) === stored) this.#stored.delete(sequence);
      },
    };
    this.#forget(sequence);
    this.#pending.delete(sequence);
    this.#stored.set(sequence, stored);
    this.#services.payloads.add(stored);
  }
}
