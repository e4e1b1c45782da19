/**
 * SerializationQueue decides which entry is serialized next for which audience, and returns to the event loop between
 * slices: a thousand different operations delay neither the sockets nor each other's delivery.
 *
 * Promises: new entries come before replays, and among them the largest audience is first. A serializer that waits, for
 * the database for example, delays its own audience only.
 */
import type { Scheduler } from './scheduler.ts';

/** Serializing is synchronous for the most part. Sockets are served between slices. */
const sliceMs = 8;

export interface SerializationOwner {
  /** The number of members who wait for the result. */
  readonly size: number;
}

export type SerializationKind = 'live' | 'replay';

type Start = () => void;

export class SerializationQueue {
  readonly #scheduler: Scheduler;
  /** The jobs of each owner, in the order of their requests. The cost of choosing an owner grows with the owners, not with the jobs. */
  readonly #jobs: Record<SerializationKind, Map<SerializationOwner, Start[]>> = {
    live: new Map(),
    replay: new Map(),
  };
  #waiting = 0;
  #sliceStartedMs: number | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get waiting(): number {
    return this.#waiting;
  }

  run<Result>(
    owner: SerializationOwner,
    kind: SerializationKind,
    serialize: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#waiting === 0 && this.#hasTime()) return attempt(serialize);
    return new Promise((resolve) => {
      const jobs = this.#jobs[kind];
      const start = () => resolve(attempt(serialize));
      const own = jobs.get(owner);
      if (own) own.push(start);
      else jobs.set(owner, [start]);
      this.#waiting++;
    });
  }

  /** Begins a slice if none has begun since the event loop last served its sockets. */
  #hasTime(): boolean {
    const nowMs = this.#scheduler.monotonicMs();
    if (this.#sliceStartedMs === null) {
      this.#sliceStartedMs = nowMs;
      this.#scheduler.setImmediate(() => this.#runSlice());
    }
    return nowMs - this.#sliceStartedMs < sliceMs;
  }

  #runSlice(): void {
    this.#sliceStartedMs = null;
    const { live, replay } = this.#jobs;
    while (this.#waiting > 0 && this.#hasTime()) {
      if (live.size > 0) this.#runJobsOf(largestOf(live.keys()), live);
      else this.#runJobsOf(replay.keys().next().value!, replay);
    }
  }

  /** The jobs of one owner, while the slice has time. */
  #runJobsOf(owner: SerializationOwner, jobs: Map<SerializationOwner, Start[]>): void {
    const own = jobs.get(owner)!;
    do {
      this.#waiting--;
      own.shift()!();
    } while (own.length > 0 && this.#hasTime());
    if (own.length === 0) jobs.delete(owner);
  }
}

/** A serializer that throws before it returns a promise fails like one that rejects. */
async function attempt<Result>(serialize: () => Promise<Result>): Promise<Result> {
  return serialize();
}

function largestOf(owners: Iterable<SerializationOwner>): SerializationOwner {
  let largest: SerializationOwner | undefined;
  for (const owner of owners) if (!largest || owner.size > largest.size) largest = owner;
  return largest!;
}
