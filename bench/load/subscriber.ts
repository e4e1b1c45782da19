/**
 * One screen: a raw WebSocket with one subscription. It reads frames in place, reads only the announcement's sequence and
 * allocates nothing per message: a client that parses would be slower than the measured servers.
 */
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { now, type Tally } from './tally.ts';

export interface Screen {
  port: number;
  /** Several source addresses, because each has only about 28,000 ports. */
  localAddress: string;
  document: string;
  variables: Record<string, unknown>;
}

const opcodes = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;
const endOfHead = Buffer.from('\r\n\r\n');
const acknowledged = Buffer.from('"connection_ack"');
/** All sockets read into the same buffer, one after the other. */
const reading = Buffer.allocUnsafe(128 * 1024);

export class Subscriber {
  /** The sequence of the last announcement; 0 before the first. */
  sequence = 0;
  readonly #socket: Socket;
  readonly #tally: Tally;
  readonly #screen: Screen;
  readonly #subscribed = Promise.withResolvers<void>();
  #state: 'upgrading' | 'initializing' | 'subscribed' | 'closed' = 'upgrading';
  /** A frame that has not arrived completely. */
  #rest: Buffer | null = null;

  constructor(screen: Screen, tally: Tally) {
    this.#tally = tally;
    this.#screen = screen;
    const { port, localAddress } = screen;
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      localAddress,
      noDelay: true,
      onread: { buffer: reading, callback: (length) => this.#read(length) },
    });
    this.#socket.once('connect', () => this.#socket.write(upgradeRequest(port)));
    this.#socket.once('close', () => this.#closed('closed'));
    this.#socket.on('error', (error) => this.#closed(error.message));
  }

  /** Resolves when the subscription has been sent on an acknowledged connection. */
  get subscribed(): Promise<void> {
    return this.#subscribed.promise;
  }

  close(): void {
    this.#state = 'closed';
    // Reset, so that 20,000 ports do not stay in TIME_WAIT for a minute.
    this.#socket.resetAndDestroy();
  }

  #closed(reason: string): void {
    if (this.#state === 'closed') return;
    this.#tally.fail(`${reason} while ${this.#state}, after ${this.sequence}`);
    this.#state = 'closed';
    this.#subscribed.reject(new Error(`a socket was not subscribed: ${reason}`));
  }

  #read(length: number): boolean {
    this.#tally.readAtMs = now();
    let bytes = reading.subarray(0, length);
    if (this.#rest) bytes = Buffer.concat([this.#rest, bytes]);
    const consumed = this.#state === 'upgrading' ? this.#readHead(bytes) : this.#readFrames(bytes, 0);
    this.#rest = consumed < bytes.length ? Buffer.from(bytes.subarray(consumed)) : null;
    return true;
  }

  #readHead(bytes: Buffer): number {
    const end = bytes.indexOf(endOfHead);
    if (end === -1) return 0;
    if (!bytes.toString('latin1', 0, 12).endsWith('101')) {
      this.#closed(bytes.toString('latin1', 0, 40));
      return bytes.length;
    }
    this.#state = 'initializing';
    this.#send(opcodes.text, '{"type":"connection_init"}');
    return this.#readFrames(bytes, end + endOfHead.length);
  }

  /** Returns the end of the last complete frame. */
  #readFrames(bytes: Buffer, from: number): number {
    let at = from;
    const end = bytes.length;
    while (end - at >= 2) {
      let start = at + 2;
      let length = bytes[at + 1]!;
      if (length === 126) {
        if (end - at < 4) break;
        length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
        start = at + 4;
      } else if (length === 127) {
        if (end - at < 10) break;
        length = bytes.readUInt32BE(at + 6);
        start = at + 10;
      }
      if (start + length > end) break;
      this.#frame(bytes[at]! & 0x0f, bytes, start, start + length, at);
      at = start + length;
    }
    return at;
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number, frameStart: number): void {
    if (opcode === opcodes.ping) this.#send(opcodes.pong, bytes.toString('latin1', start, end));
    else if (opcode === opcodes.close) this.#closed(`close ${bytes.toString('latin1', start + 2, end)}`);
    else if (opcode === opcodes.text && this.#state === 'subscribed')
      this.#message(bytes, start, end, frameStart);
    else if (opcode === opcodes.text && bytes.subarray(start, end).includes(acknowledged)) this.#subscribe();
  }

  #message(bytes: Buffer, start: number, end: number, frameStart: number): void {
    const sequence = this.#tally.sequenceIn(bytes, start, end);
    if (sequence === 0) {
      this.#tally.fail(`not an announcement: ${bytes.toString('utf8', start, Math.min(end, start + 300))}`);
      return;
    }
    if (this.sequence !== 0 && sequence !== this.sequence + 1)
      this.#tally.fail(`${sequence} follows ${this.sequence}`);
    this.sequence = sequence;
    this.#tally.delivered(sequence, bytes, frameStart, end);
  }

  /** With an id like those of the graphql-ws client. */
  #subscribe(): void {
    const { document, variables } = this.#screen;
    this.#send(
      opcodes.text,
      JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query: document, variables } }),
    );
    this.#state = 'subscribed';
    this.#subscribed.resolve();
  }

  /** Masked with zeros: a client's frame must be masked, with any key. */
  #send(opcode: number, text: string): void {
    const payload = Buffer.from(text, opcode === opcodes.pong ? 'latin1' : 'utf8');
    const short = payload.length < 126;
    const head = Buffer.alloc(short ? 6 : 8);
    head[0] = 0x80 | opcode;
    head[1] = 0x80 | (short ? payload.length : 126);
    if (!short) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }
}

function upgradeRequest(port: number): string {
  return [
    'GET /graphql HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
}
