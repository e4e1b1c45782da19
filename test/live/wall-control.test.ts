import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { wallControlStreamId } from '../../src/announcements/wall-control.ts';
import { mutate, query } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let screen: string;
beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 1 });
  screen = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
});
afterAll(() => stage[Symbol.asyncDispose]());

const url = (node: number) => stage.nodes[node]!.url;
const selection =
  '{ version allWalls { picture rehearsal hiddenNotice } namedWalls { wall settings { picture } } }';
const set = (input: object, node = 0, token: string | undefined = stage.operator) =>
  mutate(
    url(node),
    'setWallControl',
    { exhibition: stage.slug, ...input },
    `exhibition { wallControl ${selection} }`,
    { token },
  );
const read = (node: number, token?: string) =>
  query(
    url(node),
    `{ exhibition(idOrSlug: "${stage.slug}") { wallControl ${selection} } }`,
    {},
    { token },
  ).then(({ exhibition }) => exhibition.wallControl);

/** A wall that collects what it is sent, newest last. */
function openWall(node: number, token?: string) {
  // biome-ignore lint/suspicious/noExplicitAny: read by shape
  const seen: any[] = [];
  const times = { connected: 0, first: 0 };
  const client = createClient({
    url: `${url(node).replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { ...(token && { authorization: `Bearer ${token}` }) },
    on: { connected: () => void Object.assign(times, { connected: performance.now() }) },
  });
  client.subscribe<{ wallControl: unknown }>(
    { query: `subscription { wallControl(exhibition: "${stage.slug}") ${selection} }` },
    {
      next({ data }) {
        times.first ||= performance.now();
        seen.push(data?.wallControl);
      },
      error() {},
      complete() {},
    },
  );
  onTestFinished(() => client.dispose() as Promise<void>);
  return { seen, times, last: () => seen.at(-1) };
}
const pictureOf = (wall: { last(): { allWalls: { picture: string | null } } | undefined }) =>
  wall.last()?.allWalls.picture;
const soon = { timeout: 5_000, interval: 20 };

it('sends walls what is set when they connect, and each change on any server', async () => {
  const wall = openWall(1);
  await expect.poll(() => wall.seen.length).toBe(1);
  expect(wall.last()).toEqual({
    version: null,
    allWalls: { picture: null, rehearsal: null, hiddenNotice: null },
    namedWalls: [],
  });
  const before = (await query(url(0), `{ exhibition(idOrSlug: "${stage.slug}") { stream { sequence } } }`))
    .exhibition;
  const { exhibition } = await set({ picture: 'BLANK', hiddenNotice: { sequence: 3 } });
  expect(exhibition.wallControl).toMatchObject({
    version: 2,
    allWalls: { picture: 'BLANK', hiddenNotice: 3 },
  });
  await expect.poll(() => pictureOf(wall), soon).toBe('BLANK');
  await set({ wall: 'Gate', picture: 'TOTALS' }, 1);
  await expect
    .poll(() => wall.last().namedWalls, soon)
    .toEqual([{ wall: 'Gate', settings: { picture: 'TOTALS' } }]);
  const returned = openWall(0);
  await expect.poll(() => returned.last(), soon).toEqual(wall.last());
  expect(returned.times.first - returned.times.connected).toBeLessThan(1_000);
  const { stream } = (
    await query(url(1), `{ exhibition(idOrSlug: "${stage.slug}") { stream { sequence } } }`)
  ).exhibition;
  expect(stream).toEqual(before.stream);
});

it('sends a change of which no server was notified', async () => {
  const wall = openWall(1);
  await expect.poll(() => wall.seen.length).toBe(1);
  await stage.nodes[0]!.database.pool.query(
    `UPDATE "WallControl" SET "settings" = jsonb_set("settings", '{all,picture}', '"TITLE"')`,
  );
  await expect.poll(() => pictureOf(wall), soon).toBe('TITLE');
});

it('shows screens and operators that a rehearsal is on, and nobody else', async () => {
  const walls = { public: openWall(0), screen: openWall(0, screen) };
  await set({ rehearsal: true });
  await expect.poll(() => walls.screen.last()?.allWalls.rehearsal, soon).toBe(true);
  expect(walls.public.last().allWalls.rehearsal).toBeNull();
  expect((await read(0)).allWalls.rehearsal).toBeNull();
  expect((await read(1, screen)).allWalls.rehearsal).toBe(true);
  expect([(await read(0)).version, (await read(0, screen)).version]).toEqual([null, null]);
  expect((await read(0, stage.operator)).version).toBeGreaterThan(1);
});

it('is executed once for all walls with equal rights', async () => {
  const walls = [openWall(0), openWall(0), openWall(0), openWall(0, screen)];
  for (const wall of walls) await expect.poll(() => wall.seen.length).toBeGreaterThan(0);
  const { exhibitionId } = (await stage.nodes[0]!.streams.locate({ slug: stage.slug }, 'LIVE'))!;
  const stream = stage.nodes[0]!.streams.hub.streams.get(wallControlStreamId(exhibitionId))!;
  expect(stream.audiences.size).toBe(2);
  expect(stream.subscribers).toBe(4);
});

it('changes nothing for an expected version that is not the current one, nor without the right', async () => {
  const { version } = await read(0, stage.operator);
  expect((await set({ picture: 'BLANK', expectedVersion: version - 1 })).code).toBe('VERSION_CONFLICT');
  expect((await set({ picture: 'BLANK' }, 0, screen)).code).toBe('FORBIDDEN');
  expect((await set({ picture: 'TITLE' })).exhibition.wallControl.version).toBe(version);
  expect((await read(0, stage.operator)).version).toBe(version);
  const both = await Promise.all(
    [0, 1].map((node) => set({ languages: ['de'], expectedVersion: version }, node)),
  );
  expect(both.map(({ code }) => code ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
});
