import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/** FakeResponse is the response of an event stream, without a socket. */
export class FakeResponse extends EventEmitter {
  status: number | null = null;
  headers: Record<string, string> = {};
  headersSent = false;
  written = '';
  /** What write() returns, and what a slow reader has not taken. */
  takesMore = true;
  writableLength = 0;
  isClosed = false;

  get asResponse(): ServerResponse {
    return this as unknown as ServerResponse;
  }

  writeHead(status: number, headers: Record<string, string>): this {
    Object.assign(this, { status, headers, headersSent: true });
    return this;
  }

  write(chunk: string): boolean {
    this.written += chunk;
    return this.takesMore;
  }

  end(chunk: string | Buffer = ''): void {
    this.written += String(chunk);
    this.#close();
  }

  destroy(): void {
    this.#close();
  }

  #close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.emit('close');
  }
}
