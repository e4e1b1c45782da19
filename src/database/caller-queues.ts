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

  takeExpired(isExpired: (waiting: Waiting) => boolean): Waiting[] {
    return [...this.tokens.takeExpired(isExpired), ...this.public.takeExpired(isExpired)];
  }

  take(): Waiting | null {
    if (this.public.size > 0 && (this.tokens.size === 0 || this.#tokensInARow >= tokensPerPublic)) {
      this.#tokensInARow = 0;
      return this.public.take();
    }
    if (this.public.size > 0) this.#tokensInARow++;
    return this.tokens.take();
  }
}
