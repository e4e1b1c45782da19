/** Trace keeps the last events of a seed. They are printed if the seed fails. */
export class Trace {
  readonly #elapsedMs: () => number;
  readonly #maxLines: number;
  readonly #lines: string[] = [];

  constructor(elapsedMs: () => number, maxLines: number) {
    this.#elapsedMs = elapsedMs;
    this.#maxLines = maxLines;
  }

  add(text: string): void {
    this.#lines.push(`${this.#elapsedMs().toFixed(1).padStart(9)} ms  ${text}`);
    if (this.#lines.length > this.#maxLines) this.#lines.shift();
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
