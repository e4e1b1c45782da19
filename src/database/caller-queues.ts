import { RoundRobin } from './round-robin.ts';

/** After so many of callers with a token comes one of a public caller: a flood with tokens delays the public, and does not stop it. */
const tokensPerPublic = 15;

/**
 * CallerQueues holds what waits for a turn. Callers with a token come before public ones, and within both, callers are
 * served round-robin, one each.
 */
export class CallerQueues<Waiting> {
  readonly tokens = new RoundRobin<Waiting>();
  readonly public = new RoundRobin<Waiting>();
  /** Taken from `tokens` while public callers were waiting. */
  #tokensInARow = 0;

  get size(): number {
    return this.tokens.size + this.public.size;
  }

  of(isPublic: boolean): RoundRobin<Waiting> {
    return isPublic ? this.public : this.tokens;
  }

  /** What is expired is dropped with `onExpired`, and uses up no turn. */
  take(
    isExpired: (waiting: Waiting) => boolean = () => false,
    onExpired: (waiting: Waiting) => void = () => {},
  ): Waiting | null {
    const takeFrom = (queue: RoundRobin<Waiting>) => {
      for (let next = queue.take(); next !== null; next = queue.take()) {
        if (!isExpired(next)) return next;
        onExpired(next);
      }
      return null;
    };
    const isPublicTurn = this.tokens.size === 0 || this.#tokensInARow >= tokensPerPublic;
    if (this.public.size > 0 && isPublicTurn) {
      const taken = takeFrom(this.public);
      if (taken !== null) {
        this.#tokensInARow = 0;
        return taken;
      }
    }
    if (this.public.size > 0) this.#tokensInARow++;
    return takeFrom(this.tokens) ?? takeFrom(this.public);
  }
}
