import { expect, it } from 'vitest';
import { BatchLoaders } from '../../../src/graphql/batch-loaders.ts';

function openLoaders() {
  const loaders = new BatchLoaders();
  const batches: (readonly string[])[] = [];
  const load = (name: string, key: string) =>
    loaders.load(name, key, async (keys) => {
      batches.push(keys);
      return keys.map((each) => `${name} of ${each}`);
    });
  return { load, batches };
}

it('loads for all parents of a name together, and returns to each its own value', async () => {
  const { load, batches } = openLoaders();
  const loaded = await Promise.all([load('page', 'b'), load('page', 'a'), load('page', 'b')]);
  expect(loaded).toEqual(['page of b', 'page of a', 'page of b']);
  expect(batches).toEqual([['b', 'a']]);
});

it('separates names', async () => {
  const { load, batches } = openLoaders();
  expect(await Promise.all([load('page', 'a'), load('count', 'a')])).toEqual(['page of a', 'count of a']);
  expect(batches).toHaveLength(2);
});

it('shares nothing between requests', async () => {
  const [one, other] = [openLoaders(), openLoaders()];
  await Promise.all([one.load('page', 'a'), other.load('page', 'a')]);
  expect([one.batches, other.batches]).toEqual([[['a']], [['a']]]);
});
