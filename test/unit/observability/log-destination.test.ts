import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import {
  fileSink,
  LogDestination,
  type LogSink,
  streamSink,
} from '../../../src/observability/log-destination.ts';

/** A sink whose writes end when the test says so. */
function heldSink({ holdsProcess = true } = {}) {
  const written: string[] = [];
  const pending: ((error: Error | null) => void)[] = [];
  const sink: LogSink = {
    holdsProcess,
    write(text, done) {
      pending.push((error) => {
        if (!error) written.push(text);
        done(error);
      });
    },
  };
  return { sink, written, pending, finish: (error: Error | null = null) => pending.shift()!(error) };
}

const noSpace = new Error('ENOSPC');

it('writes what came during a write in one write, in order', () => {
  const { sink, written, finish, pending } = heldSink();
  const destination = new LogDestination(sink);
  for (const line of ['1\n', '2\n', '3\n']) destination.write(line);
  expect(pending).toHaveLength(1);
  finish();
  finish();
  expect(written).toEqual(['1\n', '2\n3\n']);
  expect(destination.droppedLines).toBe(0);
});

it('drops and counts lines beyond the limit of bytes while the destination is stalled', () => {
  const { sink, written, finish } = heldSink();
  const destination = new LogDestination(sink, { maxWaitingBytes: 10 });
  for (let count = 0; count < 1_000; count++) destination.write('12345\n');
  expect(destination.droppedLines).toBe(999);
  destination.write('ab\n');
  expect(destination.droppedLines).toBe(999);
  finish();
  finish();
  expect(written.join('')).toContain('ab\n');
});

it('has room again when a write has ended, and says how many lines are missing', () => {
  const { sink, written, finish } = heldSink();
  const destination = new LogDestination(sink, { maxWaitingBytes: 10 });
  destination.write('12345678\n');
  destination.write('lost\n');
  finish();
  destination.write('next\n');
  finish();
  destination.write('last\n');
  finish();
  const [first, second, third] = written;
  expect(first).toBe('12345678\n');
  expect(second!.split('\n')[0]).toBe('next');
  expect(JSON.parse(second!.split('\n')[1]!)).toMatchObject({ level: 40, dropped: 1 });
  expect(third).toBe('last\n');
});

it('counts the lines of a write that failed, and reports them with the next one that succeeds', () => {
  const { sink, written, finish } = heldSink();
  const destination = new LogDestination(sink);
  destination.write('a\n');
  destination.write('b\n');
  finish(noSpace);
  finish(noSpace);
  expect(destination.droppedLines).toBe(2);
  destination.write('c\n');
  finish(noSpace);
  destination.write('d\n');
  finish();
  expect(destination.droppedLines).toBe(3);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^d\n.*"dropped":3/);
});

it('is idle when no line waits any more', async () => {
  const { sink, finish } = heldSink();
  const destination = new LogDestination(sink);
  await destination.idle();
  destination.write('a\n');
  destination.write('b\n');
  let isIdle = false;
  const idle = destination.idle().then(() => {
    isIdle = true;
  });
  finish();
  await Promise.resolve();
  expect(isIdle).toBe(false);
  finish(noSpace);
  await idle;
});

it('holds the process only while a write of a thread takes too long', () => {
  let nowMs = 0;
  for (const holdsProcess of [true, false]) {
    const { sink, finish } = heldSink({ holdsProcess });
    const destination = new LogDestination(sink, { monotonicMs: () => nowMs });
    expect(destination.holdsProcess).toBe(false);
    destination.write('a\n');
    expect(destination.holdsProcess).toBe(false);
    nowMs += 1_000;
    expect(destination.holdsProcess).toBe(holdsProcess);
    finish();
    expect(destination.holdsProcess).toBe(false);
  }
});

it('drops the lines of a stream that was closed, without an uncaught error', async () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  const destination = new LogDestination(streamSink(stream));
  destination.write('a\n');
  await destination.idle();
  destination.write('b\n');
  destination.write('c\n');
  await destination.idle();
  expect(destination.droppedLines).toBe(3);
});

it('goes on after a short write to a file, and begins a new line after one that was cut', () => {
  const disk: string[] = [];
  let room = 4;
  const sink = fileSink(7, (_fd, bytes, offset, length, _position, done) => {
    const taken = Math.min(length, room);
    if (taken === 0) return done(noSpace, 0);
    disk.push(bytes.toString('utf8', offset, offset + taken));
    room -= taken;
    done(null, taken);
  });
  const destination = new LogDestination(sink);
  destination.write('12\n');
  destination.write('cut here\n');
  expect(destination.droppedLines).toBe(1);
  room = 1_000;
  destination.write('next\n');
  expect(disk.join('')).toMatch(/^12\nc\nnext\n\{.*"dropped":1.*\}\n$/);
});
