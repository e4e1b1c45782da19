import { Counter, Gauge, Registry } from 'prom-client';

/**
 * MetricRegistry declares metrics whose values are read from plain counters at the time of a scrape, so that counting is
 * cheap.
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

  /** `read` returns the total since the start of the process. */
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

  /** `read` returns the values of all current labels. */
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
