/**
 * Link is one TCP connection between a client and a server: bytes arrive in order and late. It can stall (the client
 * reads nothing), be cut (both ends notice), or vanish (neither end notices).
 */
import { Duplex } from 'node:stream';
import type { Scheduler } from '../../src/stream/scheduler.ts';
import type { Delays } from './delays.ts';

/** The bytes that the kernels of both ends buffer before writes of the server wait. */
const kernelBytes = 24 * 1024;
/** How long unacknowledged data are sent again. The default of Linux is about 15 minutes. */
const retransmissionMs = 60_000;

export interface ClientEnd {
  receive(chunk: Buffer): void;
  /** The server has ended or reset the connection. */
  closed(): void;
}

/** A timer of the simulated clock. */
export interface Moment {
  elapsedMs: number;
}

export interface LinkParts {
  scheduler: Scheduler;
  delays: Delays;
  address: string;
  /** Now. */
  moment(): Moment;
  /** Observes each chunk that leaves the server, with the time when the server wrote it. */
  onWrite(chunk: Buffer, writtenAt: Moment): void;
  onServerClosed(): void;
}

export class Link {
  readonly socket: ServerSocket;
  readonly parts: LinkParts;
  #client: ClientEnd | null = null;
  readonly #inFlight: Buffer[] = [];
  #inFlightBytes = 0;
  #writeWaits: (() => void) | null = null;
  /** Both directions keep the order. */
  #nextToClientMs = 0;
  #nextToServerMs = 0;
  #endsAfterFlight = false;
  isStalled = false;
  isVanished = false;
  isClosedByClient = false;
  /** The server has accepted it as a WebSocket. */
  isWebSocket = false;

  constructor(parts: LinkParts) {
    this.parts = parts;
    this.socket = new ServerSocket(this, parts.address);
  }

  attach(client: ClientEnd): void {
    this.#client = client;
  }

  /** Bytes that the server has written and that have not left the process. */
  get unsentBytes(): number {
    return this.socket.writableLength;
  }

  /** One of its ends has closed it, or is closing it. */
  get isEnding(): boolean {
    return this.isClosedByClient || this.#endsAfterFlight || this.socket.destroyed;
  }

  /** The request that opens the connection arrives before everything that the client does afterwards. */
  open(arrive: () => void): void {
    this.#toServer(arrive);
  }

  send(chunk: Buffer): void {
    this.#toServer(() => this.socket.push(chunk));
  }

  /** The client closes its end in an orderly way. */
  end(): void {
    this.isClosedByClient = true;
    this.#toServer(() => this.socket.push(null));
    this.#resumeWriter();
  }

  /** The connection is reset: both ends notice. */
  cut(): void {
    this.#toServer(() => this.socket.destroy());
    this.#toClient(() => this.#closeClient());
  }

  /** Nothing arrives any more in either direction. The kernel of the server gives up after a while. */
  vanish(): void {
    this.isVanished = true;
    this.parts.scheduler.setTimeout(() => this.socket.destroy(), retransmissionMs);
  }

  stall(isStalled: boolean): void {
    this.isStalled = isStalled;
    if (!isStalled) this.#deliver();
  }

  /** Called by the socket. */
  write(chunk: Buffer, writtenAt: Moment, done: () => void): void {
    this.parts.onWrite(chunk, writtenAt);
    // As a kernel copies it: the server uses the buffer again.
    this.#inFlight.push(Buffer.from(chunk));
    this.#inFlightBytes += chunk.length;
    this.#toClient(() => this.#deliver());
    if (this.#inFlightBytes < kernelBytes) done();
    else this.#writeWaits = done;
  }

  /** Called by the socket. */
  serverEnded(): void {
    this.#endsAfterFlight = true;
    this.#toClient(() => this.#deliver());
  }

  /** Called by the socket. */
  serverDestroyed(): void {
    this.parts.onServerClosed();
    this.#toClient(() => this.#closeClient());
  }

  #deliver(): void {
    if (this.isStalled || this.isVanished || !this.#client) return;
    for (let chunk = this.#inFlight.shift(); chunk; chunk = this.#inFlight.shift()) {
      this.#inFlightBytes -= chunk.length;
      if (!this.isClosedByClient) this.#client.receive(chunk);
      if (this.isStalled) break;
    }
    this.#resumeWriter();
    if (this.#endsAfterFlight && this.#inFlight.length === 0) this.#closeClient();
  }

  #resumeWriter(): void {
    const done = this.#writeWaits;
    if (!done || (this.#inFlightBytes >= kernelBytes && !this.isClosedByClient)) return;
    this.#writeWaits = null;
    done();
  }

  #closeClient(): void {
    if (this.isVanished) return;
    const client = this.#client;
    this.#client = null;
    client?.closed();
  }

  #toClient(arrive: () => void): void {
    const { scheduler, delays } = this.parts;
    const nowMs = scheduler.monotonicMs();
    this.#nextToClientMs = Math.max(this.#nextToClientMs, nowMs + delays.networkMs);
    scheduler.setTimeout(arrive, this.#nextToClientMs - nowMs);
  }

  #toServer(arrive: () => void): void {
    const { scheduler, delays } = this.parts;
    const nowMs = scheduler.monotonicMs();
    this.#nextToServerMs = Math.max(this.#nextToServerMs, nowMs + delays.networkMs);
    scheduler.setTimeout(() => {
      if (!this.isVanished && !this.socket.destroyed) arrive();
    }, this.#nextToServerMs - nowMs);
  }
}

/** ServerSocket is the server's end: a TCP socket as far as http and ws use it. */
export class ServerSocket extends Duplex {
  readonly #link: Link;
  readonly remoteAddress: string;
  /** The time of each waiting chunk. */
  readonly #writtenAt: Moment[] = [];

  constructor(link: Link, address: string) {
    super({ allowHalfOpen: true });
    this.#link = link;
    this.remoteAddress = address;
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  override _read(): void {}

  // biome-ignore lint/suspicious/noExplicitAny: the overloads of Writable
  override write(...parameters: [any, any?, any?]): boolean {
    this.#writtenAt.push(this.#link.parts.moment());
    return super.write(...parameters);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // end() with a chunk does not come through write().
    this.#link.write(chunk, this.#writtenAt.shift() ?? this.#link.parts.moment(), done);
  }

  override _final(done: () => void): void {
    this.#link.serverEnded();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#link.serverDestroyed();
    done(error);
  }
}
