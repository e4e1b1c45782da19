/** NotificationNetwork carries notifications between servers: late, twice, not at all, or with an invented number. */
import { NotificationListeners, type Notifier } from '../../src/stream/notifier.ts';
import type { Scheduler } from '../../src/stream/scheduler.ts';
import type { Random } from '../faults/random.ts';

export class NotificationNetwork {
  readonly #random: Random;
  readonly #scheduler: Scheduler;
  readonly #notifiers = new Set<SimulatedNotifier>();
  lostShare = 0;
  doubledShare = 0;
  lateShare = 0;

  constructor(random: Random, scheduler: Scheduler) {
    this.#random = random;
    this.#scheduler = scheduler;
  }

  open(): SimulatedNotifier {
    const notifier = new SimulatedNotifier(this);
    this.#notifiers.add(notifier);
    return notifier;
  }

  close(notifier: SimulatedNotifier): void {
    this.#notifiers.delete(notifier);
  }

  publish(id: string, at: number): void {
    for (const notifier of this.#notifiers) {
      if (this.#random.next() < this.lostShare || !notifier.healthy) continue;
      const times = this.#random.next() < this.doubledShare ? 2 : 1;
      for (let time = 0; time < times; time++) {
        const isLate = this.#random.next() < this.lateShare;
        const waitMs = isLate ? this.#random.between(100, 5_000) : this.#random.between(0, 5);
        this.#scheduler.setTimeout(() => notifier.receive(id, at), waitMs);
      }
    }
  }
}

export class SimulatedNotifier implements Notifier {
  readonly #network: NotificationNetwork;
  readonly #listeners = new NotificationListeners();
  healthy = true;

  constructor(network: NotificationNetwork) {
    this.#network = network;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  listen(listener: (id: string, at: number) => void): () => void {
    return this.#listeners.add(listener);
  }

  receive(id: string, at: number): void {
    this.#listeners.notify(id, at);
  }

  publish(id: string, at: number): void {
    this.#network.publish(id, at);
  }

  async close(): Promise<void> {
    this.#network.close(this);
  }
}
