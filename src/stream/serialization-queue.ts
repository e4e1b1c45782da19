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

interface Job {
  owner: SerializationOwner;
  start: () => void;
}

export class SerializationQueue {
  readonly #scheduler: Scheduler;
  readonly #jobs: Record<SerializationKind, Job[]> = { live: [], replay: [] };
  #sliceStartedMs: number | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get waiting(): number {
    return this.#jobs.live.length + this.#jobs.replay.length;
  }

  run<Result>(
    owner: SerializationOwner,
    kind: SerializationKind,
    serialize: () => Promise<Result>,
  ): Promise<Result> {
    if (this.waiting === 0 && this.#hasTime()) return serialize();
    return new Promise((resolve, reject) => {
      this.#jobs[kind].push({ owner, start: () => serialize().then(resolve, reject) });
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
    while (this.waiting > 0 && this.#hasTime())
      (takeLargest(this.#jobs.live) ?? this.#jobs.replay.shift()!).start();
  }
}

function takeLargest(jobs: Job[]): Job | undefined {
  let largest = 0;
  for (let index = 1; index < jobs.length; index++)
    if (jobs[index]!.owner.size > jobs[largest]!.owner.size) largest = index;
  return jobs.splice(largest, 1)[0];
}
