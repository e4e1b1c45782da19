/** Latency of announcements, from the command of the operator to the screens. */
export interface Latency {
  p50Ms: number;
  p99Ms: number;
  deliveries: number;
}

const maxSamples = 4_000_000;

export class Latencies {
  #sentAt = new Float64Array(65_536);
  #tookMs = new Float32Array(65_536);
  #size = 0;

  add(sentAtMs: number, nowMs: number): void {
    if (this.#size === maxSamples) return;
    if (this.#size === this.#sentAt.length) this.#grow();
    this.#sentAt[this.#size] = sentAtMs;
    this.#tookMs[this.#size++] = nowMs - sentAtMs;
  }

  /** The latencies of commands sent between two moments; null without any command. */
  between(fromMs: number, toMs: number): Latency | null {
    const took: number[] = [];
    for (let index = 0; index < this.#size; index++) {
      const at = this.#sentAt[index]!;
      if (at >= fromMs && at < toMs) took.push(this.#tookMs[index]!);
    }
    if (took.length === 0) return null;
    const sorted = Float32Array.from(took).sort();
    return { p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), deliveries: sorted.length };
  }

  clear(): void {
    this.#size = 0;
  }

  #grow(): void {
    const sentAt = new Float64Array(this.#size * 2);
    const tookMs = new Float32Array(this.#size * 2);
    sentAt.set(this.#sentAt);
    tookMs.set(this.#tookMs);
    [this.#sentAt, this.#tookMs] = [sentAt, tookMs];
  }
}

/** A quantile of sorted numbers. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
