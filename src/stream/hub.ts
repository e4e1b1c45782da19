/**
 * Hub holds the streams that have subscribers in this process.
 *
 * Promises: a subscription has no gap between replayed and new entries. If a notification is lost, the next poll finds
 * the entry within `headPollMs`. Notifications may be late, duplicated, lost or forged: they only say when to read.
 */
import { SingleFlight } from '../cache/single-flight.ts';
import { Audience } from './audience.ts';
import type { Member, Subscriber } from './audience-member.ts';
import type { PayloadSerializer } from './audience-payloads.ts';
import { type CursorProblem, decodeCursor, findCursorProblem, type StreamState } from './cursor.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { LiveStream } from './live-stream.ts';
import type { Notifier } from './notifier.ts';
import { PayloadStore } from './payload-store.ts';
import { type Scheduler, systemScheduler, type Timer } from './scheduler.ts';
import { SerializationQueue } from './serialization-queue.ts';
import type { Entry, StreamCounters, StreamLog, StreamSource } from './source.ts';
import { StateReader } from './state-reader.ts';

/** Before the first entry, so that every member is after it. */
const beforeAll = -1;

/** A lost notification delays an announcement by this time. It must stay below one second. */
export const headPollMs = 800;
export const headPollWithoutNotifierMs = 250;
/** A stream without subscribers stays in memory this long, because after a network failure all subscribers return. */
export const lingerMs = 60_000;

/** 'newest' begins with the newest entry that this process knows, and reads nothing for it. */
export type Start = { after: string } | { last: number } | 'now' | 'newest';

export interface SubscribeOptions<E extends Entry, Payload> extends PayloadSerializer<E, Payload> {
  streamId: string;
  start: Start;
  /** Subscriptions with the same key share payloads. */
  audience: string;
  subscriber: Subscriber<Payload>;
}

export interface HubOptions<E extends Entry> {
  source: StreamSource<E>;
  notifier: Notifier;
  log: StreamLog;
  scheduler?: Scheduler;
  /** Called when an audience has new entries on its sockets. */
  delivered?: ((streamId: string, after: number, last: number) => void) | undefined;
}

export class Hub<E extends Entry> {
  readonly counters: StreamCounters = {
    notifications: 0,
    missedNotifications: 0,
    unfoundedNotifications: 0,
    rejectedCursors: 0,
    failedPolls: 0,
    replayPages: 0,
    slowSubscribers: 0,
  };
  readonly delivery: DeliveryQueue;
  readonly serialization: SerializationQueue;
  /** The payloads of all audiences. */
  readonly payloads = new PayloadStore();
  readonly #source: StreamSource<E>;
  readonly #notifier: Notifier;
  readonly #log: StreamLog;
  readonly #scheduler: Scheduler;
  readonly #delivered: HubOptions<E>['delivered'];
  readonly #states: StateReader<E>;
  readonly #streams = new Map<string, LiveStream<E>>();
  readonly #opening = new SingleFlight<string, LiveStream<E> | null>();
  readonly #stopListening: () => void;
  #pollTimer: Timer | null = null;
  #lastPollSucceeded = true;
  #closed = false;

  constructor({ source, notifier, log, scheduler = systemScheduler, delivered }: HubOptions<E>) {
    this.#delivered = delivered;
    this.#source = source;
    this.#notifier = notifier;
    this.#log = log;
    this.#scheduler = scheduler;
    this.#states = new StateReader(source);
    this.delivery = new DeliveryQueue(scheduler, (error) =>
      log.warn({ error }, 'cannot write to a connection'),
    );
    this.serialization = new SerializationQueue(scheduler);
    this.#stopListening = notifier.listen((streamId, head) => {
      this.counters.notifications++;
      this.#streams.get(streamId)?.onNotification(head);
    });
  }

  get streams(): ReadonlyMap<string, LiveStream<E>> {
    return this.#streams;
  }

  /** Null if the stream does not exist. A CursorProblem if the stream cannot be resumed from the cursor. */
  async subscribe<Payload extends object | string>(
    options: SubscribeOptions<E, Payload>,
  ): Promise<Member | CursorProblem | null> {
    const stream = await this.#open(options.streamId);
    if (!stream) return null;
    // It may have been removed since it was opened. Its members would receive nothing.
    if (this.#streams.get(options.streamId) !== stream) return this.#closed ? null : this.subscribe(options);
    stream.pendingSubscriptions++;
    try {
      const position = await this.#findPosition(stream, options.start);
      if (position === null) return null;
      // The stream may have been removed while its position was looked for.
      if (this.#streams.get(options.streamId) !== stream && !this.#closed) return this.subscribe(options);
      if (typeof position === 'string') {
        this.counters.rejectedCursors++;
        return position;
      }
      return this.#audienceOf(stream, options).addMember(position, options.subscriber);
    } finally {
      stream.pendingSubscriptions--;
    }
  }

  #audienceOf<Payload extends object | string>(
    stream: LiveStream<E>,
    { audience: key, ...serializer }: SubscribeOptions<E, Payload>,
  ): Audience<E, Payload> {
    const existing = stream.audiences.get(key);
    if (existing) return existing;
    const { delivery, serialization, payloads } = this;
    const services = {
      ...{ log: this.#log, scheduler: this.#scheduler, delivered: this.#delivered },
      ...{ delivery, serialization, payloads },
    };
    const { serialize, bytesOf, maxAgeMs } = serializer;
    const limits = maxAgeMs === undefined ? {} : { maxAgeMs };
    const audience = new Audience<E, Payload>(stream, { serialize, bytesOf, ...limits }, services, () => {
      stream.audiences.delete(key);
      stream.idleSinceMs = this.#scheduler.monotonicMs();
    });
    stream.audiences.set(key, audience);
    return audience;
  }

  /** Null if the stream no longer exists. */
  async #findPosition(stream: LiveStream<E>, start: Start): Promise<number | CursorProblem | null> {
    if (start === 'newest') return Math.max(0, stream.head - 1);
    if (start === 'now' || 'last' in start) {
      const state = await this.#refresh(stream);
      return state && (start === 'now' ? state.head : Math.max(0, state.head - start.last));
    }
    const position = decodeCursor(start.after);
    if (!position) return 'CURSOR_INVALID';
    const known = { head: stream.head, epochs: stream.epochs };
    if (findCursorProblem(position, known) === null) return position.sequence;
    // Another process may have delivered an entry that this process has not read yet.
    const state = await this.#refresh(stream);
    return state && (findCursorProblem(position, state) ?? position.sequence);
  }

  /** Reads the current state of the stream from the source. */
  async #refresh(stream: LiveStream<E>): Promise<StreamState | null> {
    const { version } = stream;
    const state = await this.#states.read(stream.streamId);
    if (!state) return this.#remove(stream);
    stream.onState(state, version).catch(() => {});
    return state;
  }

  #open(streamId: string): Promise<LiveStream<E> | null> | LiveStream<E> {
    return this.#streams.get(streamId) ?? this.#opening.run(streamId, () => this.#openStream(streamId));
  }

  async #openStream(streamId: string): Promise<LiveStream<E> | null> {
    const state = await this.#states.read(streamId);
    if (!state || this.#closed) return null;
    const services = { source: this.#source, log: this.#log, counters: this.counters };
    const stream = new LiveStream(streamId, state, services, this.#scheduler.monotonicMs());
    this.#streams.set(streamId, stream);
    this.#schedulePoll();
    return stream;
  }

  #schedulePoll(): void {
    if (this.#pollTimer || this.#closed) return;
    const isReliable = this.#notifier.healthy && this.#lastPollSucceeded;
    this.#pollTimer = this.#scheduler.setTimeout(
      () => {
        void this.#poll().finally(() => {
          this.#pollTimer = null;
          if (this.#streams.size > 0) this.#schedulePoll();
        });
      },
      isReliable ? headPollMs : headPollWithoutNotifierMs,
    );
  }

  async #poll(): Promise<void> {
    this.#removeIdleStreams();
    const streams = [...this.#streams.values()];
    if (streams.length === 0) return;
    for (const { audiences } of streams)
      for (const audience of [...audiences.values()]) audience.endStalled();
    try {
      const polled = streams.map((stream) => ({ stream, version: stream.version }));
      const states = await this.#source.readStates(streams.map((stream) => stream.streamId));
      await Promise.all(
        polled.map(({ stream, version }) => {
          const state = states.get(stream.streamId);
          if (!state) return this.#remove(stream);
          if (state.head > stream.head) this.counters.missedNotifications++;
          return stream.onState(state, version);
        }),
      );
      this.#lastPollSucceeded = true;
    } catch (error) {
      this.counters.failedPolls++;
      if (this.#lastPollSucceeded) this.#log.warn({ error }, 'cannot poll the streams; trying again');
      this.#lastPollSucceeded = false;
    }
  }

  /** Its members would wait for announcements that never come: their clients load the snapshot again. */
  #remove(stream: LiveStream<E>): null {
    this.#streams.delete(stream.streamId);
    for (const audience of [...stream.audiences.values()]) audience.truncate(beforeAll, 'CURSOR_EXPIRED');
    return null;
  }

  #removeIdleStreams(): void {
    const nowMs = this.#scheduler.monotonicMs();
    for (const [streamId, { audiences, pendingSubscriptions, idleSinceMs }] of this.#streams) {
      if (audiences.size > 0 || pendingSubscriptions > 0 || nowMs - idleSinceMs < lingerMs) continue;
      this.#streams.delete(streamId);
    }
  }

  /** Does not end subscriptions: the server closes the connections. */
  close(): void {
    this.#closed = true;
    this.#stopListening();
    this.#pollTimer?.cancel();
    this.#streams.clear();
  }
}
