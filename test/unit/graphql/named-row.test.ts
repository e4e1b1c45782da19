import { expect, it } from 'vitest';
import { BatchLoaders } from '../../../src/graphql/batch-loaders.ts';
import type { Context } from '../../../src/graphql/context.ts';
import { namedByReference, requireNamed } from '../../../src/graphql/named-row.ts';
import { decodeReference } from '../../../src/graphql/reference.ts';

it('a reference that is longer than any slug is not looked for', () => {
  expect(decodeReference('Exhibition', 'x'.repeat(80))).toEqual({ slug: 'x'.repeat(80) });
  expect(decodeReference('Exhibition', 'x'.repeat(81))).toBeNull();
  expect(namedByReference('Exhibition', 'exhibition', 'x'.repeat(81), []).id.values).toEqual([]);
});

it('an error quotes no long name', async () => {
  const database = {
    pool: { query: async () => ({ rows: [{ exists: false }] }) },
    reads: { run: (read: () => unknown) => read() },
  };
  const context = { loaders: new BatchLoaders(), database } as unknown as Context;
  const named = (value: string) => [namedByReference('Exhibition', 'exhibition', value, ['exhibition'])];
  await expect(requireNamed(context, named('fair'))).rejects.toThrow('There is no exhibition "fair".');
  await expect(requireNamed(context, named('X'.repeat(200_000)))).rejects.toThrow(
    `There is no exhibition "${'X'.repeat(100)}" ….`,
  );
});
