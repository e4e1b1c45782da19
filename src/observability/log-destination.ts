/**
 * LogDestination takes log lines without ever waiting for its reader: a pipe that nobody reads, a full disk or a
 * stopped terminal costs lines, never the server.
 *
 * Promises: write() neither blocks nor throws. A line is written whole or dropped, and each dropped line is counted. When
 * lines are written again, one says how many are missing.
 */
import { fstatSync, write as writeFile } from 'node:fs';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** Lines that may wait for the destination. Beyond it they are dropped. */
const maxWaitingBytes = 1024 * 1024;
/** A write that takes longer counts as stalled. */
const stalledAfterMs = 200;
const standardOutput = 1;

/** Writes all of the text. `done` receives the error, if only a part was written or nothing. */
export interface LogSink {
  write(text: string, done: (error: Error | null) => void): void;
  /** Whether a write that does not end keeps the process from ending. */
  readonly holdsProcess: boolean;
}

export interface LogDestinationOptions {
  maxWaitingBytes?: number;
  monotonicMs?: () => number;
}

export class LogDestination implements DestinationStream {
  readonly #sink: LogSink;
  readonly #maxWaitingBytes: number;
  readonly #monotonicMs: () => number;
  #waiting: string[] = [];
  /** The size of #waiting and of the write that is under way. */
  #bytes = 0;
  #writingSinceMs: number | null = null;
  #dropped = 0;
  /** Dropped lines that no line has reported yet. */
  #unreported = 0;
  #whenIdle: (() => void)[] = [];

  constructor(sink: LogSink, options: LogDestinationOptions = {}) {
    this.#sink = sink;
    this.#maxWaitingBytes = options.maxWaitingBytes ?? maxWaitingBytes;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
  }

  /** Lines that were dropped since the start of the process. */
  get droppedLines(): number {
    return this.#dropped;
  }

  /** A write does not end, and would keep process.exit() from ending the process. */
  get holdsProcess(): boolean {
    const sinceMs = this.#writingSinceMs;
    return this.#sink.holdsProcess && sinceMs !== null && this.#monotonicMs() - sinceMs > stalledAfterMs;
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#bytes + bytes > this.#maxWaitingBytes) {
      this.#drop(1);
      return;
    }
    this.#bytes += bytes;
    this.#waiting.push(line);
    if (this.#writingSinceMs === null) this.#writeWaiting();
  }

  /** Resolves when no line waits any more. */
  idle(): Promise<void> {
    if (this.#writingSinceMs === null) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #writeWaiting(): void {
    const lines = this.#waiting;
    this.#waiting = [];
    const reported = this.#unreported;
    const text = lines.join('');
    this.#writingSinceMs = this.#monotonicMs();
    const done = (error: Error | null) => {
      this.#writingSinceMs = null;
      this.#bytes -= Buffer.byteLength(text);
      if (error) this.#drop(lines.length);
      else this.#unreported -= reported;
      if (this.#waiting.length > 0) return this.#writeWaiting();
      for (const resolve of this.#whenIdle.splice(0)) resolve();
    };
    this.#sink.write(reported > 0 ? text + missingLines(reported) : text, once(done));
  }

  #drop(lines: number): void {
    this.#dropped += lines;
    this.#unreported += lines;
  }
}

function once(done: (error: Error | null) => void): typeof done {
  let isDone = false;
  return (error) => {
    if (isDone) return;
    isDone = true;
    done(error);
  };
}

function missingLines(count: number): string {
  const msg = 'log lines are missing: the destination did not take them';
  return `${JSON.stringify({ level: 40, time: Date.now(), dropped: count, msg })}\n`;
}

/** The standard output of the process. */
export function openLogDestination(): LogDestination {
  const status = fstatSync(standardOutput);
  // Only Node's stream writes to a pipe or a socket without blocking; only a thread does so to a file or a terminal.
  const isStream = status.isFIFO() || status.isSocket();
  return new LogDestination(isStream ? streamSink(process.stdout) : fileSink(standardOutput));
}

export function streamSink(stream: Writable): LogSink {
  // The reader has ended. Without a listener, the error would be an uncaught exception.
  stream.on('error', () => {});
  return {
    holdsProcess: false,
    write(text, done) {
      if (stream.destroyed) setImmediate(done, new Error('the destination is closed'));
      else stream.write(text, (error) => done(error ?? null));
    },
  };
}

type WriteFile = (
  fd: number,
  bytes: Buffer,
  offset: number,
  length: number,
  position: null,
  done: (error: Error | null, written: number) => void,
) => void;

export function fileSink(fd: number, writeBytes: WriteFile = writeFile): LogSink {
  /** The last write ended in the middle of a line. */
  let isLineOpen = false;
  const writeAll = (bytes: Buffer, offset: number, done: (error: Error | null) => void) =>
    writeBytes(fd, bytes, offset, bytes.length - offset, null, (error, written) => {
      const end = offset + (error ? 0 : written);
      if (end > 0) isLineOpen = bytes[end - 1] !== newline;
      if (error || end === bytes.length) return done(error);
      writeAll(bytes, end, done);
    });
  return {
    holdsProcess: true,
    write(text, done) {
      writeAll(Buffer.from(isLineOpen ? `\n${text}` : text), 0, done);
    },
  };
}

const newline = 0x0a;
