/**
 * What is due to a subscriber at the end of a slice: one answer after the other, as frames.
 *
 * Whoever got the same answers stands at the same place of one chain, so the bytes are laid out once for all of them
 * and each gets only its operation's id written into the places that are left for it. That is a few dozen bytes for a
 * socket instead of all of them, and no memory for each.
 */
import { type BinaryText, messageEnd, type SerializedPayload } from './serialized-payload.ts';

interface Layout {
  idLength: number;
  bytes: Buffer;
  /** Where the id is to stand. */
  idsAt: readonly number[];
}

export class FrameBatch {
  readonly #before: FrameBatch | null;
  readonly #rendered: SerializedPayload | null;
  /** Where the last one who stood here went. */
  #next: FrameBatch | null = null;
  #layout: Layout | null = null;
  /** About how many bytes there are. */
  readonly size: number;

  private constructor(before: FrameBatch | null, rendered: SerializedPayload | null) {
    this.#before = before;
    this.#rendered = rendered;
    this.size = (before?.size ?? 0) + (rendered?.json.length ?? 0);
  }

  static readonly nothing = new FrameBatch(null, null);

  append(rendered: SerializedPayload): FrameBatch {
    if (this.#next === null || this.#next.#rendered !== rendered) this.#next = new FrameBatch(this, rendered);
    return this.#next;
  }

  /** With the id in all places. Good until the next call, unless they are given away. */
  bytesFor(id: BinaryText): Buffer {
    if (this.#layout?.idLength !== id.length) this.#layout = layOut(this.#all(), id.length);
    const { bytes, idsAt } = this.#layout;
    const idBytes = asBytes(id);
    for (let index = 0; index < idsAt.length; index++) bytes.set(idBytes, idsAt[index]);
    return bytes;
  }

  /** Somebody keeps the bytes that were given last: the next ones are others. */
  detach(): void {
    if (this.#layout) this.#layout = { ...this.#layout, bytes: Buffer.from(this.#layout.bytes) };
  }

  #all(): SerializedPayload[] {
    const all: SerializedPayload[] = [];
    for (let at: FrameBatch = this; at.#before && at.#rendered; at = at.#before) all.push(at.#rendered);
    return all.reverse();
  }
}

function layOut(all: readonly SerializedPayload[], idLength: number): Layout {
  const idsAt: number[] = [];
  const room = ' '.repeat(idLength) + messageEnd;
  let text = '';
  for (const rendered of all) {
    text += rendered.frameHead(idLength);
    idsAt.push(text.length);
    text += room;
  }
  return { idLength, bytes: Buffer.from(text, 'latin1'), idsAt };
}

/** The id's bytes, in memory that is used again. */
let scratch = Buffer.alloc(64);

function asBytes(id: BinaryText): Buffer {
  if (id.length > scratch.length) scratch = Buffer.alloc(id.length);
  for (let index = 0; index < id.length; index++) scratch[index] = id.charCodeAt(index);
  return scratch.subarray(0, id.length);
}
