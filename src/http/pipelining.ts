/**
 * A client can send many requests over one connection without reading a response. Node would process all of them and
 * keep the responses in memory. With this limit, a request starts when the response to the previous one is sent.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More than any browser or proxy sends without waiting for a response. */
const maxWaiting = 32;

type Start = () => void;

export class Pipelining {
  /** The waiting requests of each connection. A connection with a running request has an entry. */
  readonly #waiting = new WeakMap<Socket, Start[]>();

  run({ socket }: IncomingMessage, response: ServerResponse, start: Start): void {
    response.once('close', () => this.#startNext(socket));
    const waiting = this.#waiting.get(socket);
    if (!waiting) {
      this.#waiting.set(socket, []);
      start();
    } else if (waiting.length >= maxWaiting) socket.destroy();
    else waiting.push(start);
  }

  #startNext(socket: Socket): void {
    const next = this.#waiting.get(socket)?.shift();
    if (!next) this.#waiting.delete(socket);
    else if (!socket.destroyed) next();
  }
}
