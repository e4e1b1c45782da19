/** One caller on a keep-alive connection: writes raw bytes, reads the response's bytes. It must be cheap, like subscriber.ts. */
import { connect, type Socket } from 'node:net';

export interface HttpRequest {
  port: number;
  body: string;
  /** The value of Accept-Language. */
  languages?: string;
  token?: string | undefined;
}

const endOfHead = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');
const answerWithinMs = 30_000;

export function requestBytes({ port, body, token, languages = 'en' }: HttpRequest): Buffer {
  const head = [
    'POST /graphql HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    'Accept: application/json',
    `Accept-Language: ${languages}`,
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

export class HttpCaller {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  /** The end of the response, once its headers are read; -1 for a chunked one. */
  #length: number | null = null;
  #waiting: PromiseWithResolvers<Buffer> | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setTimeout(answerWithinMs, () => this.#fail(new Error('no answer within 30 seconds')));
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /** The whole response with its headers; throws for a status other than 200. */
  call(request: Buffer): Promise<Buffer> {
    this.#waiting = Promise.withResolvers();
    this.#socket.write(request);
    return this.#waiting.promise;
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#length ??= answerLength(this.#received);
    if (this.#length === null || !isWhole(this.#received, this.#length)) return;
    const answer = this.#received;
    const waiting = this.#waiting;
    this.#received = Buffer.alloc(0);
    this.#length = null;
    this.#waiting = null;
    if (answer.toString('latin1', 9, 12) === '200') waiting?.resolve(answer);
    else waiting?.reject(new Error(answer.toString('utf8', 0, 600)));
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#socket.destroy();
  }
}

function answerLength(received: Buffer): number | null {
  const end = received.indexOf(endOfHead);
  if (end === -1) return null;
  const stated = /^content-length: *(\d+)/im.exec(received.toString('latin1', 0, end))?.[1];
  return stated === undefined ? -1 : end + endOfHead.length + Number(stated);
}

function isWhole(received: Buffer, length: number): boolean {
  return length === -1 ? received.subarray(-lastChunk.length).equals(lastChunk) : received.length >= length;
}
