/** RawClient sends messages of the protocol in any order, uses ids again, and leaves at any moment. */
import type { Random } from '../faults/random.ts';
import { createWebSocketClass, type WebSocketClass } from './client-web-socket.ts';
import type { Link } from './link.ts';
import { documents, ticksDocument } from './simulated-schema.ts';
import { streamIds, type World } from './world.ts';

type RawSocket = InstanceType<WebSocketClass> & { send(text: string): void; close(code?: number): void };

const ids = ['a', 'b', 'c'];

export class RawClient {
  readonly name: string;
  link: Link | null = null;
  isOpen = true;
  readonly #random: Random;
  readonly #socket: RawSocket;

  constructor(world: World, name: string, address: string) {
    this.name = name;
    this.#random = world.random;
    const { runningServers } = world;
    const server = runningServers[this.#random.below(runningServers.length)];
    const Socket = createWebSocketClass(
      () => server?.openWebSocket(address) ?? null,
      (then) => world.later(then),
      (link) => {
        this.link = link;
      },
    );
    this.#socket = new Socket('ws://simulated/graphql') as RawSocket;
    this.#socket.onopen = () => {
      if (this.#random.next() < 0.9) this.#send({ type: 'connection_init' });
    };
    this.#socket.onclose = () => {
      this.isOpen = false;
    };
  }

  act(): void {
    const chance = this.#random.next();
    const id = ids[this.#random.below(ids.length)]!;
    if (chance < 0.5) this.#send({ type: 'subscribe', id, payload: this.#operation() });
    else if (chance < 0.8) this.#send({ type: 'complete', id });
    else if (chance < 0.9) {
      // Immediately: the first is still being started when it is completed.
      this.#send({ type: 'subscribe', id, payload: this.#operation() });
      this.#send({ type: 'complete', id });
      if (this.#random.next() < 0.5) this.#send({ type: 'subscribe', id, payload: this.#operation() });
    } else if (chance < 0.95) this.#send({ type: 'ping' });
    else this.close();
  }

  close(): void {
    this.#socket.close(1000);
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #operation(): object {
    const { below, next } = bound(this.#random);
    if (next() < 0.15) return { query: ticksDocument };
    const variables: Record<string, unknown> = { stream: streamIds[below(streamIds.length)] };
    if (next() < 0.1) variables.after = 'rubbish';
    if (next() < 0.3) variables.undeclared = next();
    return { query: documents[below(documents.length)], variables };
  }
}

const bound = (random: Random) => ({
  below: (limit: number) => random.below(limit),
  next: () => random.next(),
});
