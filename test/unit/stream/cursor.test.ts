import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, findCursorProblem, positionAt } from '../../../src/stream/cursor.ts';

const raw = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([0, 1, 9_999_999_999])('is read as it was written, at sequence %d', (sequence) => {
    const position = { epoch: 'Epoch_-12', sequence };
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });

  it.each([
    ['an empty text', ''],
    ['another text', 'rubbish'],
    ['a negative sequence', raw('epoch-one:-1')],
    ['a leading zero', raw('epoch-one:007')],
    ['a fraction', raw('epoch-one:1.5')],
    ['eleven digits', raw('epoch-one:12345678901')],
    ['an epoch of seven characters', raw('epoch-1:1')],
    ['an epoch of 33 characters', raw(`${'e'.repeat(33)}:1`)],
    ['an epoch with a space', raw('epoch one:1')],
    ['a missing sequence', raw('epoch-one:')],
    ['something after it', raw('epoch-one:1 ')],
    ['a very long text', 'A'.repeat(100_000)],
  ])('is rejected: %s', (_what, text) => {
    expect(decodeCursor(text)).toBeNull();
  });
});

describe('a position', () => {
  const state = {
    head: 20,
    epochs: [
      { epoch: 'one', afterSequence: 0 },
      { epoch: 'two', afterSequence: 7 },
      { epoch: 'three', afterSequence: 15 },
    ],
  };

  it.each([
    ['one', 0, null],
    ['one', 7, null],
    ['one', 8, 'CURSOR_EXPIRED'],
    ['two', 8, null],
    ['two', 15, null],
    ['two', 16, 'CURSOR_EXPIRED'],
    ['three', 16, null],
    ['three', 20, null],
    ['three', 21, 'CURSOR_AHEAD'],
    ['four', 3, 'CURSOR_EXPIRED'],
  ] as const)('in epoch %s at %d has the problem %s', (epoch, sequence, problem) => {
    expect(findCursorProblem({ epoch, sequence }, state)).toBe(problem);
  });

  it.each([
    [0, 'one'],
    [6, 'one'],
    [7, 'two'],
    [15, 'three'],
    [20, 'three'],
  ])('at sequence %d is in epoch %s', (sequence, epoch) => {
    expect(positionAt(sequence, state)).toEqual({ epoch, sequence });
    expect(findCursorProblem(positionAt(sequence, state), state)).toBeNull();
  });

  it('before the first epoch is in the first epoch', () => {
    const late = { head: 9, epochs: [{ epoch: 'late', afterSequence: 5 }] };
    expect(positionAt(2, late)).toEqual({ epoch: 'late', sequence: 2 });
  });
});
