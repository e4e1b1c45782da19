/**
 * What a server holds before the suite, and after each family of attacks: nothing that they created is left,
 * while the honest clients go on.
 */
import { expect } from 'vitest';
import type { Probed } from './event-loop-probe.ts';
import type { HonestClients } from './honest.ts';
import type { Gauges, HostileServer } from './hostile-server.ts';
import { heapMb } from './probed-server.ts';

const megabyte = 1_024 * 1_024;
/** Connections close and pools shrink within this time. */
const settleWithinMs = 60_000;

/** How much more than before the suite is no leak: pools grow to their size, code is compiled, honest clients reconnect. */
const tolerance = {
  heapMb: 24,
  bufferMb: 8,
  handles: 24,
  timers: 40,
  sockets: 0,
  eventStreams: 0,
  members: 0,
  audiences: 0,
};

type Held = typeof tolerance;

export interface Row extends Held {
  longestTurnMs: number;
  honestWorstMs: number;
}

export class Baseline {
  readonly #server: HostileServer;
  readonly #honest: Pick<HonestClients, 'slowest'>;
  #before: Held | null = null;
  #longestTurnMs = 0;
  readonly rows: Record<string, Row> = {};

  constructor(server: HostileServer, honest: Pick<HonestClients, 'slowest'>) {
    this.#server = server;
    this.#honest = honest;
  }

  async begin(): Promise<void> {
    this.#before = await this.#held();
    await this.#honest.slowest();
  }

  sawTurn(ms: number): void {
    this.#longestTurnMs = Math.max(this.#longestTurnMs, ms);
  }

  /** Fails if the server does not return to what it held before the suite. */
  async expectReturn(family: string): Promise<void> {
    const before = this.#before!;
    let held = await this.#held();
    const excess = () =>
      (Object.keys(tolerance) as (keyof Held)[]).filter(
        (each) => held[each] > before[each] + tolerance[each],
      );
    const startedAt = performance.now();
    while (excess().length > 0 && performance.now() - startedAt < settleWithinMs) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      held = await this.#held();
    }
    this.rows[family] = {
      ...held,
      longestTurnMs: Math.round(this.#longestTurnMs),
      honestWorstMs: Math.round(await this.#honest.slowest()),
    };
    this.#longestTurnMs = 0;
    const compared = JSON.stringify({ before, after: held });
    expect(excess(), `held after "${family}": ${compared}`).toEqual([]);
  }

  print(): void {
    console.log(`Hostile suite with a heap of ${heapMb} MB: what the server holds after each family`);
    console.table({ before: this.#before, ...this.rows });
  }

  async #held(): Promise<Held> {
    const gauges: Gauges = await this.#server.gauges();
    const probed: Probed = await this.#server.probe('memory');
    return {
      heapMb: Math.round(probed.heapBytes / megabyte),
      bufferMb: Math.round(probed.bufferBytes / megabyte),
      handles: probed.handles,
      timers: probed.timers,
      ...gauges,
    };
  }
}
