/** One HTTP request for an event stream over a Link: the server's response, and the fetch of the client. */
import { Writable } from 'node:stream';
import type { Link } from './link.ts';

/** ServerResponse as far as event streams use it. Its body goes through the socket of the link. */
export class SimulatedResponse extends Writable {
  readonly #link: Link;
  headersSent = false;

  constructor(link: Link) {
    super();
    this.#link = link;
    // The end of the response ends the connection, and the other way round.
    link.socket.on('close', () => this.destroy());
    link.socket.on('end', () => this.destroy());
    link.socket.resume();
  }

  writeHead(status: number, headers: Record<string, string> = {}): this {
    this.headersSent = true;
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#link.socket.write(`HTTP/1.1 ${status}\r\n${fields.join('')}\r\n`);
    return this;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#link.socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#link.socket.end(done);
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#link.socket.destroy();
    // A broken connection closes the response without an error.
    done();
  }
}

/** The answer as fetch returns it. Rejects if the connection ends before the headers, or the signal is aborted. */
export function responseOf(link: Link, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    let head: string | null = null;
    let unread: Buffer = Buffer.alloc(0);
    let body: ReadableStreamDefaultController<Uint8Array> | null = null;
    let isOver = false;
    const over = (error: unknown) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', abort);
      link.end();
      reject(error);
      if (error) body?.error(error);
      else body?.close();
    };
    const abort = () => over(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) return abort();
    const bytes = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
      },
      cancel: () => over(null),
    });
    link.attach({
      receive(chunk) {
        if (isOver) return;
        if (head !== null) return body!.enqueue(chunk);
        unread = Buffer.concat([unread, chunk]);
        const end = unread.indexOf('\r\n\r\n');
        if (end === -1) return;
        head = unread.toString('latin1', 0, end);
        if (unread.length > end + 4) body!.enqueue(unread.subarray(end + 4));
        resolve(answer(Number(head.slice(9, 12)), bytes));
      },
      closed: () => over(head === null ? new TypeError('the connection broke') : null),
    });
  });
}

function answer(status: number, body: ReadableStream<Uint8Array>): Response {
  const json = async () => {
    let text = '';
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString();
    return JSON.parse(text);
  };
  return { status, ok: status < 300, body, json } as unknown as Response;
}
