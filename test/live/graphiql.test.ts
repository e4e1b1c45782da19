import { expect, it } from 'vitest';
import { tabs } from '../../src/http/graphiql-tabs.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';

it('has tabs whose operations run on the sample data', async () => {
  const pavilion = await usePavilion();
  const token = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
  for (const { query: document } of tabs) {
    if (document.includes('subscription ')) continue;
    const operationName = /(?:query|mutation) (\w+)/.exec(document)![1]!;
    const response = await fetch(`${pavilion.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document, operationName }),
    });
    const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
    expect(errors, operationName).toBeUndefined();
    expect(JSON.stringify(data), operationName).not.toMatch(/^\{"\w+":(null|\{"nodes":\[\])/);
  }
});
