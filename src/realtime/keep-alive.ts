/**
 * KeepAlive pings all sockets with one timer, a group of them each second, and terminates those that did not answer
 * the previous ping. Only a missing pong reveals a half-open connection or a client that never reads.
 */
import type { WebSocket } from 'ws';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import type { Connection } from './connection.ts';

const groupCount = 12;
export const keepAliveMs = 12_000;

export class KeepAlive {
  readonly #groups = Array.from({ length: groupCount }, () => new Set<WebSocket>());
  readonly #unanswered = new WeakSet<WebSocket>();
  readonly #timer: Timer;
  #next = 0;
  /** The number of sockets that were terminated because they did not answer. */
  terminatedCount = 0;

  constructor(scheduler: Scheduler) {
    this.#timer = scheduler.setInterval(() => this.#pingNextGroup(), keepAliveMs / groupCount);
  }

  watch(socket: WebSocket, connection: Connection): void {
    // The group that was pinged last, so that a new socket is pinged after a whole round.
    const group = this.#groups[(this.#next + groupCount - 1) % groupCount]!;
    group.add(socket);
    socket.on('pong', () => this.#unanswered.delete(socket));
    connection.onEnd(() => group.delete(socket));
  }

  #pingNextGroup(): void {
    for (const socket of [...this.#groups[this.#next]!]) {
      if (this.#unanswered.has(socket)) {
        this.terminatedCount++;
        socket.terminate();
      } else {
        this.#unanswered.add(socket);
        ping(socket);
      }
    }
    this.#next = (this.#next + 1) % groupCount;
  }

  stop(): void {
    this.#timer.cancel();
  }
}

/** If a socket cannot be written to, the others of its group are still pinged. */
function ping(socket: WebSocket): void {
  try {
    if (socket.readyState === socket.OPEN) socket.ping();
  } catch {
    socket.terminate();
  }
}
