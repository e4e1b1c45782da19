import { expect, it } from 'vitest';
import { jsonBytes } from '../../../src/cache/json-bytes.ts';
import { textBytes } from '../../../src/cache/text-bytes.ts';
import { SerializedPayload } from '../../../src/realtime/serialized-payload.ts';

it.each([
  ['Latin', 'Straße', 6],
  ['Korean', '무역', 4],
  ['mixed', 'a무', 4],
])('a %s text takes one byte for a character, or two if one of them is not Latin', (_script, text, bytes) => {
  expect(textBytes(text)).toBe(bytes);
});

it('a parsed value takes the bytes of its containers, members and longer texts', () => {
  expect(jsonBytes({ a: 1, b: 'short', c: ['a text that is longer'] })).toBe(32 + 3 * 8 + 32 + 8 + 20 + 21);
});

it('a payload takes its text and its encoded form, in any script', () => {
  expect(new SerializedPayload('"abc"').bytes).toBe(5 + 5 + 300);
  expect(new SerializedPayload('"무역"').bytes).toBe(8 + 8 + 300);
});
