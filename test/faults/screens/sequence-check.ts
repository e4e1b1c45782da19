/**
 * Whether numbers come up by exactly one. Of a connection it looks at what came over the wire; of a screen, at what
 * the application was given across all its connections.
 */
export interface Violations {
  /** Numbers that were skipped and never came. */
  lost: number;
  /** Numbers that came again. */
  doubled: number;
  /** Numbers that came after a greater one. */
  reordered: number;
}

export class SequenceCheck implements Violations {
  /** The number before the first; null where whatever comes first is right. */
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

  /** True where the number is the next one. */
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

  /** Goes on from where it stands, and counts anew. */
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
