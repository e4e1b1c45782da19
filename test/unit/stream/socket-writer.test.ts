/** Many sockets share the bytes of a frame batch: each must still read its own operation's id, whatever the others do. */
import { Duplex } from 'node:stream';
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { SerializedPayload, toBinary } from '../../../src/realtime/serialized-payload.ts';
import { SocketWriters } from '../../../src/realtime/socket-writer.ts';
import { DeliveryQueue } from '../../../src/stream/delivery-queue.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

class FakeSocket extends Duplex {
  writes = 0;
  /** Chunks as they lie in memory, to be read when the kernel would read them. */
  #waiting: { chunk: Buffer; done: () => void }[] = [];
  #taken: Buffer[] = [];
  full = false;

  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.writes++;
    if (this.full) this.#waiting.push({ chunk, done });
    else {
      this.#taken.push(Buffer.from(chunk));
      done();
    }
  }
  async drained(): Promise<void> {
    this.full = false;
    while (this.#waiting.length > 0) {
      const { chunk, done } = this.#waiting.shift()!;
      this.#taken.push(Buffer.from(chunk));
      done();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  /** The message of each frame. */
  get messages(): { id: string; payload: unknown }[] {
    const bytes = Buffer.concat(this.#taken);
    const messages = [];
    for (let at = 0; at < bytes.length; ) {
      let length = bytes[at + 1]!;
      let head = 2;
      if (length === 126) {
        length = bytes.readUInt16BE(at + 2);
        head = 4;
      }
      messages.push(JSON.parse(bytes.toString('utf8', at + head, at + head + length)));
      at += head + length;
    }
    return messages;
  }
}

const open = { OPEN: 1, readyState: 1 } as WebSocket;
const scheduler = new FakeScheduler();
const delivery = new DeliveryQueue(scheduler, (error) => {
  throw error;
});
const writers = new SocketWriters(delivery);
const endOfSlice = () => scheduler.settle();
const idOf = (id: string) => toBinary(JSON.stringify(id));
const answers = ['first', 'zweiter · 第二', 'third', 'x'.repeat(300)].map(
  (text) => new SerializedPayload(JSON.stringify({ data: { text } })),
);

function subscriber(id: string) {
  const socket = new FakeSocket();
  const writer = writers.create(open, socket);
  const expected = (payloads: SerializedPayload[]) =>
    payloads.map(({ json }) => ({ type: 'next', payload: JSON.parse(json), id }));
  return { id, socket, writer, expected };
}

it('sends the same payloads under the operation id of each socket, with one write per socket', async () => {
  const all = ['a', 'b', '·ü·', 'f3f6d7a0-1d0c-4bd4-9a2e-000000000000'].map(subscriber);
  for (const { writer, id } of all) for (const each of answers) writer.write(each, idOf(id));
  await endOfSlice();
  for (const { socket, expected } of all) {
    expect(socket.messages).toEqual(expected(answers));
    expect(socket.writes).toBe(1);
  }
});

it('keeps the unsent bytes of a full socket unchanged', async () => {
  const [slow, ...others] = ['aaaa', 'bbbb', 'cccc'].map(subscriber);
  slow!.socket.full = true;
  for (let round = 0; round < 3; round++) {
    for (const { writer, id } of [slow!, ...others]) for (const each of answers) writer.write(each, idOf(id));
    await endOfSlice();
  }
  const thrice = [...answers, ...answers, ...answers];
  for (const { socket, expected } of others) expect(socket.messages).toEqual(expected(thrice));
  await slow!.socket.drained();
  expect(slow!.socket.messages).toEqual(slow!.expected(thrice));
});

it('writes the payloads of several operations of a socket with one write and in order', async () => {
  const { socket, writer } = subscriber('one');
  writer.write(answers[0]!, idOf('one'));
  writer.write(answers[1]!, idOf('two'));
  writer.write(answers[2]!, idOf('two'));
  writer.write(answers[3]!, idOf('one'));
  await endOfSlice();
  expect(socket.messages.map(({ id }) => id)).toEqual(['one', 'two', 'two', 'one']);
  expect(socket.messages.map(({ payload }) => payload)).toEqual(answers.map(({ json }) => JSON.parse(json)));
  expect(socket.writes).toBe(1);
});

it('is not ready while too many bytes are unsent', async () => {
  const { socket, writer, id } = subscriber('slow');
  socket.full = true;
  const large = new SerializedPayload(JSON.stringify({ data: 'x'.repeat(200_000) }));
  writer.write(large, idOf(id));
  expect(writer.ready).toBe(true);
  writer.write(large, idOf(id));
  expect(writer.ready).toBe(false);
  await endOfSlice();
  expect(writer.ready).toBe(false);
  const drained = new Promise<void>((resolve) => writer.whenReady(resolve));
  await socket.drained();
  await drained;
  expect(writer.ready).toBe(true);
});

it('is ready again as soon as the socket has accepted everything, without a "drain" event', async () => {
  const { socket, writer, id } = subscriber('quick');
  const large = new SerializedPayload(JSON.stringify({ data: 'x'.repeat(300_000) }));
  writer.write(large, idOf(id));
  expect(writer.ready).toBe(false);
  const drained = vi.fn();
  const woken = new Promise<void>((resolve) => writer.whenReady(resolve));
  socket.on('drain', drained);
  await endOfSlice();
  await woken;
  expect(writer.ready).toBe(true);
  expect(drained).not.toHaveBeenCalled();
});

it('calls back every operation of a socket once, however often it registered', async () => {
  const { socket, writer, id } = subscriber('several');
  socket.full = true;
  writer.write(new SerializedPayload(JSON.stringify({ data: 'x'.repeat(300_000) })), idOf(id));
  await endOfSlice();
  const [one, two] = [vi.fn(), vi.fn()];
  for (const callback of [one, two, one, two]) writer.whenReady(callback);
  await socket.drained();
  await endOfSlice();
  expect(one).toHaveBeenCalledTimes(1);
  expect(two).toHaveBeenCalledTimes(1);
});
