/**
 * The streams that this process listens to.
 *
 * Promises: whoever joins is registered before anything is read for it, so there is no seam between the record
 * and the live feed; a lost hint is made up for by the next poll, at the latest after `headPollMs`.
 * Hints may be late, doubled, lost or forged: they only say when to look.
 */
import { Audience, type Member, type Sink } from './audience.ts';
import { type CursorProblem, decodeCursor, problemWith, type StreamState } from './cursor.ts';
import { Feed } from './live-stream.ts';
import type { Hints } from './notifier.ts';
import type { Entry, StreamCounters, StreamLog, StreamSource } from './source.ts';
import { StateReader } from './state-reader.ts';

/** Below a second, so that a missed hint is noticed within one. */
export const headPollMs = 800;
export const headPollWithoutHintsMs = 250;
/** A stream that everybody just left is about to be joined again, after a cut network or a restart. */
const lingerMs = 60_000;

export type Start = { after: string } | { last: number } | 'now';

export interface Listening<E extends Entry, R> {
  streamId: string;
  start: Start;
  /** Equal keys are one audience. */
  audience: string;
  render: (entry: E) => Promise<R>;
  sink: Sink<R>;
}

export class Hub<E extends Entry> {
  readonly counters: StreamCounters = {
    hints: 0,
    missedHints: 0,
    unfoundedHints: 0,
    refusedCursors: 0,
    failedPolls: 0,
    replayPages: 0,
    slowEnded: 0,
  };
  readonly #source: StreamSource<E>;
  readonly #hints: Hints;
  readonly #log: StreamLog;
  readonly #states: StateReader<E>;
  readonly #feeds = new Map<string, Feed<E>>();
  readonly #opening = new Map<string, Promise<Feed<E> | null>>();
  readonly #emptySince = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #lastPollSucceeded = true;
  #closed = false;

  constructor(source: StreamSource<E>, hints: Hints, log: StreamLog) {
    this.#source = source;
    this.#hints = hints;
    this.#log = log;
    this.#states = new StateReader(source);
    hints.listen((streamId, head) => {
      this.counters.hints++;
      this.#feeds.get(streamId)?.hinted(head);
    });
  }

  get feeds(): ReadonlyMap<string, Feed<E>> {
    return this.#feeds;
  }

  /** Null where there is no such stream; a problem where the cursor cannot be resumed from. */
  async listen<R>(listening: Listening<E, R>): Promise<Member | CursorProblem | null> {
    const feed = await this.#open(listening.streamId);
    if (!feed) return null;
    const position = await this.#locate(feed, listening.start);
    if (typeof position === 'string') {
      this.counters.refusedCursors++;
      return position;
    }
    const known = feed.audiences.get(listening.audience) as Audience<E, R> | undefined;
    const audience = known ?? this.#gather(feed, listening);
    return audience.join(position, listening.sink);
  }

  #gather<R>(feed: Feed<E>, { audience: key, render }: Listening<E, R>): Audience<E, R> {
    const audience = new Audience<E, R>(feed, render, this.#log, () => {
      feed.audiences.delete(key);
      if (feed.audiences.size === 0) this.#emptySince.set(feed.streamId, Date.now());
    });
    feed.audiences.set(key, audience as Audience<E, unknown>);
    this.#emptySince.delete(feed.streamId);
    return audience;
  }

  async #locate(feed: Feed<E>, start: Start): Promise<number | CursorProblem> {
    if (start === 'now') return (await this.#refresh(feed)).head;
    if ('last' in start) return Math.max(0, (await this.#refresh(feed)).head - start.last);
    const position = decodeCursor(start.after);
    if (!position) return 'CURSOR_INVALID';
    const known = { head: feed.head, epochs: feed.epochs };
    if (problemWith(position, known) === null) return position.sequence;
    // Another process may have told it of something that has not reached this one yet.
    return problemWith(position, await this.#refresh(feed)) ?? position.sequence;
  }

  /** Where the stream stands by the record, at this moment. */
  async #refresh(feed: Feed<E>): Promise<StreamState> {
    const { version } = feed;
    const state = await this.#states.read(feed.streamId);
    if (!state) throw new Error(`stream ${feed.streamId} is gone`);
    feed.observe(state, version).catch(() => {});
    return state;
  }

  #open(streamId: string): Promise<Feed<E> | null> | Feed<E> {
    const feed = this.#feeds.get(streamId);
    if (feed) return feed;
    let opening = this.#opening.get(streamId);
    if (!opening) {
      opening = this.#openFeed(streamId).finally(() => this.#opening.delete(streamId));
      this.#opening.set(streamId, opening);
    }
    return opening;
  }

  async #openFeed(streamId: string): Promise<Feed<E> | null> {
    const state = await this.#states.read(streamId);
    if (!state || this.#closed) return null;
    const feed = new Feed(streamId, state, this.#source, this.#log, this.counters);
    this.#feeds.set(streamId, feed);
    this.#emptySince.set(streamId, Date.now());
    this.#schedulePoll();
    return feed;
  }

  #schedulePoll(): void {
    if (this.#timer || this.#closed) return;
    const wait = this.#hints.healthy && this.#lastPollSucceeded ? headPollMs : headPollWithoutHintsMs;
    this.#timer = setTimeout(() => {
      void this.#poll().finally(() => {
        this.#timer = null;
        if (this.#feeds.size > 0) this.#schedulePoll();
      });
    }, wait);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    this.#dropAbandoned();
    const feeds = [...this.#feeds.values()];
    if (feeds.length === 0) return;
    try {
      const asked = feeds.map((feed) => ({ feed, version: feed.version }));
      const states = await this.#source.readStates(feeds.map((feed) => feed.streamId));
      await Promise.all(
        asked.map(({ feed, version }) => {
          const state = states.get(feed.streamId);
          if (state && state.head > feed.head) this.counters.missedHints++;
          return state && feed.observe(state, version);
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
      this.#feeds.delete(streamId);
    }
  }

  /** Ends nobody: the server closes its sockets itself. */
  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#feeds.clear();
  }
}
