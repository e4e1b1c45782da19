/**
 * A small TCP balancer before the servers: assigns a new connection to the ready server with the fewest, and
 * cuts the connections of a dead one.
 *
 * A server is ready if /health/ready responds with 200. With another response it gets no new connections and keeps its
 * own; after two missing responses it counts as dead. Independent of GraphQL.
 */
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join, type Pair } from '../support/link.ts';

const lookMs = 200;
const answerWithinMs = 1_500;
const silencesUntilDead = 2;

type Condition = 'ready' | 'unready' | 'dead';

class Upstream {
  readonly port: number;
  readonly pairs = new Set<Pair>();
  condition: Condition = 'dead';
  #silences = 0;

  constructor(port: number) {
    this.port = port;
  }

  async look(): Promise<void> {
    try {
      const { status } = await fetch(`http://127.0.0.1:${this.port}/health/ready`, {
        signal: AbortSignal.timeout(answerWithinMs),
      });
      this.#silences = 0;
      this.condition = status === 200 ? 'ready' : 'unready';
    } catch (error) {
      this.#silences = isConnectionRefused(error) ? silencesUntilDead : this.#silences + 1;
      this.condition = this.#silences >= silencesUntilDead ? 'dead' : 'unready';
      if (this.condition === 'dead') this.cut();
    }
  }

  cut(): void {
    for (const { client, upstream } of this.pairs) {
      client.destroy();
      upstream.destroy();
    }
  }
}

function isConnectionRefused(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === 'ECONNREFUSED';
}

export class Balancer {
  readonly #upstreams: Upstream[];
  readonly #server: Server;
  readonly #looking: Set<Upstream> = new Set();
  readonly #timer: NodeJS.Timeout;
  #isAway = false;

  private constructor(ports: readonly number[]) {
    this.#upstreams = ports.map((port) => new Upstream(port));
    this.#server = createServer({ pauseOnConnect: true }, (client) => this.#accept(client));
    this.#timer = setInterval(() => this.#look(), lookMs);
  }

  static async open(ports: readonly number[]): Promise<Balancer> {
    const balancer = new Balancer(ports);
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  conditionOf(port: number): Condition {
    return this.#upstreams.find((upstream) => upstream.port === port)!.condition;
  }

  connectionsOf(port: number): number {
    return this.#upstreams.find((upstream) => upstream.port === port)!.pairs.size;
  }

  /** Simulates the loss of a machine: every connection ends, and no new one is accepted. */
  leave(): void {
    this.#isAway = true;
    for (const upstream of this.#upstreams) upstream.cut();
  }

  comeBack(): void {
    this.#isAway = false;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const upstream of this.#upstreams) upstream.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #look(): void {
    for (const upstream of this.#upstreams) {
      if (this.#looking.has(upstream)) continue;
      this.#looking.add(upstream);
      void upstream.look().finally(() => this.#looking.delete(upstream));
    }
  }

  #accept(client: Socket): void {
    client.on('error', () => client.destroy());
    const [chosen] = this.#upstreams
      .filter(({ condition }) => condition === 'ready')
      .sort((a, b) => a.pairs.size - b.pairs.size);
    if (!chosen || this.#isAway) return void client.destroy();
    const upstream = createConnection(chosen.port, '127.0.0.1');
    const pair = { client, upstream, swallowed: false };
    chosen.pairs.add(pair);
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    join(pair);
    client.once('close', () => chosen.pairs.delete(pair));
  }
}
