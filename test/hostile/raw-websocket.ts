/** A raw WebSocket: sends frames exactly as given, and collects every response. */
import { randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';

export interface FrameOptions {
  opcode?: number;
  final?: boolean;
  masked?: boolean;
  reserved?: number;
  /** Declared length, if it is not that of the payload. */
  declaredLength?: bigint;
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export function frame(payload: string | Buffer, options: FrameOptions = {}): Buffer {
  const { opcode = opcodes.text, final = true, masked = true, reserved = 0, declaredLength } = options;
  const bytes = Buffer.from(payload);
  const length = declaredLength ?? BigInt(bytes.length);
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const flag = masked ? 0x80 : 0;
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode;
  let head: Buffer;
  if (length < 126n) head = Buffer.from([first, flag | Number(length)]);
  else if (length < 65_536n) {
    head = Buffer.from([first, flag | 126, 0, 0]);
    head.writeUInt16BE(Number(length), 2);
  } else {
    head = Buffer.from([first, flag | 127, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeBigUInt64BE(length, 2);
  }
  const body = masked ? bytes.map((byte, index) => byte ^ mask[index % 4]!) : bytes;
  return Buffer.concat([head, mask, body]);
}

export function closing(code: number, reason = ''): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return frame(Buffer.concat([payload, Buffer.from(reason)]), { opcode: opcodes.close });
}

export interface RawSocketAnswer {
  /** The status of the handshake. */
  status: number;
  /** As they came, parsed. */
  messages: { type: string; id?: string; payload?: unknown }[];
  pongs: number;
  closeCode: number | null;
  closeReason: string;
  /** The TCP connection was ended by the server. */
  ended: boolean;
}

export interface RawSocketOptions {
  path?: string;
  method?: string;
  headers?: Record<string, string | null>;
  /** Written right behind the handshake, without waiting for its answer. */
  frames?: Iterable<Buffer>;
  /** Written when a greeting was sent and acknowledged. */
  greeted?: Iterable<Buffer>;
  /** Enough was heard. */
  until?: (answer: RawSocketAnswer) => boolean;
  patienceMs?: number;
  /** Leaves what the server says in the kernel's buffers, from the beginning or from the greeting on. */
  neverReads?: boolean;
}

export function openRawSocket(port: number, options: RawSocketOptions): Promise<RawSocketAnswer> {
  const { until, patienceMs = 15_000, neverReads = false, greeted } = options;
  return new Promise((resolve) => {
    const answer: RawSocketAnswer = {
      status: 0,
      messages: [],
      pongs: 0,
      closeCode: null,
      closeReason: '',
      ended: false,
    };
    let received: Buffer = Buffer.alloc(0);
    const acknowledged = Promise.withResolvers<void>();
    const socket = createConnection({ port, host: '127.0.0.1' });
    const finish = () => {
      clearTimeout(timer);
      // What follows is our own doing.
      socket.removeAllListeners('close').destroy();
      resolve(answer);
    };
    const timer = setTimeout(finish, patienceMs);
    const end = () => {
      answer.ended = true;
      finish();
    };
    socket.on('end', end).on('close', end).on('error', end);
    if (neverReads && !greeted) socket.pause();
    else
      socket.on('data', (chunk) => {
        received = read(Buffer.concat([received, chunk]), answer);
        if (answer.messages.some(({ type }) => type === 'connection_ack')) acknowledged.resolve();
        if (answer.closeCode !== null || until?.(answer)) finish();
      });
    void send(socket, options, acknowledged.promise);
  });
}

async function send(socket: Socket, options: RawSocketOptions, acknowledged: Promise<void>): Promise<void> {
  const { frames = [], greeted, neverReads } = options;
  socket.write(handshake(options));
  await writeAll(socket, frames);
  if (!greeted) return;
  socket.write(frame('{"type":"connection_init"}'));
  await acknowledged;
  if (neverReads) socket.pause();
  await writeAll(socket, greeted);
  // A client that does not read detects a closed connection only by writing.
  const knocking = setInterval(() => {
    if (socket.destroyed) clearInterval(knocking);
    else socket.write(frame('', { opcode: opcodes.ping }));
  }, 250);
}

async function writeAll(socket: Socket, frames: Iterable<Buffer>): Promise<void> {
  for (const each of frames) {
    if (socket.destroyed) return;
    if (!socket.write(each))
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
}

function handshake({ path = '/graphql', method = 'GET', headers = {} }: RawSocketOptions): string {
  const all = {
    Host: 'x',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': 'graphql-transport-ws',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

/** Takes whole frames off the bytes; what is left is the beginning of the next. */
function read(bytes: Buffer, answer: RawSocketAnswer): Buffer {
  let rest = bytes;
  if (answer.status === 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return rest;
    answer.status = Number(/^HTTP\/1\.1 (\d{3})/.exec(rest.toString('latin1', 0, end))?.[1] ?? 0);
    rest = rest.subarray(end + 4);
  }
  for (;;) {
    if (rest.length < 2) return rest;
    const short = rest[1]! & 0x7f;
    const headLength = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (rest.length < headLength) return rest;
    const length =
      short === 127 ? Number(rest.readBigUInt64BE(2)) : short === 126 ? rest.readUInt16BE(2) : short;
    if (rest.length < headLength + length) return rest;
    take(rest[0]! & 0x0f, rest.subarray(headLength, headLength + length), answer);
    rest = rest.subarray(headLength + length);
  }
}

function take(opcode: number, payload: Buffer, answer: RawSocketAnswer): void {
  if (opcode === opcodes.text) answer.messages.push(JSON.parse(payload.toString()));
  else if (opcode === opcodes.pong) answer.pongs++;
  else if (opcode === opcodes.close) {
    answer.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    answer.closeReason = payload.subarray(2).toString();
  }
}
