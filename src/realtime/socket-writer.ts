/**
 * SocketWriter collects the frames for one WebSocket and writes all of them with one write at the end of the delivery
 * slice.
 *
 * It writes to the TCP socket of `ws`. `ws` writes each of its own frames (results, pings, close) completely and
 * synchronously, so frames never interleave. Frames are queued within a slice only: while the socket is full, `ready`
 * is false.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { DeliveryQueue } from '../stream/delivery-queue.ts';
import { FrameBatch } from './frame-batch.ts';
import type { BinaryText, SerializedPayload } from './serialized-payload.ts';

/** The unsent bytes of one connection in this process at which its subscriptions pause. */
export const maxUnsentBytes = 256 * 1024;

/** SocketWriters creates the writers of a process. */
export class SocketWriters {
  readonly delivery: Pick<DeliveryQueue, 'flushAfterSlice'>;
  /** Shared by all writers, so that sockets with the same payloads share batches. */
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
  /** The frames for the operation #id. */
  #batch: FrameBatch;
  #id: BinaryText = '';
  /** The frames for other operations of the socket, which are sent before #batch. */
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
    // The bytes that the kernel did not accept are still in this buffer.
    if (this.#socket.writableLength > 0) batch.detach();
    if (!this.#whenReady) return;
    // If the kernel accepts the whole write, no 'drain' event follows.
    if (this.ready) this.#resume();
    else this.#awaitDrain();
  }

  /**
   * Calls `callback` once, when a socket that is not ready can accept data again. Registering the same callback twice
   * has no effect.
   */
  whenReady(callback: () => void): void {
    this.#whenReady ??= new Set();
    this.#whenReady.add(callback);
    // If frames are collected, flush() awaits 'drain' where necessary.
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
