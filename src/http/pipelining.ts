/**
 * A client can send many requests over one connection without reading a response. Node would process all of them and
 * keep the responses in memory. With this limit, a request starts when the response to the previous one is sent.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** More than any browser or proxy sends without waiting for a response. */
const maxWaiting = 32;

type Start = () => void;

interface Exchange {
  response: ServerResponse;
  waiting: { response: ServerResponse; start: Start }[];
}

export class Pipelining {
  /** The request under way of each connection, and those that wait. */
  readonly #exchanges = new WeakMap<Duplex, Exchange>();

  run({ socket }: IncomingMessage, response: ServerResponse, start: Start): void {
    response.once('close', () => this.#startNext(socket));
    const exchange = this.#exchanges.get(socket);
    if (!exchange) {
      this.#exchanges.set(socket, { response, waiting: [] });
      start();
    } else if (exchange.waiting.length >= maxWaiting) socket.destroy();
    else exchange.waiting.push({ response, start });
  }

  /** The response that is being made for the connection. */
  responseOn(socket: Duplex): ServerResponse | null {
    return this.#exchanges.get(socket)?.response ?? null;
  }

  #startNext(socket: Duplex): void {
    const exchange = this.#exchanges.get(socket);
    const next = exchange?.waiting.shift();
    if (!exchange || !next) this.#exchanges.delete(socket);
    else {
      exchange.response = next.response;
      if (!socket.destroyed) next.start();
    }
  }
}
