/**
 * Which screens to name. All of them are behind for a moment after each announcement, until they have shown it and said
 * so; a list that came and went with each signing would push away what the operator looks for just then.
 *
 * Counted from when this desk first heard of it: the clock of the server may be another one.
 */
import type { DeskView } from './desk-subscription.ts';

type Laggard = DeskView['screens']['lagging'][number];

const patienceMs = 3_000;

export class Laggards {
  #heardAt = new Map<string, number>();

  lasting(lagging: readonly Laggard[], now: number): Laggard[] {
    const keyOf = ({ name, behindSince }: Laggard) => `${behindSince} ${name}`;
    this.#heardAt = new Map(lagging.map((each) => [keyOf(each), this.#heardAt.get(keyOf(each)) ?? now]));
    return lagging.filter((each) => now - this.#heardAt.get(keyOf(each))! >= patienceMs);
  }
}
