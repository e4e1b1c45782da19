import { expect, it } from 'vitest';
import { textCondition } from '../../../src/graphql/text-condition.ts';

it('matches all grams in the index, and each whole word in the text', () => {
  const { text, values } = textCondition('Ab ａｃ', ['text']);
  expect(text).toBe(
    'item."searchGrams" @> $1::text[] AND item."searchText" LIKE $2 AND item."searchText" LIKE $3',
  );
  expect(values).toEqual([['ab', 'ac'], '%ab%', '%ac%']);
});

it('matches a gram once, even if several words contain it', () => {
  expect(textCondition('abab ab', ['text']).values[0]).toEqual(['ab', 'ba']);
});

it.each(['', '   ', ' | '])('finds everything for %j, which has no word', (search) => {
  expect(textCondition(search, ['text'])).toMatchObject({ text: 'true', values: [] });
});

it('counts the characters of a search as they are composed', () => {
  expect(textCondition('가'.repeat(100).normalize('NFD'), ['text'])).toEqual(
    textCondition('가'.repeat(100), ['text']),
  );
});

it('escapes wildcards in the pattern', () => {
  expect(textCondition('100%_', ['text']).values.at(-1)).toBe('%100\\%\\_%');
});

it.each([
  ['longer than 100 characters', 'x'.repeat(101)],
  ['with NUL', 'a\0'],
  ['with half of a surrogate pair', 'a\ud83d'],
])('rejects a search %s, and names the argument', (_name, search) => {
  expect(() => textCondition(search, ['filter', 'text'])).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'filter.text' }),
    }),
  );
});

it('accepts 100 characters', () => {
  expect(textCondition('x'.repeat(100), ['text']).values).toHaveLength(2);
});

it('compares a word once, even if it occurs again', () => {
  expect(textCondition('a A ａ a b', ['text']).values).toEqual([['a', 'b'], '%a%', '%b%']);
});
