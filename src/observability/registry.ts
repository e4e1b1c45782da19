import { Counter, Gauge, Registry } from 'prom-client';

/**
 * MetricRegistry declares metrics that are read from plain counters when the page is requested, so that counting costs
 * the ceremony nothing.
 */
export class MetricRegistry {
  readonly prometheus = new Registry();

  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.prometheus],
      collect() {
        this.set(read());
      },
    });
  }

  /** `read` gives the total since the start of the process. */
  counter(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.prometheus],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** `read` gives all label values that exist now. */
  labelledGauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => Iterable<readonly [labels: Record<Label, string>, value: number]>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.prometheus],
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.set(labels as never, value);
      },
    });
  }

  labelledCounter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => Iterable<readonly [labels: Record<Label, string>, total: number]>,
  ): void {
    new Counter({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.prometheus],
      collect() {
        this.reset();
        for (const [labels, total] of read()) this.inc(labels as never, total);
      },
    });
  }
}
