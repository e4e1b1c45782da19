import { expect, it, vi } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { Outcome } from '../../../src/execution/outcome.ts';
import { type Answer, ResponseCache } from '../../../src/execution/response-cache.ts';

function setUp() {
  const state = { version: '1', nowMs: 0 };
  const cache = new ResponseCache({ current: async () => state.version }, { now: () => state.nowMs });
  const ask = async (key: string, make: () => Promise<Answer>) =>
    String((await cache.answer(key, make)).outcome.body);
  return { state, cache, ask };
}

const answer = (text: string, parts: Partial<Answer> = {}): Answer => ({
  outcome: new Outcome({ result: { data: { text } } }),
  identity: publicIdentity,
  isShareable: true,
  ...parts,
});
const body = (text: string) => JSON.stringify({ data: { text } });

it('serves the third equal query from memory while the database has not changed', async () => {
  const { ask } = setUp();
  const make = vi.fn(async () => answer('a'));
  for (let count = 0; count < 5; count++) expect(await ask('key', make)).toBe(body('a'));
  expect(make).toHaveBeenCalledTimes(2);
});

it('executes the query again as soon as the database has changed', async () => {
  const { state, ask } = setUp();
  for (let count = 0; count < 3; count++) await ask('key', async () => answer('old'));
  state.version = '2';
  expect(await ask('key', async () => answer('new'))).toBe(body('new'));
});

it('does not serve a response from before a change to a query after it', async () => {
  const { state, ask } = setUp();
  await ask('key', async () => answer('first'));
  const slow = Promise.withResolvers<Answer>();
  const before = ask('key', () => slow.promise);
  await Promise.resolve();
  state.version = '2';
  expect(await ask('key', async () => answer('after'))).toBe(body('after'));
  slow.resolve(answer('before'));
  expect(await before).toBe(body('before'));
  expect(await ask('key', async () => answer('after'))).toBe(body('after'));
});

it('executes equal queries at the same moment once', async () => {
  const { ask } = setUp();
  await ask('key', async () => answer('a'));
  const make = vi.fn(async () => answer('b'));
  await Promise.all(Array.from({ length: 100 }, () => ask('key', make)));
  expect(make).toHaveBeenCalledTimes(1);
});

it('never serves a private response to another request', async () => {
  const { ask } = setUp();
  await ask('key', async () => answer('first'));
  let count = 0;
  const make = async () => answer(String(++count), { isShareable: false });
  const answers = await Promise.all([ask('key', make), ask('key', make), ask('key', make)]);
  expect(new Set(answers).size).toBe(3);
});

it('stores no answer that is not right for every caller, however often it is asked for', async () => {
  const { ask } = setUp();
  const make = vi.fn(async () => answer('live', { isShareable: false }));
  for (let count = 0; count < 5; count++) await ask('key', make);
  expect(make).toHaveBeenCalledTimes(5);
});

it('serves nothing after the token has expired', async () => {
  const { state, ask } = setUp();
  const identity = { ...publicIdentity, expiresAt: new Date(1_000) };
  for (let count = 0; count < 3; count++) await ask('key', async () => answer('a', { identity }));
  state.nowMs = 1_000;
  expect(await ask('key', async () => answer('b', { identity }))).toBe(body('b'));
});

it('stores nothing that was made before it was cleared', async () => {
  const { cache, ask } = setUp();
  await ask('key', async () => answer('first'));
  const slow = Promise.withResolvers<Answer>();
  const before = ask('key', () => slow.promise);
  await Promise.resolve();
  cache.clear();
  slow.resolve(answer('before'));
  await before;
  cache.markAsked('key');
  expect(await ask('key', async () => answer('after'))).toBe(body('after'));
});

it('reports whether the response was computed for this request', async () => {
  const { cache } = setUp();
  const own: boolean[] = [];
  for (let count = 0; count < 3; count++)
    own.push((await cache.answer('key', async () => answer('a'))).isOwn);
  expect(own).toEqual([true, true, false]);
});

it('a flood of queries that are sent once does not evict frequent ones', async () => {
  const { ask } = setUp();
  const make = vi.fn(async () => answer('often'));
  for (let count = 0; count < 2; count++) await ask('often', make);
  for (let count = 0; count < 50_000; count++)
    await ask(`${'x'.repeat(1_000)}${count}`, async () => answer('once'));
  expect(await ask('often', make)).toBe(body('often'));
  expect(make).toHaveBeenCalledTimes(2);
});
