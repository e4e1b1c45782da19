/**
 * SerializedPayload is a result for all subscribers of an audience. It is serialized once, and framed once per length
 * of operation id.
 *
 * The bytes before the id are a "binary" string, with one character per byte. The id is the last member of the
 * message, so that all bytes before it are shared. JSON prescribes no order.
 */
import { textBytes } from '../cache/text-bytes.ts';

const frameTextFinal = '\x81';
const messageStart = '{"type":"next","payload":';
const messageMiddle = ',"id":';
/** The object, its heads and the headers of its strings. */
const overheadBytes = 300;
/** The bytes after the id. */
export const messageEnd = '}';

export class SerializedPayload {
  readonly json: string;
  /** The cursor, which an EventSource sends when it reconnects. Null if the result is not an announcement. */
  readonly #eventId: string | null;
  #binary: string | null = null;
  #head = '';
  #headFor = -1;

  constructor(json: string, eventId: string | null = null) {
    this.json = json;
    this.#eventId = eventId;
  }

  /** The part before the id of a WebSocket frame (RFC 6455, 5.2) with a graphql-transport-ws `next` message. */
  frameHead(idLength: number): BinaryText {
    if (this.#headFor !== idLength) {
      const start = messageStart + this.#bytes() + messageMiddle;
      this.#head = frameHeader(start.length + idLength + messageEnd.length) + start;
      this.#headFor = idLength;
    }
    return this.#head;
  }

  /** One server-sent event of the GraphQL over SSE protocol. */
  event(): string {
    const id = this.#eventId === null ? '' : `id: ${this.#eventId}\n`;
    return `${id}event: next\ndata: ${this.#bytes()}\n\n`;
  }

  /** Memory in bytes: of the JSON text, and of its encoded form, which is shared by all frames and events. */
  get bytes(): number {
    return textBytes(this.json) + Buffer.byteLength(this.json) + overheadBytes;
  }

  #bytes(): string {
    this.#binary ??= toBinary(this.json);
    return this.#binary;
  }
}

/** UTF-8 bytes as a string, with one character per byte. */
export type BinaryText = string;

export function toBinary(text: string): BinaryText {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function frameHeader(payloadBytes: number): string {
  if (payloadBytes < 126) return frameTextFinal + String.fromCharCode(payloadBytes);
  if (payloadBytes < 65_536) {
    return `${frameTextFinal}\x7e${String.fromCharCode(payloadBytes >> 8, payloadBytes & 0xff)}`;
  }
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(payloadBytes));
  return `${frameTextFinal}\x7f${length.toString('latin1')}`;
}
