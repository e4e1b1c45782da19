/** The pages ask what the schema has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operationsFile, printOperations } from '../../src/web/generate-operations.ts';

it('src/web/operations.ts matches the schema and the documents of the pages (npm run operations writes it)', async () => {
  expect(readFileSync(operationsFile, 'utf8')).toBe(await printOperations());
});
