/**
 * SocketWriter gathers the frames for one WebSocket and writes them at the end of the delivery slice: one write,
 * however many frames.
 *
 * It writes to the TCP socket beneath `ws`. The frames of `ws` itself (results, pings, close) are written whole and at
 * once, so frames never interleave. Nothing is queued beyond a slice: while the socket is full, `ready` is false.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { DeliveryQueue } from '../stream/delivery-queue.ts';
import { FrameBatch } from './frame-batch.ts';
import type { BinaryText, SerializedPayload } from './serialized-payload.ts';

/** Unsent bytes that one connection may hold in the process before its subscriptions pause. */
export const maxUnsentBytes = 256 * 1024;

/** SocketWriters creates the writers of a process. */
export class SocketWriters {
  readonly delivery: Pick<DeliveryQueue, 'flushAfterSlice'>;
  /** Shared, so that sockets with the same payloads share their layout. */
  readonly empty = FrameBatch.empty();

  constructor(delivery: Pick<DeliveryQueue, 'flushAfterSlice'>) {
    this.delivery = delivery;
  }

  create(webSocket: WebSocket, socket: Duplex): SocketWriter {
    return new SocketWriter(this, webSocket, socket);
  }
}

export class SocketWriter {
  readonly #writers: SocketWriters;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  /** For the operation whose id is #id. */
  #batch: FrameBatch;
  #id: BinaryText = '';
  /** For other operations of the socket, before #batch. */
  #before: Buffer[] | null = null;
  #whenReady: Set<() => void> | null = null;
  #awaitsDrain = false;

  constructor(writers: SocketWriters, webSocket: WebSocket, socket: Duplex) {
    this.#writers = writers;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#batch = writers.empty;
  }

  get ready(): boolean {
    const { OPEN, readyState } = this.#webSocket;
    if (readyState !== OPEN) return false;
    const before = this.#before?.reduce((sum, { length }) => sum + length, 0) ?? 0;
    return before + this.#batch.sizeBytes + this.#socket.writableLength < maxUnsentBytes;
  }

  write(payload: SerializedPayload, id: BinaryText): void {
    const { empty, delivery } = this.#writers;
    if (this.#batch === empty) delivery.flushAfterSlice(this);
    else if (id !== this.#id) {
      this.#before ??= [];
      this.#before.push(Buffer.from(this.#batch.bytesFor(this.#id)));
      this.#batch = empty;
    }
    this.#id = id;
    this.#batch = this.#batch.append(payload);
  }

  flush(): void {
    const batch = this.#batch;
    const before = this.#before;
    this.#batch = this.#writers.empty;
    this.#before = null;
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    const bytes = batch.bytesFor(this.#id);
    this.#socket.write(before ? Buffer.concat([...before, bytes]) : bytes);
    // What the kernel did not accept waits in this very buffer.
    if (this.#socket.writableLength > 0) batch.detach();
    if (!this.#whenReady) return;
    // A write that the kernel accepts whole is followed by no 'drain' event.
    if (this.ready) this.#resume();
    else this.#awaitDrain();
  }

  /** Calls back once, when a socket that is not ready can take more. The same callback is kept once. */
  whenReady(callback: () => void): void {
    this.#whenReady ??= new Set();
    this.#whenReady.add(callback);
    // With frames gathered, flush() decides whether there is room.
    if (this.#batch === this.#writers.empty) this.#awaitDrain();
  }

  #awaitDrain(): void {
    if (this.#awaitsDrain) return;
    this.#awaitsDrain = true;
    this.#socket.once('drain', () => {
      this.#awaitsDrain = false;
      this.#resume();
    });
  }

  #resume(): void {
    const callbacks = this.#whenReady ?? [];
    this.#whenReady = null;
    for (const callback of callbacks) callback();
  }
}
