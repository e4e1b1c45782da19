/**
 * SerializedPayload is a result as every subscriber of an audience receives it: serialized once, and framed once per
 * length of operation id.
 *
 * What precedes the id is a "binary" string, one character per byte. The id is the last member of the message (JSON
 * has no order), so that everything before it is shared.
 */
const frameTextFinal = '\x81';
const messageStart = '{"type":"next","payload":';
const messageMiddle = ',"id":';
/** What follows the id. */
export const messageEnd = '}';

export class SerializedPayload {
  readonly json: string;
  /** The cursor, which an EventSource sends back when it connects again. Null for what is not an announcement. */
  readonly #eventId: string | null;
  #binary: string | null = null;
  #head = '';
  #headFor = -1;

  constructor(json: string, eventId: string | null = null) {
    this.json = json;
    this.#eventId = eventId;
  }

  /** One server-to-client WebSocket frame (RFC 6455, 5.2) with a graphql-transport-ws `next` message, up to the id. */
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

  /** Memory of the JSON text and of the two forms that are made of it, in bytes. */
  get bytes(): number {
    return this.json.length * 4;
  }

  #bytes(): string {
    this.#binary ??= toBinary(this.json);
    return this.#binary;
  }
}

/** A string that holds UTF-8, one character per byte. */
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
