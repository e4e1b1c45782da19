/** Screens over both transports, on a network and on servers that break. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import {
  ConnectionBroken,
  type FollowOptions,
  followAnnouncements,
  overEventStream,
  overWebSocket,
  type SequencedAnnouncement,
  type SubscriptionState,
  type TokenSource,
} from '../../src/client/index.ts';
import { encodeCursor } from '../../src/stream/cursor.ts';
import { query } from '../support/http-client.ts';
import { Link } from '../support/link.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

const document = `subscription Watch($exhibition: ID!, $after: String, $mode: StreamMode) {
  announcements(exhibition: $exhibition, after: $after, mode: $mode) { sequence cursor }
}`;
const backoff = { firstMs: 50, maxMs: 300 };

let stage: Stage;
let link: Link;
beforeAll(async () => {
  stage = await openStage({ deals: 0 });
  link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
});
afterAll(async () => {
  await link.close();
  await stage[Symbol.asyncDispose]();
});

const snapshot = async (): Promise<SequencedAnnouncement> =>
  (
    await query(
      stage.nodes[0]!.url,
      `{ exhibition(idOrSlug: "${stage.slug}") { stream { cursor sequence } } }`,
    )
  ).exhibition.stream;

const transports = {
  'a WebSocket': (port: number, token?: TokenSource) =>
    overWebSocket({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: WebSocket,
      heartbeatMs: 500,
      ...(token && { token }),
    }),
  'a stream of events': (port: number, token?: TokenSource) =>
    // The server says something every five seconds only.
    overEventStream({ url: `http://127.0.0.1:${port}/graphql`, silenceMs: 1_000, ...(token && { token }) }),
};

describe.each(Object.entries(transports))('over %s', (_name, open) => {
  interface Watch {
    port?: number;
    token?: TokenSource;
    options?: Partial<FollowOptions<SequencedAnnouncement>>;
    variables?: Record<string, unknown>;
  }

  async function watch({ port = link.port, token, options, variables }: Watch = {}) {
    const { cursor } = await snapshot();
    const transport = open(port, token);
    const sequences: number[] = [];
    const states: SubscriptionState[] = [];
    const lost: string[] = [];
    const following = followAnnouncements<SequencedAnnouncement>(transport, {
      query: document,
      variables: variables ?? { exhibition: stage.slug },
      after: cursor,
      onAnnouncement: ({ sequence }) => sequences.push(sequence),
      async onCursorLost(problem) {
        lost.push(problem);
        return (await snapshot()).cursor;
      },
      onState: (state) => states.push(state),
      backoff,
      ...options,
    });
    onTestFinished(() => {
      following.stop();
      transport.close();
    });
    const names = () => states.map(({ name }) => name);
    const live = () => expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('live');
    return { following, sequences, states, names, lost, live };
  }

  async function publish(count: number): Promise<number[]> {
    const published: number[] = [];
    for (let each = 0; each < count; each++) published.push(await stage.notice(`Hinweis ${each}`));
    return published;
  }

  const until = (actual: () => unknown, expected: unknown) =>
    expect.poll(actual, { timeout: 30_000, interval: 20 }).toEqual(expected);

  it('delivers each announcement once, however often the connection is cut', async () => {
    const { sequences, live, following } = await watch();
    await live();
    const expected: number[] = [];
    for (let round = 0; round < 4; round++) {
      expected.push(...(await publish(2)));
      link.cut();
      expected.push(...(await publish(2)));
      await until(() => sequences, expected);
    }
    expect(following.cursor).toBe((await snapshot()).cursor);
  });

  it('notices a connection that is open but silent', async () => {
    const { sequences, live, names } = await watch();
    await live();
    link.set('half-open');
    const expected = await publish(2);
    await expect.poll(() => names().includes('waiting'), { timeout: 30_000 }).toBe(true);
    link.set('clear');
    await until(() => sequences, expected);
  });

  it('waits for an unavailable network, longer each time, and reports until when', async () => {
    link.set('refuse');
    const { states, live, sequences } = await watch();
    await expect.poll(() => states.filter(({ name }) => name === 'waiting').length).toBeGreaterThan(3);
    for (const state of states) {
      if (state.name === 'waiting') expect(state.until).toBeLessThanOrEqual(Date.now() + backoff.maxMs);
    }
    const expected = await publish(1);
    link.set('clear');
    await live();
    await until(() => sequences, expected);
  });

  it('loads the snapshot again when its cursor cannot be resumed, and continues from there', async () => {
    const { cursor, sequence } = await snapshot();
    const epoch = Buffer.from(cursor, 'base64url').toString().split(':')[0]!;
    const ahead = encodeCursor({ epoch, sequence: sequence + 100 });
    let failures = 2;
    const { sequences, lost, live } = await watch({
      options: {
        after: ahead,
        async onCursorLost(problem) {
          lost.push(problem);
          if (failures-- > 0) throw new ConnectionBroken('the snapshot did not load either');
          return cursor;
        },
      },
    });
    await live();
    await until(() => lost, ['CURSOR_AHEAD', 'CURSOR_AHEAD', 'CURSOR_AHEAD']);
    await until(() => sequences, await publish(2));
  });

  it('asks for a token for each connection, and reconnects with a new one when it expires', async () => {
    const [node] = stage.nodes;
    const tokens: string[] = [];
    const { sequences, live } = await watch({
      port: Number(new URL(node!.url).port),
      variables: { exhibition: stage.slug, mode: 'REHEARSAL' },
      options: { after: await rehearsalCursor() },
      async token() {
        tokens.push(await tokenFor(node!, 'screen', [stage.slug], { expires: '2s' }));
        return tokens.at(-1)!;
      },
    });
    await live();
    await expect.poll(() => tokens.length, { timeout: 30_000 }).toBeGreaterThan(1);
    await live();
    expect(sequences).toEqual([]);
  });

  async function rehearsalCursor(): Promise<string> {
    const document = `{ exhibition(idOrSlug: "${stage.slug}") { stream(mode: REHEARSAL) { cursor } } }`;
    return (await query(stage.nodes[0]!.url, document, {}, { token: stage.operator })).exhibition.stream
      .cursor;
  }

  it('reports what the server rejects, and tries again nevertheless', async () => {
    let slug = 'nowhere-2099';
    const { states, live, sequences } = await watch({
      variables: {
        get exhibition() {
          return slug;
        },
      },
    });
    await expect.poll(() => states.filter(({ name }) => name === 'rejected').length).toBeGreaterThan(1);
    const rejected = states.find((state) => state.name === 'rejected')!;
    expect(rejected.name === 'rejected' && rejected.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    slug = stage.slug;
    await live();
    await until(() => sequences, await publish(1));
  });

  it('reports nothing after it was stopped', async () => {
    const { following, sequences, live, names } = await watch();
    await live();
    following.stop();
    await publish(1);
    await wait(300);
    expect(sequences).toEqual([]);
    expect(names().at(-1)).toBe('stopped');
  });

  it('survives restarts of the server', async () => {
    const port = { current: 0 };
    const moving = await Link.open(() => port.current);
    onTestFinished(() => moving.close());
    const second = async () => {
      const node = await openPavilion({ databaseUrl: stage.nodes[0]!.databaseUrl });
      port.current = Number(new URL(node.url).port);
      return node;
    };
    let node = await second();
    const { sequences, live } = await watch({ port: moving.port });
    await live();
    const expected: number[] = [];
    for (const how of ['drain', 'now'] as const) {
      expected.push(...(await publish(1)));
      const next = await second();
      await node.stop(how);
      expected.push(...(await publish(1)));
      await until(() => sequences, expected);
      node = next;
    }
    await node.stop('now');
  });
});
