/**
 * Audience is the set of subscribers that receive the same payloads of one stream: same selection, language and rights.
 *
 * Promises: an entry is serialized once for all members. A member has a position, not a queue, so a slow member neither
 * delays others nor uses memory. It is ended with SLOW_SUBSCRIBER if it is blocked for too long.
 */
import { AudienceMember, type Member, type Subscriber } from './audience-member.ts';
import { type DeliveryQueue, maxVisitUnits, unitsOf } from './delivery-queue.ts';
import type { PayloadStore, StoredPayload } from './payload-store.ts';
import { type Scheduler, sleep } from './scheduler.ts';
import type { SerializationKind, SerializationQueue } from './serialization-queue.ts';
import type { EndReason, Entry, StreamCounters, StreamLog } from './source.ts';

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

/** The part of a LiveStream that its audiences use. */
interface AudienceStream<E extends Entry> {
  readonly streamId: string;
  readonly head: number;
  readonly counters: StreamCounters;
  entriesAfter(sequence: number, limit: number): E[] | Promise<E[]>;
}

export interface AudienceServices {
  log: StreamLog;
  scheduler: Scheduler;
  delivery: DeliveryQueue;
  serialization: SerializationQueue;
  payloads: PayloadStore;
  /** The members of an audience have the entries after `after` up to `last`, except those that are blocked. */
  delivered?: ((streamId: string, after: number, last: number) => void) | undefined;
}

export class Audience<E extends Entry, Payload extends object | string> {
  readonly members: AudienceMember<Payload>[] = [];
  readonly #stream: AudienceStream<E>;
  readonly #serializer: PayloadSerializer<E, Payload>;
  readonly #services: AudienceServices;
  readonly #onEmpty: () => void;
  /** Members that could not accept data when they were last visited. */
  readonly #blocked = new Set<AudienceMember<Payload>>();
  readonly #payloads = new Map<number, StoredPayload<Payload>>();
  /** Sequences that are being serialized. */
  readonly #pending = new Set<number>();
  #replayBatches = 0;
  /** 0 until the first payload is stored. */
  #largestPayloadBytes = 0;
  /** The newest sequence that onNewEntries has requested. */
  #newestRequested: number;
  /** The newest sequence that a member has, and that was reported as delivered. */
  #newestDelivered: number;
  #newestReported: number;
  /** The number of truncations and of outdated payloads. A batch that began before the last one is discarded. */
  #truncations = 0;

  constructor(
    stream: AudienceStream<E>,
    serializer: PayloadSerializer<E, Payload>,
    services: AudienceServices,
    onEmpty: () => void,
  ) {
    this.#stream = stream;
    this.#serializer = serializer;
    this.#services = services;
    this.#onEmpty = onEmpty;
    this.#newestRequested = stream.head;
    // What was there before is a replay.
    this.#newestDelivered = stream.head;
    this.#newestReported = stream.head;
  }

  get size(): number {
    return this.members.length;
  }

  /** Adds a subscriber. Delivery begins after `position`, which must exist in the stream, with the first resume(). */
  addMember(position: number, subscriber: Subscriber<Payload>): Member {
    const member = new AudienceMember(this, position, subscriber, this.members.length);
    this.members.push(member);
    return member;
  }

  removeMember(member: AudienceMember<Payload>): void {
    const { index } = member;
    this.#blocked.delete(member);
    if (this.members[index] !== member) return;
    const last = this.members.pop()!;
    if (last !== member) {
      this.#services.delivery.memberMoved(this, last.index, index);
      last.index = index;
      this.members[index] = last;
    }
    if (this.members.length > 0) return;
    for (const sequence of [...this.#payloads.keys()]) this.#forget(sequence);
    this.#onEmpty();
  }

  /** Serializes new entries without waiting for a member that requests them. */
  onNewEntries(): void {
    const { head } = this.#stream;
    const first = Math.max(this.#newestRequested + 1, head - this.#batchEntries + 1);
    this.#newestRequested = head;
    const missing = this.#missingFrom(first);
    if (missing.length > 0) void this.#serializeBatch(missing, 'live');
    else this.#services.delivery.requestDelivery(this);
  }

  countSlowSubscriber(): void {
    this.#stream.counters.slowSubscribers++;
  }

  /** Called when the stream has lost the entries after `head`. Ends the members that received them. */
  truncate(head: number, reason: EndReason): void {
    this.#truncations++;
    this.#newestRequested = Math.min(this.#newestRequested, head);
    this.#newestDelivered = Math.min(this.#newestDelivered, head);
    this.#newestReported = Math.min(this.#newestReported, head);
    for (const sequence of [...this.#payloads.keys()]) if (sequence > head) this.#forget(sequence);
    for (const member of this.members.filter((each) => each.position > head)) member.end(reason);
  }

  /** Called when the source has changed what its entries contain: each is serialized again for the next who needs it. */
  forgetPayloads(): void {
    this.#truncations++;
    for (const sequence of [...this.#payloads.keys()]) this.#forget(sequence);
  }

  /**
   * Delivers entries until the member has all of them, is blocked, a payload is not serialized yet, or this visit has
   * given enough. Returns the units of what was delivered.
   */
  deliverTo(member: AudienceMember<Payload>): number {
    let units = 0;
    while (units < maxVisitUnits && member.active && member.position < this.#stream.head) {
      const nowMs = this.#services.scheduler.monotonicMs();
      if (!member.isReady(nowMs)) break;
      const next = member.position + 1;
      const stored = this.#payloads.get(next);
      if (stored === undefined || nowMs - stored.storedAtMs > this.#maxAgeMs) {
        if (stored) this.#forget(next);
        this.#requestReplay(next);
        break;
      }
      member.position = next;
      if (next > this.#newestDelivered) this.#newestDelivered = next;
      units += unitsOf(stored.bytes);
      member.deliver(stored.payload, next);
    }
    return units;
  }

  passEnded(): void {
    if (this.#newestDelivered === this.#newestReported) return;
    this.#services.delivered?.(this.#stream.streamId, this.#newestReported, this.#newestDelivered);
    this.#newestReported = this.#newestDelivered;
  }

  /** Delivers to a member that can accept data again: immediately, and the rest in later slices. */
  resume(member: AudienceMember<Payload>): void {
    if (this.deliverTo(member) >= maxVisitUnits) this.#services.delivery.continueWith(this, member);
  }

  /** Ends the members that have been blocked for too long. Otherwise only a new entry would find them. */
  endStalled(): void {
    const nowMs = this.#services.scheduler.monotonicMs();
    for (const member of [...this.#blocked]) if (member.isReady(nowMs)) this.resume(member);
  }

  /** Called when a member that has something to receive is blocked, or is not any more. */
  setBlocked(member: AudienceMember<Payload>, isBlocked: boolean): void {
    if (isBlocked) this.#blocked.add(member);
    else this.#blocked.delete(member);
  }

  /** A member that fails must not keep the others from being visited. */
  reportFailure(error: unknown): void {
    const { streamId } = this.#stream;
    this.#services.log.warn({ error, streamId }, 'a subscriber failed, and was ended');
  }

  get #maxAgeMs(): number {
    return this.#serializer.maxAgeMs ?? Number.POSITIVE_INFINITY;
  }

  #forget(sequence: number): void {
    const stored = this.#payloads.get(sequence);
    if (!stored) return;
    this.#payloads.delete(sequence);
    this.#services.payloads.delete(stored);
  }

  #requestReplay(first: number): void {
    if (this.#replayBatches >= maxReplayBatches) return;
    const missing = this.#missingFrom(first);
    if (missing.length > 0) void this.#serializeBatch(missing, 'replay');
  }

  get #batchEntries(): number {
    if (this.#largestPayloadBytes === 0) return firstBatchEntries;
    const fitting = Math.floor(maxBatchBytes / this.#largestPayloadBytes);
    return Math.max(1, Math.min(fitting, maxBatchEntries));
  }

  /** One batch of sequences that are neither serialized nor pending. Empty if `first` already is. */
  #missingFrom(first: number): number[] {
    const last = Math.min(first + this.#batchEntries - 1, this.#stream.head);
    const missing: number[] = [];
    for (let sequence = first; sequence <= last && !this.#isKnown(sequence); sequence++)
      missing.push(sequence);
    return missing;
  }

  #isKnown(sequence: number): boolean {
    return this.#payloads.has(sequence) || this.#pending.has(sequence);
  }

  async #serializeBatch(sequences: readonly number[], kind: SerializationKind): Promise<void> {
    const { scheduler, delivery } = this.#services;
    const truncations = this.#truncations;
    const isWanted = () => truncations === this.#truncations && this.size > 0;
    for (const sequence of sequences) this.#pending.add(sequence);
    let missing = sequences;
    for (let attempt = 1; ; attempt++) {
      missing = await this.#withSlot(kind, missing, () => this.#tryToSerialize(missing, kind, isWanted));
      if (missing.length === 0 || !isWanted()) break;
      // To those who wait for an entry that succeeded.
      delivery.requestDelivery(this);
      if (attempt < maxAttempts) await sleep(scheduler, retryMs);
      else this.#endWaiting(new Set(missing));
      if (attempt === maxAttempts || !isWanted()) break;
    }
    // Only these: what was stored or released meanwhile may be pending in another batch.
    for (const sequence of missing) this.#pending.delete(sequence);
    delivery.requestDelivery(this);
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
    const { streamId } = this.#stream;
    const missing = new Set(sequences);
    let failure: unknown = null;
    const serialize = async (entry: E) => {
      // What is queued for members who have left costs nothing.
      const payload = await serialization.run(this, kind, async () =>
        isWanted() ? this.#serializer.serialize(entry) : null,
      );
      if (payload === null || !isWanted()) return;
      this.#store(entry.sequence, payload);
      missing.delete(entry.sequence);
    };
    try {
      const entries = await this.#stream.entriesAfter(sequences[0]! - 1, sequences.length);
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

  #endWaiting(sequences: ReadonlySet<number>): void {
    const waiting = this.members.filter(({ position }) => sequences.has(position + 1));
    for (const member of waiting) member.end('UNAVAILABLE');
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
        if (this.#payloads.get(sequence) === stored) this.#payloads.delete(sequence);
      },
    };
    this.#forget(sequence);
    this.#pending.delete(sequence);
    this.#payloads.set(sequence, stored);
    this.#services.payloads.add(stored);
  }
}
