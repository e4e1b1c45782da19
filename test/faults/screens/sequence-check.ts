/**
 * Checks that sequences increase by exactly one: per connection over the wire, and per screen across all its
 * connections.
 */
export interface Violations {
  /** Sequences that were skipped and never arrived. */
  lost: number;
  /** Sequences that arrived again. */
  doubled: number;
  /** Sequences that arrived after a greater one. */
  reordered: number;
}

export class SequenceCheck implements Violations {
  /** The sequence before the first expected one; null accepts any first sequence. */
  #last: number | null;
  readonly #skipped = new Set<number>();
  doubled = 0;
  reordered = 0;

  constructor(after: number | null) {
    this.#last = after;
  }

  get last(): number | null {
    return this.#last;
  }

  get lost(): number {
    return this.#skipped.size;
  }

  /** True for the next expected sequence. */
  take(sequence: number): boolean {
    if (this.#last === null || sequence === this.#last + 1) {
      this.#last = sequence;
      return true;
    }
    if (sequence > this.#last) {
      for (let skipped = this.#last + 1; skipped < sequence; skipped++) this.#skipped.add(skipped);
      this.#last = sequence;
    } else if (this.#skipped.delete(sequence)) this.reordered++;
    else this.doubled++;
    return false;
  }

  /** Resets the counters and keeps the position. */
  forget(): void {
    this.#skipped.clear();
    this.doubled = 0;
    this.reordered = 0;
  }
}

export function addViolations(total: Violations, { lost, doubled, reordered }: Violations): void {
  total.lost += lost;
  total.doubled += doubled;
  total.reordered += reordered;
}

export const noViolations = (): Violations => ({ lost: 0, doubled: 0, reordered: 0 });
