import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../support/http-client.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe as subscribeOverWebSocket } from '../support/subscriber.ts';

const transports = { WebSocket: subscribeOverWebSocket, SSE: subscribeOverSse };
const cases = Object.entries(transports).flatMap(([transport, subscribe]) =>
  [1, 2].map((nodes) => ({ transport, subscribe, nodes })),
);

/** The sequences from one to another, inclusive. */
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(cases)('over $transport with $nodes node(s)', ({ subscribe, nodes }) => {
  let stage: Stage;
  /** The node that is listened to is the last one; signings happen on the first. */
  const listenUrl = () => stage.nodes.at(-1)!.url;
  const head = async () => {
    const { exhibition } = await query(
      listenUrl(),
      `{ exhibition(idOrSlug: "${stage.slug}") { stream { sequence cursor } } }`,
    );
    return exhibition.stream as { sequence: number; cursor: string };
  };

  beforeAll(async () => {
    stage = await openStage({ nodes, deals: 6 });
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  it('delivers an announcement to a subscriber when it is published', async () => {
    const before = await head();
    const watcher = subscribe(listenUrl(), { exhibition: stage.slug, after: before.cursor });
    const sequence = await stage.sign(0);
    const [received] = await watcher.count(1);
    expect(received).toMatchObject({ __typename: 'DealSigned', sequence, mode: 'LIVE' });
  });

  it('replays what follows a cursor and continues live, without gaps or duplicates', async () => {
    const before = await head();
    for (let count = 0; count < 5; count++) await stage.notice('before');
    const watcher = subscribe(listenUrl(), { exhibition: stage.slug, after: before.cursor });
    await watcher.count(1);
    await Promise.all(range(1, 20).map((number) => stage.notice(`meanwhile ${number}`)));
    await watcher.count(25);
    expect(watcher.sequences).toEqual(range(before.sequence + 1, before.sequence + 25));
  });

  it('starts with the newest n', async () => {
    const before = await head();
    const watcher = subscribe(listenUrl(), { exhibition: stage.slug, last: 2 });
    await watcher.count(2);
    await stage.notice('after');
    await watcher.count(3);
    expect(watcher.sequences).toEqual(range(before.sequence - 1, before.sequence + 1));
  });

  it('starts with new announcements without a position', async () => {
    const present = subscribe(listenUrl(), { exhibition: stage.slug });
    const witness = subscribe(listenUrl(), { exhibition: stage.slug, last: 1 });
    await witness.count(1);
    const first = await stage.notice('first');
    await present.count(1);
    expect(present.sequences[0]).toBeGreaterThanOrEqual(first);
  });

  it('replays a long history in pages, to subscribers at different positions', async () => {
    const start = await head();
    for (let count = 0; count < 300; count += 20) {
      await Promise.all(range(1, 20).map((number) => stage.notice(`history ${count + number}`)));
    }
    const { exhibition } = await query(
      listenUrl(),
      `{ exhibition(idOrSlug: "${stage.slug}") { announcements(first: 100) { nodes { sequence cursor } } } }`,
    );
    const cursors = exhibition.announcements.nodes.filter((_: unknown, index: number) => index % 10 === 0);
    const watchers = cursors.map(({ cursor }: { cursor: string }) =>
      subscribe(listenUrl(), { exhibition: stage.slug, after: cursor, selection: 'sequence' }),
    );
    for (const [index, watcher] of watchers.entries()) {
      const { sequence } = cursors[index];
      await watcher.count(start.sequence + 300 - sequence);
      expect(watcher.sequences).toEqual(range(sequence + 1, start.sequence + 300));
    }
  });

  it('returns an error code for a cursor that cannot be resumed', async () => {
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    const [epoch] = Buffer.from((await head()).cursor, 'base64url')
      .toString()
      .split(':');
    const codeFor = async (after: string) => {
      const watcher = subscribe(listenUrl(), { exhibition: stage.slug, after });
      await watcher.ended;
      expect(watcher.received).toEqual([]);
      return errorCode(watcher.errors[0]);
    };
    expect(await codeFor('not a cursor')).toBe('CURSOR_INVALID');
    expect(await codeFor(cursor(`${epoch}:999999`))).toBe('CURSOR_AHEAD');
    expect(await codeFor(cursor('otherstream:1'))).toBe('CURSOR_EXPIRED');
  });

  it('rejects a subscription before anything is delivered', async () => {
    const codeOf = async (options: Parameters<typeof subscribe>[1]) => {
      const watcher = subscribe(listenUrl(), options);
      await watcher.ended;
      expect(watcher.received).toEqual([]);
      return errorCode(watcher.errors[0]);
    };
    expect(await codeOf({ exhibition: 'no-such-exhibition' })).toBe('NOT_FOUND');
    expect(await codeOf({ exhibition: stage.slug, mode: 'REHEARSAL' })).toBe('UNAUTHENTICATED');
    expect(await codeOf({ exhibition: stage.slug, last: 1, after: (await head()).cursor })).toBe(
      'BAD_USER_INPUT',
    );
    expect(await codeOf({ exhibition: stage.slug, last: -1 })).toBe('BAD_USER_INPUT');
    expect(await codeOf({ exhibition: stage.slug, selection: 'nothing' })).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

/** graphql-sse reports a refused request as a response, graphql-ws as errors. */
function errorCode(error: { extensions?: { code?: string } }): string | undefined {
  return error?.extensions?.code;
}
