import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/execution/documents.ts';
import { RequestErrors } from '../../../src/execution/request-errors.ts';

const schema = buildSchema(`
  type Query { self: Query item(n: Int): Item text: String other: String search(by: Input): Any }
  input Input { a: Int }
  type Item { id: ID a: String }
  type Other { id: ID b: String }
  union Any = Item | Other
`);
const documents = new Documents(schema, { suggestNames: false });

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

function messagesOf(text: string): string[] {
  try {
    documents.read(text);
    return [];
  } catch (error) {
    if (!(error instanceof RequestErrors)) throw error;
    return error.errors.map((each) => (each as Error).message);
  }
}

const tooOften = 'The document selects the same field too often. Use each field once, or different aliases.';

describe('a document that validation would compare for long', () => {
  it.each([
    ['one field with an argument', `{ ${times(150, () => 'item(n: 1) { id }')} }`],
    ['one alias with different arguments', `{ ${times(150, (n) => `a: item(n: ${n}) { id }`)} }`],
    ['a plain field', `{ ${times(400, () => 'text')} }`],
    ['one alias of two plain fields', `{ ${times(100, () => 'a: text a: other')} }`],
    ['inline fragments', `{ ${times(150, () => '... on Query { item(n: 1) { id } }')} }`],
    [
      'fragments',
      `{ ${times(150, (n) => `...F${n}`)} } ${times(150, (n) => `fragment F${n} on Query { item(n: 1) { id } }`)}`,
    ],
    [
      'the merged selections of two levels',
      `{ ${times(20, () => `self { ${times(10, () => 'item(n: 1) { id }')} }`)} }`,
    ],
    [
      'a fragment that is spread by no operation',
      `{ text } fragment F on Query { ${times(150, () => 'item(n: 1) { id }')} }`,
    ],
    [
      'fragments that double on each level',
      `{ ...F0 } ${times(17, (n) => `fragment F${n} on Query { a: self { ...F${n + 1} } b: self { ...F${n + 1} } }`)} fragment F17 on Query { text }`,
    ],
  ])('is refused: %s', (_what, text) => {
    expect(messagesOf(text)).toEqual([tooOften]);
  });

  it.each([
    ['90 equal fields', `{ ${times(90, () => 'item(n: 1) { id }')} }`],
    ['300 plain fields', `{ ${times(300, () => 'text')} }`],
    ['400 aliases of one field', `{ ${times(400, (n) => `a${n}: item(n: 1) { id }`)} }`],
    [
      '80 types of a union that each select an id',
      `{ search { ${times(40, () => '... on Item { id a } ... on Other { id b }')} } }`,
    ],
    [
      '90 fragments of one object',
      `{ ${times(90, (n) => `...F${n}`)} } ${times(90, (n) => `fragment F${n} on Query { item(n: 1) { id } }`)}`,
    ],
    [
      'one fragment in many places',
      `{ ${times(300, (n) => `a${n}: self { ...F }`)} } fragment F on Query { text }`,
    ],
  ])('is accepted: %s', (_what, text) => {
    expect(messagesOf(text)).toEqual([]);
  });

  it('reports a fragment in a circle as such', () => {
    expect(messagesOf('{ ...A } fragment A on Query { self { ...B } } fragment B on Query { ...A }')).toEqual(
      ['Cannot spread fragment "A" within itself via "B".'],
    );
  });
});

describe('the errors of a large document', () => {
  const query = (count: number) => `{ search(by: { ${times(count, (n) => `x${n}: 1`)} }) { __typename } }`;

  it('are fewer, and short', () => {
    const messages = messagesOf(query(1_500));
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message.length).toBeLessThanOrEqual(1_002);
    expect(messages.at(-1)).toMatch(/^Too many validation errors/);
  });

  it('are all reported for a small document', () => {
    expect(messagesOf(query(15))).toHaveLength(15);
  });
});

describe('a document of many lines', () => {
  it.each(['\n', '\r', '\r\n'])('is refused above 2,000 of them, ended by %j', (end) => {
    expect(messagesOf(`${end.repeat(1_999)}{ text }`)).toEqual([]);
    expect(messagesOf(`${end.repeat(2_000)}{ text }`)).toEqual(['The document has more than 2,000 lines.']);
    expect(messagesOf(`${end.repeat(100_000)}{ ${times(300, (n) => `missing${n}`)} }`)).toHaveLength(1);
  });
});
