/** What compiled documents keep in memory. */
import { parse, type ValidatedExecutionArgs, validateExecutionArgs } from 'graphql';
import { describe, expect, it } from 'vitest';
import { CompiledDocuments } from '../../../src/compiled/compiled-documents.ts';
import { Filling } from '../../../src/compiled/sql-template.ts';
import { sql } from '../../../src/database/sql.ts';
import { schema } from '../../../src/schema.ts';

const context = {
  identity: { role: 'PUBLIC' },
  database: {
    reads: { run: (read: () => unknown) => read() },
    pool: { query: async () => ({ rows: [{ answer: '{"data":{}}' }] }) },
  },
};

function compiledBy(when: 'frequent' | 'all') {
  return new CompiledDocuments({
    when,
    onFailure: (error) => {
      throw error;
    },
  });
}

const operationOf = (text: string) =>
  validateExecutionArgs({
    schema,
    document: parse(text),
    operationName: 'Small',
    contextValue: context,
  }) as ValidatedExecutionArgs;

/** A small operation beside 1,000 tokens. */
const large = (index: number) =>
  operationOf(`query Small { a${index}: __typename } query Large { ${'__typename '.repeat(1_000)} }`);

describe('compiled documents', () => {
  it('keep nothing of what is executed once', async () => {
    const compiled = compiledBy('frequent');
    for (let index = 0; index < 100; index++) expect(await compiled.answer(large(index))).toBeNull();
    expect(compiled.bytes).toBe(0);
  });

  it('count the whole document of a plan, whose nodes keep it', async () => {
    const compiled = compiledBy('all');
    expect(await compiled.answer(large(0))).toBe('{"data":{}}');
    expect(compiled.bytes).toBeGreaterThan(260_000);
  });

  it('stay below a limit, and compile again what was evicted', async () => {
    const compiled = compiledBy('all');
    const first = large(0);
    for (let index = 1; index < 300; index++) await compiled.answer(large(index));
    expect(compiled.bytes).toBeLessThanOrEqual(64 * 1024 * 1024);
    expect(await compiled.answer(first)).toBe('{"data":{}}');
    const { bytes } = compiled;
    await compiled.answer(first);
    expect(compiled.bytes).toBe(bytes);
  });
});

it('a statement has the text of its own parts, also where a text has the sign of a parameter', () => {
  const filling = new Filling<string>([(input) => (input === 'text' ? sql`a ? b` : sql`a ${1} b`)]);
  expect(filling.fill('text')).toEqual({ text: 'a ? b', values: [] });
  expect(filling.fill('value')).toEqual({ text: 'a $1 b', values: [1] });
});
