import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { usePavilion } from '../support/pavilion.ts';

it('follows GraphQL over HTTP in every MUST, SHOULD and MAY', async () => {
  const { url } = await usePavilion({ template: 'empty' });
  const results = await auditServer({ url: `${url}/graphql` });
  const failed = results.filter((result) => result.status !== 'ok');
  expect(
    failed.map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`),
  ).toEqual([]);
  expect(results.length).toBeGreaterThan(55);
});
