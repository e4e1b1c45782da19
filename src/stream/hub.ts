/**
 * The streams that this process listens to.
 *
 * Promises: whoever joins is registered before anything is read for it, so there is no seam between the record
 * and the live stream; a lost hint is made up for by the next poll, at the latest after `headPollMs`.
 * Notifier may be late, doubled, lost or forged: they only say when to look.
 */
import { Audience, type Member, type Sink } from './audience.ts';
import { type CursorProblem, decodeCursor, problemWith, type StreamState } from './cursor.ts';
import { LiveStream } from './live-stream.ts';
import type { Notifier } from './notifier.ts';
import type { Entry, StreamCounters, StreamLog, StreamSource } from './source.ts';
import { StateReader } from './state-reader.ts';

/** Below a second, so that a missed hint is noticed within one. */
export const headPollMs = 800;
export const headPollWithoutNotifierMs = 250;
/** A stream that everybody just left is about to be joined again, after a cut network or a restart. */
const lingerMs = 60_000;

export type Start = { after: string } | { last: number } | 'now';

export interface SubscribeOptions<E extends Entry, R> {
  streamId: string;
  start: Start;
  /** Equal keys are one audience. */
  audience: string;
  render: (entry: E) => Promise<R>;
  sink: Sink<R>;
}

export class Hub<E extends Entry> {
  readonly counters: StreamCounters = {
    notifications: 0,
    missedNotifications: 0,
    unfoundedNotifications: 0,
    refusedCursors: 0,
    failedPolls: 0,
    replayPages: 0,
    slowEnded: 0,
  };
  readonly #source: StreamSource<E>;
  readonly #notifier: Notifier;
  readonly #log: StreamLog;
  readonly #states: StateReader<E>;
  readonly #streams = new Map<string, LiveStream<E>>();
  readonly #opening = new Map<string, Promise<LiveStream<E> | null>>();
  readonly #emptySince = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #lastPollSucceeded = true;
  #closed = false;

  constructor(source: StreamSource<E>, notifier: Notifier, log: StreamLog) {
    this.#source = source;
    this.#notifier = notifier;
    this.#log = log;
    this.#states = new StateReader(source);
    notifier.listen((streamId, head) => {
      this.counters.notifications++;
      this.#streams.get(streamId)?.onNotification(head);
    });
  }

  get streams(): ReadonlyMap<string, LiveStream<E>> {
    return this.#streams;
  }

  /** Null where there is no such stream; a problem where the cursor cannot be resumed from. */
  async subscribe<R>(options: SubscribeOptions<E, R>): Promise<Member | CursorProblem | null> {
    const stream = await this.#open(options.streamId);
    if (!stream) return null;
    const position = await this.#locate(stream, options.start);
    if (typeof position === 'string') {
      this.counters.refusedCursors++;
      return position;
    }
    const known = stream.audiences.get(options.audience) as Audience<E, R> | undefined;
    const audience = known ?? this.#gather(stream, options);
    return audience.join(position, options.sink);
  }

  #gather<R>(stream: LiveStream<E>, { audience: key, render }: SubscribeOptions<E, R>): Audience<E, R> {
    const audience = new Audience<E, R>(stream, render, this.#log, () => {
      stream.audiences.delete(key);
      if (stream.audiences.size === 0) this.#emptySince.set(stream.streamId, Date.now());
    });
    stream.audiences.set(key, audience as Audience<E, unknown>);
    this.#emptySince.delete(stream.streamId);
    return audience;
  }

  async #locate(stream: LiveStream<E>, start: Start): Promise<number | CursorProblem> {
    if (start === 'now') return (await this.#refresh(stream)).head;
    if ('last' in start) return Math.max(0, (await this.#refresh(stream)).head - start.last);
    const position = decodeCursor(start.after);
    if (!position) return 'CURSOR_INVALID';
    const known = { head: stream.head, epochs: stream.epochs };
    if (problemWith(position, known) === null) return position.sequence;
    // Another process may have told it of something that has not reached this one yet.
    return problemWith(position, await this.#refresh(stream)) ?? position.sequence;
  }

  /** Where the stream stands by the record, at this moment. */
  async #refresh(stream: LiveStream<E>): Promise<StreamState> {
    const { version } = stream;
    const state = await this.#states.read(stream.streamId);
    if (!state) throw new Error(`stream ${stream.streamId} is gone`);
    stream.observe(state, version).catch(() => {});
    return state;
  }

  #open(streamId: string): Promise<LiveStream<E> | null> | LiveStream<E> {
    const stream = this.#streams.get(streamId);
    if (stream) return stream;
    let opening = this.#opening.get(streamId);
    if (!opening) {
      opening = this.#openStream(streamId).finally(() => this.#opening.delete(streamId));
      this.#opening.set(streamId, opening);
    }
    return opening;
  }

  async #openStream(streamId: string): Promise<LiveStream<E> | null> {
    const state = await this.#states.read(streamId);
    if (!state || this.#closed) return null;
    const stream = new LiveStream(streamId, state, this.#source, this.#log, this.counters);
    this.#streams.set(streamId, stream);
    this.#emptySince.set(streamId, Date.now());
    this.#schedulePoll();
    return stream;
  }

  #schedulePoll(): void {
    if (this.#timer || this.#closed) return;
    const wait = this.#notifier.healthy && this.#lastPollSucceeded ? headPollMs : headPollWithoutNotifierMs;
    this.#timer = setTimeout(() => {
      void this.#poll().finally(() => {
        this.#timer = null;
        if (this.#streams.size > 0) this.#schedulePoll();
      });
    }, wait);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    this.#dropAbandoned();
    const streams = [...this.#streams.values()];
    if (streams.length === 0) return;
    try {
      const asked = streams.map((stream) => ({ stream, version: stream.version }));
      const states = await this.#source.readStates(streams.map((stream) => stream.streamId));
      await Promise.all(
        asked.map(({ stream, version }) => {
          const state = states.get(stream.streamId);
          if (state && state.head > stream.head) this.counters.missedNotifications++;
          return state && stream.observe(state, version);
        }),
      );
      this.#lastPollSucceeded = true;
    } catch (error) {
      this.counters.failedPolls++;
      if (this.#lastPollSucceeded)
        this.#log.warn({ error }, 'could not read where the streams stand; trying again');
      this.#lastPollSucceeded = false;
    }
  }

  #dropAbandoned(): void {
    for (const [streamId, since] of this.#emptySince) {
      if (Date.now() - since < lingerMs) continue;
      this.#emptySince.delete(streamId);
      this.#streams.delete(streamId);
    }
  }

  /** Ends nobody: the server closes its sockets itself. */
  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#streams.clear();
  }
}
