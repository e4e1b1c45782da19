/** The pages ask what the schema has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operationsFile, printOperations } from '../../src/web/generate-operations.ts';

it('has src/web/operations.ts as the schema and the documents of the pages make it: npm run operations', async () => {
  expect(readFileSync(operationsFile, 'utf8')).toBe(await printOperations());
});
