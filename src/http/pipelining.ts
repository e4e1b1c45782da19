/**
 * A client can send many requests over one connection without reading an answer. Node starts all of them and keeps the
 * answers in memory. Here the next one starts when the answer to the one before has left.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More than any browser or proxy sends ahead. */
const maxWaiting = 32;

type Start = () => void;

export class Pipelining {
  /** The requests of a connection that wait. A connection with a request under way has an entry. */
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
