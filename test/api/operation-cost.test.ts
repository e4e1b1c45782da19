/** A client learns the cost of an operation, and the limits, before it sends the operation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/graphql/builder.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 1 });
});
afterAll(() => stage[Symbol.asyncDispose]());

async function post(body: object, token: string | null = null, url = stage.nodes[0]!.url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const page = 'query Page($n: Int) { deals(first: $n) { nodes { id title } } }';

describe('extensions.cost', () => {
  it('"only" returns the cost with these variables and the limits, and no data', async () => {
    const { status, body } = await post({ query: page, variables: { n: 50 }, extensions: { cost: 'only' } });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: null,
      extensions: { cost: { depth: 3, breadth: 4, complexity: expect.any(Number), limits } },
    });
    const smaller = await post({ query: page, variables: { n: 10 }, extensions: { cost: 'only' } });
    expect(body.extensions.cost.complexity).toBeGreaterThan(smaller.body.extensions.cost.complexity);
  });

  it('"include" adds the cost to the result', async () => {
    const { body } = await post({ query: page, variables: { n: 1 }, extensions: { cost: 'include' } });
    expect(body.data.deals.nodes).toEqual(expect.any(Array));
    expect(body.extensions.cost).toMatchObject({ depth: 3, limits });
  });

  it('"only" measures an operation that would exceed a limit', async () => {
    const fields = Array.from({ length: limits.breadth + 1 }, (_, index) => `a${index}: __typename`).join(
      ' ',
    );
    const refused = await post({ query: `{ viewer { ${fields} } }` });
    expect(refused.body.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    const { body } = await post({ query: `{ viewer { ${fields} } }`, extensions: { cost: 'only' } });
    expect(body.extensions.cost.breadth).toBeGreaterThan(limits.breadth);
  });

  it('"only" executes no mutation', async () => {
    const token = await tokenFor(stage.nodes[0]!, 'organizer');
    const query = `mutation { createIndustry(input: { code: "measured", nameTranslations: [{ language: "en", text: "x" }] }) { __typename } }`;
    const { body } = await post({ query, extensions: { cost: 'only' } }, token);
    expect(body.extensions.cost.complexity).toBeGreaterThan(0);
    const { body: after } = await post({ query: '{ industries { code } }' });
    expect(JSON.stringify(after)).not.toContain('measured');
  });

  it('measures the operation that operationName selects', async () => {
    const query = `query Small { viewer { role } } ${page}`;
    const costOf = async (operationName: string) =>
      (await post({ query, operationName, variables: {}, extensions: { cost: 'only' } })).body.extensions
        .cost;
    expect((await costOf('Page')).complexity).toBeGreaterThan((await costOf('Small')).complexity);
  });

  it('with another value is rejected', async () => {
    const { status, body } = await post({ query: page, extensions: { cost: 'yes' } });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
  });
});

const aliases = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');

describe('an operation beyond a limit', () => {
  it('is rejected as a whole: one error, no data, status 400', async () => {
    const query = `{ a: viewer { role } ${aliases(limits.breadth, (index) => `b${index}: viewer { role }`)} }`;
    const { status, body } = await post({ query });
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [expect.objectContaining({ message: expect.stringMatching(/breadth/) })],
    });
  });

  it.each([
    ['WebSocket', subscribe],
    ['an event stream', subscribeOverSse],
  ])(
    'is rejected over %s when it is started, before anything is announced',
    async (_transport, subscribeOver) => {
      const selection = aliases(limits.breadth, (index) => `a${index}: id`);
      const subscriber = subscribeOver(stage.nodes[0]!.url, { exhibition: stage.slug, selection });
      await expect(subscriber.count(1)).rejects.toThrow(/QUERY_TOO_COMPLEX/);
    },
  );

  it('is not executed if it is a mutation', async () => {
    const token = await tokenFor(stage.nodes[0]!, 'organizer');
    const create = (index: number) => `a${index}: createIndustry(input: $input) { __typename }`;
    const query = `mutation($input: CreateIndustryInput!) { ${aliases(limits.breadth, create)} }`;
    const input = { code: 'many', nameTranslations: [{ language: 'en', text: 'x' }] };
    const { body } = await post({ query, variables: { input } }, token);
    expect(body.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    const { body: after } = await post({ query: '{ industries { code } }' });
    expect(JSON.stringify(after)).not.toContain('many');
  });
});

it('counts each field of a mutation, as an operation or as a report of a screen', async () => {
  const pavilion = await usePavilion({ environment: { REPORTS_PER_TOKEN_PER_MINUTE: '250' } });
  const token = await tokenFor(pavilion, 'screen', ['fair']);
  const acknowledge = (index: number) =>
    `a${index}: acknowledgeAnnouncement(input: { exhibition: "fair", screen: "s", name: "S", sequence: 1 }) { __typename }`;
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++)
    statuses.push(
      (await post({ query: `mutation { ${aliases(100, acknowledge)} }` }, token, pavilion.url)).status,
    );
  expect(statuses).toEqual([200, 200, 429, 429]);
});
