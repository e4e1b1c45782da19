/**
 * Audience is the set of subscribers that receive the same payloads of one stream: same selection, language and rights.
 *
 * Promises: an entry is serialized once for all members. A member has a position, not a queue, so a slow member neither
 * delays others nor uses memory. It is ended with SLOW_SUBSCRIBER if it is blocked for too long.
 */
import { AudienceMember, type Member, type Subscriber } from './audience-member.ts';
import {
  AudiencePayloads,
  type EntrySource,
  type PayloadSerializer,
  type PayloadServices,
} from './audience-payloads.ts';
import { type DeliveryQueue, maxVisitUnits, unitsOf } from './delivery-queue.ts';
import type { EndReason, Entry, StreamCounters } from './source.ts';

/** The part of a LiveStream that its audiences use. */
interface AudienceStream<E extends Entry> extends EntrySource<E> {
  readonly counters: StreamCounters;
}

export interface AudienceServices extends PayloadServices {
  delivery: DeliveryQueue;
  /** The members of an audience have the entries after `after` up to `last`, except those that are blocked. */
  delivered?: ((streamId: string, after: number, last: number) => void) | undefined;
}

export class Audience<E extends Entry, Payload extends object | string> {
  readonly members: AudienceMember<Payload>[] = [];
  readonly #stream: AudienceStream<E>;
  readonly #services: AudienceServices;
  readonly #onEmpty: () => void;
  /** Members that could not accept data when they were last visited. */
  readonly #blocked = new Set<AudienceMember<Payload>>();
  readonly #payloads: AudiencePayloads<E, Payload>;
  /** The newest sequence that a member has, and that was reported as delivered. */
  #newestDelivered: number;
  #newestReported: number;

  constructor(
    stream: AudienceStream<E>,
    serializer: PayloadSerializer<E, Payload>,
    services: AudienceServices,
    onEmpty: () => void,
  ) {
    this.#stream = stream;
    this.#services = services;
    this.#onEmpty = onEmpty;
    this.#payloads = new AudiencePayloads(stream, serializer, services, this);
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
    this.#payloads.clear();
    this.#onEmpty();
  }

  /** Serializes new entries without waiting for a member that requests them. */
  onNewEntries(): void {
    if (!this.#payloads.requestNew()) this.payloadsStored();
  }

  countSlowSubscriber(): void {
    this.#stream.counters.slowSubscribers++;
  }

  /** Called when the stream has lost the entries after `head`. Ends the members that received them. */
  truncate(head: number, reason: EndReason): void {
    this.#payloads.truncate(head);
    this.#newestDelivered = Math.min(this.#newestDelivered, head);
    this.#newestReported = Math.min(this.#newestReported, head);
    for (const member of this.members.filter((each) => each.position > head)) member.end(reason);
  }

  /** Called when the source has changed what its entries contain: each is serialized again for the next who needs it. */
  forgetPayloads(): void {
    this.#payloads.forgetAll();
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
      const stored = this.#payloads.get(next, nowMs);
      if (stored === undefined) {
        this.#payloads.requestReplay(next);
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

  payloadsStored(): void {
    this.#services.delivery.requestDelivery(this);
  }

  /** Another server may be able to serialize the entries. */
  payloadsFailed(sequences: ReadonlySet<number>): void {
    const waiting = this.members.filter(({ position }) => sequences.has(position + 1));
    for (const member of waiting) member.end('UNAVAILABLE');
  }
}
