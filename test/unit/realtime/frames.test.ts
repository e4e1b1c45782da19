import { describe, expect, it } from 'vitest';
import { FrameBatch } from '../../../src/realtime/frame-batch.ts';
import { SerializedPayload, toBinary } from '../../../src/realtime/serialized-payload.ts';

/** The messages of unmasked text frames (RFC 6455, 5.2), which must fill the bytes exactly. */
function messagesIn(bytes: Buffer): { type: string; payload: unknown; id: string }[] {
  const messages = [];
  for (let at = 0; at < bytes.length; ) {
    expect(bytes[at]).toBe(0x81);
    const short = bytes[at + 1]!;
    const [length, start] =
      short < 126
        ? [short, at + 2]
        : short === 126
          ? [bytes.readUInt16BE(at + 2), at + 4]
          : [Number(bytes.readBigUInt64BE(at + 2)), at + 10];
    // The shortest form that holds the length.
    expect(short < 126 || length >= (short === 126 ? 126 : 65_536)).toBe(true);
    const text = bytes.subarray(start, start + length);
    expect(text.length).toBe(length);
    messages.push(JSON.parse(text.toString('utf8')));
    at = start + length;
  }
  return messages;
}

const id = toBinary('"a"');
/** A payload whose frame has a message of so many bytes. */
function payloadOf(messageBytes: number): SerializedPayload {
  const empty = '{"type":"next","payload":"","id":"a"}'.length;
  return new SerializedPayload(`"${'x'.repeat(messageBytes - empty)}"`);
}

describe('a frame', () => {
  it.each([40, 125, 126, 127, 255, 256, 65_535, 65_536, 70_000])('holds a message of %i bytes', (size) => {
    const bytes = FrameBatch.empty().append(payloadOf(size)).bytesFor(id);
    const header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
    expect(bytes.length).toBe(header + size);
    expect(messagesIn(bytes)).toEqual([{ type: 'next', payload: expect.stringMatching(/^x+$/), id: 'a' }]);
  });

  it('counts bytes, not characters', () => {
    const bytes = FrameBatch.empty().append(new SerializedPayload('"盐城 · 서울"')).bytesFor(toBinary('"é"'));
    expect(messagesIn(bytes)).toEqual([{ type: 'next', payload: '盐城 · 서울', id: 'é' }]);
  });
});

describe('a batch', () => {
  const [one, two, three] = [1, 2, 3].map((n) => new SerializedPayload(`{"n":${n}}`));
  const numbersIn = (batch: FrameBatch, operation = id) =>
    messagesIn(batch.bytesFor(operation)).map(({ payload, id: found }) => [
      (payload as { n: number }).n,
      found,
    ]);

  it('holds its payloads in the order in which they were appended', () => {
    const batch = FrameBatch.empty().append(one!).append(two!).append(three!);
    expect(numbersIn(batch)).toEqual([
      [1, 'a'],
      [2, 'a'],
      [3, 'a'],
    ]);
  });

  it('has the id of the operation that asks, whatever the one before had', () => {
    const batch = FrameBatch.empty().append(one!).append(two!);
    expect(numbersIn(batch, toBinary('"b"'))).toEqual([
      [1, 'b'],
      [2, 'b'],
    ]);
    expect(numbersIn(batch, toBinary('"long"'))).toEqual([
      [1, 'long'],
      [2, 'long'],
    ]);
    expect(numbersIn(batch)).toEqual([
      [1, 'a'],
      [2, 'a'],
    ]);
  });

  it('is shared by those who received the same, and by no others', () => {
    const start = FrameBatch.empty();
    expect(start.append(one!)).toBe(start.append(one!));
    const other = start.append(two!);
    expect(numbersIn(other)).toEqual([[2, 'a']]);
    expect(numbersIn(start.append(one!))).toEqual([[1, 'a']]);
  });

  it('reuses its bytes for the next socket, unless they are detached', () => {
    const batch = FrameBatch.empty().append(one!);
    const first = batch.bytesFor(id);
    expect(batch.bytesFor(id)).toBe(first);
    batch.detach();
    const second = batch.bytesFor(toBinary('"b"'));
    expect(second).not.toBe(first);
    expect(messagesIn(first)[0]!.id).toBe('a');
    expect(messagesIn(second)[0]!.id).toBe('b');
  });

  it('knows its size in characters of JSON', () => {
    expect(FrameBatch.empty().sizeBytes).toBe(0);
    expect(FrameBatch.empty().append(one!).append(two!).sizeBytes).toBe(14);
  });

  it('without payloads has no bytes', () => {
    expect(FrameBatch.empty().bytesFor(id)).toHaveLength(0);
  });
});

it('an event has its cursor as its id, and none for what is no announcement', () => {
  expect(new SerializedPayload('{"a":1}', 'epoch.7').event()).toBe(
    'id: epoch.7\nevent: next\ndata: {"a":1}\n\n',
  );
  expect(new SerializedPayload('{"a":1}').event()).toBe('event: next\ndata: {"a":1}\n\n');
});
