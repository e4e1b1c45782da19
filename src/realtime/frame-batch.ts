/**
 * FrameBatch is a sequence of payloads that a subscriber receives at the end of a delivery slice, as WebSocket
 * frames.
 *
 * Subscribers with the same payloads share one chain of batches. The bytes are laid out once for all of them, and
 * only the operation id is written per socket: a few dozen bytes instead of the whole batch, and no memory per
 * socket.
 */
import { type BinaryText, messageEnd, type SerializedPayload } from './serialized-payload.ts';

interface Layout {
  idLength: number;
  bytes: Buffer;
  /** Offsets of the operation id, one per frame. */
  idOffsets: readonly number[];
}

export class FrameBatch {
  readonly #previous: FrameBatch | null;
  readonly #payload: SerializedPayload | null;
  /** The batch that followed when a payload was last appended to this one. */
  #next: FrameBatch | null = null;
  #layout: Layout | null = null;
  /** Approximate size of all frames. */
  readonly sizeBytes: number;

  private constructor(previous: FrameBatch | null, payload: SerializedPayload | null) {
    this.#previous = previous;
    this.#payload = payload;
    this.sizeBytes = (previous?.sizeBytes ?? 0) + (payload?.json.length ?? 0);
  }

  /** The start of a chain. Subscribers that append to the same start share batches. */
  static empty(): FrameBatch {
    return new FrameBatch(null, null);
  }

  append(payload: SerializedPayload): FrameBatch {
    if (this.#next === null || this.#next.#payload !== payload) this.#next = new FrameBatch(this, payload);
    return this.#next;
  }

  /** The frames with this operation id. The buffer is reused by the next call, unless detach() is called. */
  bytesFor(id: BinaryText): Buffer {
    if (this.#layout?.idLength !== id.length) this.#layout = layOut(this.#payloads(), id.length);
    const { bytes, idOffsets } = this.#layout;
    if (idOffsets.length === 0) return bytes;
    const first = idOffsets[0]!;
    bytes.write(id, first, 'latin1');
    if (idOffsets.length === 1) return bytes;
    // Copied within the buffer, because encoding the id again for each frame takes twice as long.
    const idBytes = bytes.subarray(first, first + id.length);
    for (let index = 1; index < idOffsets.length; index++) bytes.set(idBytes, idOffsets[index]);
    return bytes;
  }

  /** Gives the buffer of the last bytesFor() to the caller. The next call uses a new buffer. */
  detach(): void {
    if (this.#layout) this.#layout = { ...this.#layout, bytes: Buffer.from(this.#layout.bytes) };
  }

  #payloads(): SerializedPayload[] {
    const payloads: SerializedPayload[] = [];
    for (let at: FrameBatch = this; at.#previous && at.#payload; at = at.#previous)
      payloads.push(at.#payload);
    return payloads.reverse();
  }
}

function layOut(payloads: readonly SerializedPayload[], idLength: number): Layout {
  const idOffsets: number[] = [];
  const placeholder = ' '.repeat(idLength) + messageEnd;
  let text = '';
  for (const payload of payloads) {
    text += payload.frameHead(idLength);
    idOffsets.push(text.length);
    text += placeholder;
  }
  return { idLength, bytes: Buffer.from(text, 'latin1'), idOffsets };
}
