import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { make, newKey } from '../support/build-exhibition.ts';
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

it('creates no further audience for languages that the exhibition does not have', async () => {
  const watchers = ['de', 'de, xx', 'de-CH;q=1, yy;q=0.9', 'zz, de;q=0.1'].map((language) =>
    watch({ language }),
  );
  await Promise.all(watchers.map((watcher) => watcher.count(1)));
  expect(audiences()).toHaveLength(1);
  await Promise.all(watchers.map((watcher) => watcher.stop()));
});

it('reads live data again for later subscribers', async () => {
  const selection = 'sequence ... on DealSigned { deal { dealId current { status } } }';
  const first = watch({ selection });
  await first.count(1);
  const sequence = await stage.sign();
  const signed = (await first.count(2))[1]!.deal;
  expect(signed.current.status).toBe('SIGNED');
  const input = { deal: signed.dealId, idempotencyKey: newKey() };
  await make(url, 'retractDeal', input, '__typename', { token: stage.operator });
  await first.count(3);
  const statusForLaterSubscriber = async () => {
    const later = watch({ selection, last: 100 });
    const received = await later.count(sequence + 1);
    await later.stop();
    return received.find((each) => each.sequence === sequence).deal.current.status;
  };
  await expect.poll(statusForLaterSubscriber).toBe('RETRACTED');
});

it('retries an announcement whose execution failed, and never sends the failure', async () => {
  const { database } = stage.nodes[0]!;
  const selection = 'sequence ... on DealSigned { deal { current { status } } }';
  const watcher = watch({ selection });
  await watcher.count(1);
  const query = database.pool.query;
  database.pool.query = (() => Promise.reject(new Error('timeout exceeded'))) as never;
  try {
    await stage.sign();
    const { log } = stage.nodes[0]!;
    await expect.poll(() => log.some(({ msg }) => msg.startsWith('cannot read or serialize'))).toBe(true);
    expect(watcher.received).toHaveLength(1);
  } finally {
    database.pool.query = query;
  }
  expect((await watcher.count(2))[1]!.deal.current.status).toBe('SIGNED');
  expect(watcher.errors).toEqual([]);
});

it('rejects an operation above the limit of an address with a named error', async () => {
  const socket = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  onTestFinished(() => void socket.dispose());
  const errors: string[] = [];
  const others = Array.from({ length: 3 }, () =>
    createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket }),
  );
  onTestFinished(() => others.forEach((other) => void other.dispose()));
  const follow = (client: ReturnType<typeof createClient>, index: number) =>
    client.subscribe(
      { query: `subscription { announcements(exhibition: "${stage.slug}") { a${index}: sequence } }` },
      { next() {}, complete() {}, error: (error) => errors.push(JSON.stringify(error)) },
    );
  for (let index = 0; index < 105; index++) follow([socket, ...others][index % 4]!, index);
  await expect.poll(() => errors.length).toBe(5);
  for (const error of errors) expect(error).toContain('TOO_MANY_AUDIENCES');
  await Promise.all([socket, ...others].map((client) => client.dispose()));
  await expect.poll(() => audiences().length).toBeLessThan(10);
  await watch().count(1);
});
