/**
 * Gathers what is due to one socket and writes it at the end of the slice: one write, however many frames.
 *
 * It writes to the TCP socket beneath `ws`, whose own frames (answers, pings, closing) go out whole and at once,
 * so frames never interleave. Nothing is queued here beyond a slice: while the socket is full, `ready` is false.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { atEndOfSlice } from '../stream/sweep.ts';

/** What may wait in the process for a reader that is slower than the announcements. */
const maxBufferedBytes = 256 * 1024;

export class SocketWriter {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  #gathered = '';
  #onDrain: (() => void) | null = null;

  constructor(webSocket: WebSocket, socket: Duplex) {
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  get ready(): boolean {
    const { OPEN, readyState } = this.#webSocket;
    if (readyState !== OPEN) return false;
    return this.#gathered.length + this.#socket.writableLength < maxBufferedBytes;
  }

  write(frame: string): void {
    if (this.#gathered === '') gathering.push(this);
    if (gathering.length === 1 && this.#gathered === '') atEndOfSlice(flushAll);
    this.#gathered += frame;
  }

  flush(): void {
    const bytes = this.#gathered;
    this.#gathered = '';
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#socket.write(bytes, 'latin1');
  }

  /** Calls back once, when the socket can take more. */
  whenReady(callback: () => void): void {
    if (this.#onDrain) return;
    this.#onDrain = () => {
      this.#onDrain = null;
      callback();
    };
    this.#socket.once('drain', this.#onDrain);
  }
}

let gathering: SocketWriter[] = [];

function flushAll(): void {
  const writers = gathering;
  gathering = [];
  for (const writer of writers) writer.flush();
}
