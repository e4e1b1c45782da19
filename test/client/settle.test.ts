/** A mutation whose outcome is unknown is settled by its idempotency key. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newIdempotencyKey, request, settle } from '../../src/client/index.ts';
import { Link } from '../support/link.ts';
import { openStage, type Stage } from '../support/stage.ts';

const document = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) {
    __typename
    ... on SignDealSuccess { announcement { sequence } }
    ... on UserError { code }
  }
}`;
interface Signed {
  signDeal: { __typename: string; announcement?: { sequence: number }; code?: string };
}

let stage: Stage;
let link: Link;
beforeAll(async () => {
  stage = await openStage({ deals: 6 });
  link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
});
afterAll(async () => {
  await link.close();
  await stage[Symbol.asyncDispose]();
});

const optionsWith = (more = {}) => ({
  url: `http://127.0.0.1:${link.port}/graphql`,
  token: () => stage.operator,
  timeoutMs: 700,
  backoff: { firstMs: 20, maxMs: 100 },
  ...more,
});
const signing = (deal: string, idempotencyKey = newIdempotencyKey()) => ({
  query: document,
  variables: { input: { deal, idempotencyKey } },
});

it('sends the mutation until its outcome is known, and the deal is signed once', async () => {
  link.set('half-open');
  let unknown = 0;
  const settled = settle<Signed>(
    signing(stage.deals[0]!),
    optionsWith({
      onUnknown() {
        if (++unknown === 2) link.set('clear');
      },
    }),
  );
  expect((await settled).data?.signDeal.__typename).toBe('SignDealSuccess');
  expect(unknown).toBe(2);
});

it('gets the first result again if the request arrived and its response was lost', async () => {
  const press = signing(stage.deals[1]!);
  const first = await request<Signed>(press, { ...optionsWith(), url: `${stage.nodes[0]!.url}/graphql` });
  const again = await settle<Signed>(press, optionsWith());
  expect(again).toEqual(first);
  expect(again.data?.signDeal.announcement?.sequence).toBeGreaterThan(0);
});

it('returns an error of the server as a result', async () => {
  const refused = await settle<Signed>(signing(stage.deals[1]!), optionsWith());
  expect(refused.data?.signDeal.code).toBe('DEAL_ALREADY_SIGNED');
  const invalid = await settle({ query: '{ nothing }' }, optionsWith());
  expect(invalid.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

it('stops when its signal is aborted', async () => {
  link.set('refuse');
  const stopping = new AbortController();
  const settled = settle(signing(stage.deals[2]!), optionsWith({ signal: stopping.signal }));
  setTimeout(() => stopping.abort(new Error('the operator left')), 200);
  await expect(settled).rejects.toThrow('the operator left');
  link.set('clear');
});

it('makes unique keys that the server accepts', () => {
  const keys = Array.from({ length: 1_000 }, newIdempotencyKey);
  expect(new Set(keys).size).toBe(1_000);
});
