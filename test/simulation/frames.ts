/** WebSocket frames (RFC 6455, 5.2), as far as both ends of the simulation use them. */
export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export interface Frame {
  opcode: number;
  data: Buffer;
}

const noBytes = Buffer.alloc(0);

/** FrameReader reads what a server writes: the answer to the handshake, then unmasked frames. */
export class FrameReader {
  #unread: Buffer = noBytes;
  /** The status line and headers of the answer. Null until it has arrived. */
  head: string | null = null;

  /** The bytes of an incomplete frame are kept until the rest arrives. */
  read(chunk: Buffer): Frame[] {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    if (this.head === null && !this.#readHead()) return [];
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #readHead(): boolean {
    const end = this.#unread.indexOf('\r\n\r\n');
    if (end === -1) return false;
    this.head = this.#unread.toString('latin1', 0, end);
    this.#unread = this.#unread.subarray(end + 4);
    return true;
  }

  #next(): Frame | null {
    const bytes = this.#unread;
    if (bytes.length < 2) return null;
    let length = bytes[1]! & 0x7f;
    let start = 2;
    if (length === 126) {
      if (bytes.length < 4) return null;
      length = bytes.readUInt16BE(2);
      start = 4;
    } else if (length === 127) {
      if (bytes.length < 10) return null;
      length = Number(bytes.readBigUInt64BE(2));
      start = 10;
    }
    if (bytes.length < start + length) return null;
    this.#unread = bytes.subarray(start + length);
    return { opcode: bytes[0]! & 0x0f, data: bytes.subarray(start, start + length) };
  }
}

/** A frame of a client. The masking key is zero, so masking does not change the data. */
export function clientFrame(opcode: number, data: Buffer): Buffer {
  const extended = data.length < 126 ? 0 : 2;
  const frame = Buffer.alloc(2 + extended + 4 + data.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extended === 0 ? data.length : 126);
  if (extended > 0) frame.writeUInt16BE(data.length, 2);
  data.copy(frame, 2 + extended + 4);
  return frame;
}
