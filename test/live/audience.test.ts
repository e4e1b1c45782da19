import { afterAll, beforeAll, expect, it } from 'vitest';
import { statementsOf } from '../support/count-queries.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { type SubscribeOptions, subscribe } from '../support/subscriber.ts';

let stage: Stage;
let url: string;

beforeAll(async () => {
  stage = await openStage({ deals: 6 });
  url = stage.nodes[0]!.url;
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const audiences = () => {
  const [stream] = [...stage.nodes[0]!.streams.hub.streams.values()];
  return [...(stream?.audiences.values() ?? [])].map((audience) => audience.size).sort();
};
const watch = (options: Partial<SubscribeOptions> = {}) =>
  subscribe(url, { exhibition: stage.slug, last: 1, selection: 'sequence', ...options });

it('executes an announcement once for all subscribers with the same operation, however many there are', async () => {
  const selection = 'sequence ... on DealSigned { deal { title current { status sources { publisher } } } }';
  const crowd = Array.from({ length: 40 }, () => watch({ selection }));
  const overSse = Array.from({ length: 10 }, () =>
    subscribeOverSse(url, { exhibition: stage.slug, last: 1, selection }),
  );
  await Promise.all([...crowd, ...overSse].map((watcher) => watcher.count(1)));
  expect(audiences()).toEqual([50]);

  const statements = await statementsOf(stage.nodes[0]!, async () => {
    await stage.sign();
    await Promise.all([...crowd, ...overSse].map((watcher) => watcher.count(2)));
  });
  // One execution reads `current`, the other forty-nine read nothing. Signing itself reads no sources.
  expect(statements.filter((text) => text.includes('"Source"'))).toHaveLength(1);
  expect(crowd[7]!.received).toEqual(crowd[0]!.received);
  expect(overSse[3]!.received).toEqual(crowd[0]!.received);
  await Promise.all([...crowd, ...overSse].map((watcher) => watcher.stop()));
  await expect.poll(audiences).toEqual([]);
});

it('puts subscribers that start at different positions into one audience', async () => {
  const watchers = [watch({ last: 1 }), watch({ last: 2 }), watch({ last: null })];
  await Promise.all([watchers[0]!.count(1), watchers[1]!.count(2)]);
  await expect.poll(audiences).toEqual([3]);
  await Promise.all(watchers.map((watcher) => watcher.stop()));
});

it('separates audiences by language and selection', async () => {
  const watchers = [
    watch({ language: 'de' }),
    watch({ language: 'ja' }),
    watch({ selection: 'sequence cursor' }),
    watch({ language: 'ja' }),
  ];
  await Promise.all(watchers.map((watcher) => watcher.count(1)));
  expect(audiences()).toEqual([1, 1, 2]);
  await Promise.all(watchers.map((watcher) => watcher.stop()));
});

it('never sends the public what an operator sees of the same announcement', async () => {
  const selection = 'sequence ... on DealSigned { deal { title current { rehearsalStatus } } }';
  const operator = watch({ selection, token: stage.operator });
  await operator.count(1);
  const visitor = watch({ selection });
  await visitor.count(1);
  const lateOperator = watch({ selection, token: stage.operator });
  await lateOperator.count(1);
  expect(audiences()).toEqual([1, 2]);
  await stage.sign();
  await Promise.all([operator, visitor, lateOperator].map((watcher) => watcher.count(2)));
  expect(operator.received[1].deal.current).toEqual({ rehearsalStatus: 'PLANNED' });
  expect(lateOperator.received[1]).toEqual(operator.received[1]);
  expect(visitor.received[1].deal.current).toEqual({ rehearsalStatus: null });
});
