/**
 * One timer pings all sockets, a share of them each second, and ends those that did not answer the last time.
 * A half-open connection and a reader that never reads show only by a missing pong.
 */
import type { WebSocket } from 'ws';

const rounds = 12;
export const keepAliveMs = 12_000;

export class KeepAlive {
  readonly #groups = Array.from({ length: rounds }, () => new Set<WebSocket>());
  readonly #silent = new WeakSet<WebSocket>();
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  /** Sockets that were ended because they did not answer. */
  missed = 0;

  constructor() {
    this.#timer = setInterval(() => this.#turn(), keepAliveMs / rounds);
    this.#timer.unref();
  }

  watch(socket: WebSocket): void {
    // The group whose turn has just been: a new socket is asked after a whole round.
    const group = this.#groups[(this.#next + rounds - 1) % rounds]!;
    group.add(socket);
    socket.on('pong', () => this.#silent.delete(socket));
    socket.once('close', () => group.delete(socket));
  }

  #turn(): void {
    for (const socket of this.#groups[this.#next]!) {
      if (this.#silent.has(socket)) {
        this.missed++;
        socket.terminate();
      } else {
        this.#silent.add(socket);
        if (socket.readyState === socket.OPEN) socket.ping();
      }
    }
    this.#next = (this.#next + 1) % rounds;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
