/** Which mutant is on, and which ones the code asked for. At most one is on. */

/** A loop that its mutant made endless asks for it more often than any test does. */
const maxAsked = 200_000;

export class MutantSwitch {
  #active: string | null;
  #asked = 0;
  #hits = new Set<string>();

  constructor(active: string | null) {
    this.#active = active;
  }

  isOn(id: string): boolean {
    this.#hits.add(id);
    if (id !== this.#active) return false;
    if (++this.#asked > maxAsked) throw new Error(`endless loop in the mutant ${id}`);
    return true;
  }

  turnOn(id: string | null): void {
    this.#active = id;
    this.#asked = 0;
  }

  /** What was asked for since the last call. */
  takeHits(): string[] {
    const hits = [...this.#hits];
    this.#hits = new Set();
    return hits;
  }
}
