/** World holds the servers, database, networks and clients of one seed, with one clock and one random generator. */
import type { Scheduler } from '../../src/stream/scheduler.ts';
import { Random } from '../faults/random.ts';
import { Delays } from './delays.ts';
import { NotificationNetwork } from './notifier.ts';
import { SimulatedServer } from './server.ts';
import { SimulatedDatabase } from './source.ts';
import { Tokens } from './tokens.ts';
import { Trace } from './trace.ts';
import { type TimerOwner, VirtualTime } from './virtual-time.ts';

export const streamIds = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

export class World implements TimerOwner {
  readonly name = 'world';
  pendingTimers = 0;
  readonly random: Random;
  readonly time: VirtualTime;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly delays: Delays;
  readonly network: NotificationNetwork;
  readonly database: SimulatedDatabase;
  readonly tokens: Tokens;
  /** All servers, including those that have ended. */
  readonly servers: SimulatedServer[] = [];
  /** The first problem. Null while every guarantee holds. */
  problem: string | null = null;
  readonly #working: Random;

  constructor(seed: number, traceLines: number) {
    const of = (purpose: string) => Random.of(seed, purpose);
    const chance = of('chance');
    this.random = of('world');
    this.#working = of('work');
    this.time = new VirtualTime(
      () => chance.next(),
      (error) => this.fail(`uncaught: ${error instanceof Error ? error.stack : error}`),
    );
    this.trace = new Trace(() => this.time.elapsedMs, traceLines);
    this.scheduler = this.time.schedulerOf(this);
    this.delays = new Delays(of('delays'), this.scheduler);
    this.network = new NotificationNetwork(of('notifications'), this.scheduler);
    this.database = new SimulatedDatabase(streamIds, of('database'), this.delays);
    this.tokens = new Tokens(this.database, () => this.time.now());
  }

  get runningServers(): SimulatedServer[] {
    return this.servers.filter(({ isUp }) => isUp);
  }

  openServer(): SimulatedServer {
    const server = new SimulatedServer(this, `server ${this.servers.length + 1}`);
    this.servers.push(server);
    return server;
  }

  fail(problem: string): void {
    if (this.problem !== null) return;
    this.trace.add(`PROBLEM: ${problem}`);
    this.problem = problem;
  }

  /** Runs the callback after the delay of the network. */
  later(callback: () => void): void {
    this.scheduler.setTimeout(callback, this.delays.networkMs);
  }

  /** Serializing takes time on the event loop. */
  work(): void {
    this.time.block(this.#working.next() < 0.9 ? 0.05 : this.#working.between(0, 12));
  }

  /** Writing takes time on the event loop. */
  write(): void {
    this.time.block(this.#working.between(0.02, 0.1));
  }

  /** Notifies as a mutation does after its commit. */
  announce(streamId: string, count: number, textBytes: number): void {
    const stream = this.database.stream(streamId)!;
    for (let added = 0; added < count; added++) stream.append(textBytes);
    this.network.publish(streamId, stream.rows.length);
  }
}
