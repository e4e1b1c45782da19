/**
 * WireCheck observes every message of one connection at the server's end. It checks the guarantees: each sequence after
 * the cursor, in order, once, with the committed content; and nothing after the end of an operation.
 */
import { decodeCursor } from '../../src/stream/cursor.ts';
import { type Frame, FrameReader, opcodes } from './frames.ts';
import type { Moment } from './link.ts';
import type { SimulatedDatabase } from './source.ts';

interface Operation {
  streamId: string;
  /** Null until the first announcement, if the operation does not say where it begins. */
  next: number | null;
  /** An error came that was of this operation or of an earlier one with its id. */
  mayHaveEnded?: boolean;
}

interface EndedOperation {
  id: string;
  operation: Operation;
  atMs: number;
  /** The server has ended it with a message. */
  isAnswered: boolean;
}

interface Announcement {
  sequence: number;
  text: string;
  cursor: string;
}

interface Message {
  type?: string;
  id?: string;
  payload?: Payload;
}

interface Payload {
  query?: unknown;
  variables?: { stream?: unknown; after?: unknown };
  data?: { announcements?: Announcement };
  errors?: { extensions?: { code?: string } }[];
}

export interface WireCheckParts {
  database: SimulatedDatabase;
  fail(problem: string): void;
  elapsedMs(): number;
}

/**
 * What was gathered for an operation is still written if the operation ends meanwhile. The event loop may be busy for so
 * long before it is.
 */
const gatheredMs = 250;
const neverContent = new Set(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

export class WireCheck {
  readonly #parts: WireCheckParts;
  readonly #reader = new FrameReader();
  readonly #operations = new Map<string, Operation>();
  /** Operations whose id was in use when they arrived. The server reads them one by one, perhaps after that end. */
  readonly #waiting = new Map<string, Payload>();
  /** Operations that ended. */
  readonly #ended: EndedOperation[] = [];
  #events = '';
  #writtenAtMs = 0;
  isEventStream = false;
  /** The server has sent a close frame, or its end is closed. */
  isClosed = false;
  tokenId: string | null = null;

  constructor(parts: WireCheckParts) {
    this.#parts = parts;
  }

  /** Operations that the connection may have at the server. */
  get operationCount(): number {
    return this.#operations.size;
  }

  /** Checks a message of the client when it arrives. */
  received(text: string): void {
    if (this.isClosed) return;
    const message = parse(text);
    if (message?.type === 'complete' && message.id !== undefined && !this.#waiting.delete(message.id))
      this.#end(message.id);
    if (message?.type !== 'subscribe' || message.id === undefined) return;
    const payload = message.payload ?? {};
    const current = this.#operations.get(message.id);
    if (current && !current.mayHaveEnded) this.#waiting.set(message.id, payload);
    else this.begin(message.id, payload);
  }

  begin(id: string, { variables }: Payload): void {
    const after = typeof variables?.after === 'string' ? decodeCursor(variables.after) : null;
    this.#operations.set(id, {
      streamId: String(variables?.stream),
      next: after ? after.sequence + 1 : null,
    });
  }

  /** Checks a message of the server when it is written. Returns whether it has data: an error may reach any caller. */
  written(chunk: Buffer, { elapsedMs }: Moment): boolean {
    this.#writtenAtMs = elapsedMs;
    return this.isEventStream ? this.#writtenEvents(chunk) : this.#writtenFrames(chunk);
  }

  closed(): void {
    this.isClosed = true;
    this.#operations.clear();
    this.#waiting.clear();
  }

  #writtenEvents(chunk: Buffer): boolean {
    this.#events += chunk.toString('latin1');
    const events = this.#events.split('\n\n');
    this.#events = events.pop()!;
    let hasData = false;
    for (const event of events) {
      const data = /^data: ?(.+)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const payload = parse(data) as Payload;
      hasData ||= payload.data != null;
      this.#next('', payload);
    }
    return hasData;
  }

  #writtenFrames(chunk: Buffer): boolean {
    let hasData = false;
    for (const frame of this.#reader.read(chunk)) hasData = this.#writtenFrame(frame) || hasData;
    return hasData;
  }

  #writtenFrame({ opcode, data }: Frame): boolean {
    if (opcode === opcodes.close) this.closed();
    if (opcode !== opcodes.text) return false;
    const message = parse(data.toString());
    if (!message) {
      this.#parts.fail(`a frame is no message: ${data.toString().slice(0, 80)}`);
      return false;
    }
    const { type, id = '', payload } = message;
    if (this.isClosed) this.#parts.fail(`a message after the close frame: ${type}`);
    if (type === 'error' || type === 'complete') this.#endByServer(id);
    if (type === 'next') this.#next(id, payload!);
    return payload?.data != null;
  }

  #next(id: string, { data, errors }: Payload): void {
    const code = errors?.[0]?.extensions?.code;
    if (errors && data !== undefined && neverContent.has(code ?? ''))
      this.#parts.fail(`a failure as content: ${code}`);
    const announcement = data?.announcements;
    if (!announcement) return;
    const operation = this.#operationOf(id, announcement);
    if (!operation) {
      this.#parts.fail(`an announcement for the operation ${id}, which has ended`);
      return;
    }
    const { sequence, text } = announcement;
    if (operation.next !== null && sequence !== operation.next)
      this.#parts.fail(`operation ${id} got sequence ${sequence} where ${operation.next} follows`);
    operation.next = sequence + 1;
    const row = this.#parts.database.stream(operation.streamId)?.committed.get(text);
    if (row?.sequence !== sequence)
      this.#parts.fail(`sequence ${sequence} has content that was never committed: ${text.slice(0, 40)}`);
  }

  /** An id may be in use again when the last announcement that was gathered for its previous operation is written. */
  #operationOf(id: string, announcement: Announcement): Operation | undefined {
    const gathered = this.#ended.find(
      (ended) => ended.id === id && this.#isRecent(ended) && this.#fits(ended.operation, announcement),
    );
    return gathered?.operation ?? this.#operations.get(id);
  }

  #isRecent({ atMs }: EndedOperation): boolean {
    return this.#writtenAtMs <= atMs + gatheredMs;
  }

  #fits({ streamId, next }: Operation, { sequence, text }: Announcement): boolean {
    const row = this.#parts.database.stream(streamId)?.committed.get(text);
    return row?.sequence === sequence && (next === null || next === sequence);
  }

  #endByServer(id: string): void {
    // The client may have completed an operation that had failed already, and used its id again. A third operation that
    // waits for the id says that the second has ended: the server would have closed the socket.
    const completed = this.#ended.find(
      (ended) => ended.id === id && this.#isRecent(ended) && !ended.isAnswered,
    );
    if (completed && !this.#waiting.has(id)) {
      completed.isAnswered = true;
      const current = this.#operations.get(id);
      if (current) current.mayHaveEnded = true;
      return;
    }
    this.#end(id, true);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting) this.begin(id, waiting);
  }

  #end(id: string, isAnswered = false): void {
    const operation = this.#operations.get(id);
    if (!operation) return;
    this.#operations.delete(id);
    this.#ended.push({ id, operation, atMs: this.#parts.elapsedMs(), isAnswered });
  }
}

function parse(text: string): Message | null {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return null;
  }
}
