/**
 * A network between two parts that can be broken: a TCP relay on 127.0.0.1.
 *
 * Promises: bytes pass in order and unchanged, with backpressure. `halfOpen` swallows everything and notifies neither
 * side; a connection that went through it stays dead, as one whose state a router has forgotten.
 * Independent of the protocol.
 */
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';

export type Weather = 'clear' | 'half-open' | 'slow' | 'refuse';

/** Delay of each chunk on a slow network, in each direction. */
const slowMs = 400;

export interface Pair {
  client: Socket;
  upstream: Socket;
  /** Whether both ends stay open and receive nothing more from each other. */
  swallowed: boolean;
}

export class Link {
  readonly #server: Server;
  readonly #upstreamPort: () => number;
  readonly #pairs = new Set<Pair>();
  #weather: Weather = 'clear';

  private constructor(upstreamPort: () => number) {
    this.#upstreamPort = upstreamPort;
    this.#server = createServer({ pauseOnConnect: true }, (client) => this.#accept(client));
  }

  static async open(upstreamPort: () => number): Promise<Link> {
    const link = new Link(upstreamPort);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    return link;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  get connections(): number {
    return this.#pairs.size;
  }

  set(weather: Weather): void {
    this.#weather = weather;
    if (weather === 'half-open') for (const pair of this.#pairs) pair.swallowed = true;
    if (weather === 'refuse') this.cut();
  }

  /** Destroys every connection on both sides immediately. */
  cut(): void {
    for (const { client, upstream } of this.#pairs) {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#weather === 'refuse') return void client.resetAndDestroy();
    const upstream = createConnection(this.#upstreamPort(), '127.0.0.1');
    const pair = { client, upstream, swallowed: this.#weather === 'half-open' };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    join(pair, () => this.#weather === 'slow');
    client.once('close', () => this.#pairs.delete(pair));
  }
}

/** Carries bytes both ways; where one side ends, so does the other. */
export function join(pair: Pair, isSlow: () => boolean = () => false): void {
  carry(pair, pair.client, pair.upstream, isSlow);
  carry(pair, pair.upstream, pair.client, isSlow);
}

function carry(pair: Pair, from: Socket, to: Socket, isSlow: () => boolean): void {
  let onTheWay = 0;
  const inOrder = (arrive: () => void) => {
    // Delayed chunks must not be overtaken when the network becomes fast again.
    if (!isSlow() && onTheWay === 0) return arrive();
    onTheWay++;
    setTimeout(() => {
      onTheWay--;
      arrive();
    }, slowMs);
  };
  from.on('data', (chunk: Buffer) => {
    if (pair.swallowed) return;
    inOrder(() => {
      if (to.destroyed || to.write(chunk)) return;
      from.pause();
      to.once('drain', () => from.resume());
    });
  });
  from.on('end', () => pair.swallowed || inOrder(() => to.end()));
  from.on('error', () => pair.swallowed || to.destroy());
  from.on('close', () => pair.swallowed || inOrder(() => to.destroy()));
  from.resume();
}
