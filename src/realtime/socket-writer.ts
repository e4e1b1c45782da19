/**
 * Gathers what is due to one socket and writes it at the end of the slice: one write, however many frames.
 *
 * It writes to the TCP socket beneath `ws`, whose own frames (answers, pings, closing) go out whole and at once,
 * so frames never interleave. Nothing is queued here beyond a slice: while the socket is full, `ready` is false.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { DeliveryQueue } from '../stream/delivery-queue.ts';
import { FrameBatch } from './frame-batch.ts';
import type { BinaryText, SerializedPayload } from './serialized-payload.ts';

/** What may wait in the process for a reader that is slower than the announcements. */
const maxBufferedBytes = 256 * 1024;

export class SocketWriter {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #delivery: Pick<DeliveryQueue, 'flushAfterSlice'>;
  /** What is due to the operation with this id. */
  #due = FrameBatch.nothing;
  #id: BinaryText = '';
  /** What is due to other operations on the socket, before it. */
  #before: Buffer[] | null = null;
  /** Who is to be told when there is room, each operation of the socket once. */
  #waiting: Set<() => void> | null = null;
  #awaitsDrain = false;

  constructor(webSocket: WebSocket, socket: Duplex, delivery: Pick<DeliveryQueue, 'flushAfterSlice'>) {
    this.#delivery = delivery;
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  get ready(): boolean {
    const { OPEN, readyState } = this.#webSocket;
    if (readyState !== OPEN) return false;
    const before = this.#before?.reduce((sum, { length }) => sum + length, 0) ?? 0;
    return before + this.#due.size + this.#socket.writableLength < maxBufferedBytes;
  }

  write(rendered: SerializedPayload, id: BinaryText): void {
    if (this.#due === FrameBatch.nothing) {
      this.#delivery.flushAfterSlice(this);
    } else if (id !== this.#id) {
      this.#before ??= [];
      this.#before.push(Buffer.from(this.#due.bytesFor(this.#id)));
      this.#due = FrameBatch.nothing;
    }
    this.#id = id;
    this.#due = this.#due.append(rendered);
  }

  flush(): void {
    const due = this.#due;
    const before = this.#before;
    this.#due = FrameBatch.nothing;
    this.#before = null;
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    const bytes = due.bytesFor(this.#id);
    this.#socket.write(before ? Buffer.concat([...before, bytes]) : bytes);
    // What the kernel did not take at once waits in these very bytes.
    if (this.#socket.writableLength > 0) due.detach();
    if (!this.#waiting) return;
    // What the kernel takes at once is followed by no 'drain': nobody may wait for one then.
    if (this.ready) this.#wake();
    else this.#awaitDrain();
  }

  /** Calls back once, when a socket that is not ready can take more; the same callback, asked again, is called once. */
  whenReady(callback: () => void): void {
    this.#waiting ??= new Set();
    this.#waiting.add(callback);
    // Where something is due, the end of the slice will show whether there is room.
    if (this.#due === FrameBatch.nothing) this.#awaitDrain();
  }

  #awaitDrain(): void {
    if (this.#awaitsDrain) return;
    this.#awaitsDrain = true;
    this.#socket.once('drain', () => {
      this.#awaitsDrain = false;
      this.#wake();
    });
  }

  #wake(): void {
    const callbacks = this.#waiting ?? [];
    this.#waiting = null;
    for (const callback of callbacks) callback();
  }
}
