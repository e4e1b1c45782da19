/** Delays decides how long each awaited operation takes: no time, milliseconds or, rarely, seconds. */
import type { Scheduler } from '../../src/stream/scheduler.ts';
import type { Random } from '../faults/random.ts';

export class Delays {
  readonly #random: Random;
  readonly #scheduler: Scheduler;
  /** The share of reads that take seconds. */
  slowShare = 0.02;
  /** The share of packets that take longer than a few milliseconds. */
  latePacketShare = 0.1;
  /** Reads are answered only after this time, in milliseconds since the start. */
  frozenUntilMs = 0;

  constructor(random: Random, scheduler: Scheduler) {
    this.#random = random;
    this.#scheduler = scheduler;
  }

  async ofDatabase(): Promise<void> {
    const chance = this.#random.next();
    const frozenMs = this.frozenUntilMs - this.#scheduler.monotonicMs();
    if (frozenMs > 0) return this.wait(frozenMs + this.#random.between(0, 5));
    if (chance < 0.3) return;
    if (chance > 1 - this.slowShare) return this.wait(this.#random.between(100, 3_000));
    return this.wait(this.#random.between(0, 12));
  }

  /** The delay of the network in one direction. */
  get networkMs(): number {
    const isLate = this.#random.next() >= 1 - this.latePacketShare;
    return isLate ? this.#random.between(8, 300) : this.#random.between(0.1, 8);
  }

  wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => this.#scheduler.setTimeout(resolve, waitMs));
  }
}
