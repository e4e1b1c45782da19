/** An exhibition and a series are named by slug or by id, wherever they are named; what does not exist is an error. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typenames as announcementTypenames } from '../../src/announcements/typenames.ts';
import { encodeNodeId } from '../../src/graphql/global-id.ts';
import { decodeReference } from '../../src/graphql/reference.ts';
import { declaredTypes } from '../../src/graphql/visibility.ts';
import '../../src/schema.ts';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

const uuid = '00000000-0000-7000-8000-000000000000';
let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let built: BuiltExhibition;
let organizer: string;
let series: { id: string; slug: string };
const url = () => pavilion.url;
const names = () => [
  ['slug', built.slug],
  ['id', built.exhibition],
];

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  organizer = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, organizer, { deals: 2 });
  series = (await query(url(), `{ exhibition(idOrSlug: "${built.slug}") { series { id slug } } }`)).exhibition
    .series;
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

it('distinguishes ids and slugs: every global id has upper-case letters, which no slug has', () => {
  const ids = declaredTypes.typenames.map((typename) => encodeNodeId(typename, uuid));
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) {
    expect(id).toMatch(/[A-Z]/);
    expect(decodeReference('Exhibition', id) ?? {}).not.toHaveProperty('slug');
  }
  expect(decodeReference('Exhibition', encodeNodeId('Deal', uuid))).toBeNull();
});

it('accepts only the canonical spelling of an id', async () => {
  for (const other of [
    `${built.exhibition}=`,
    `${built.exhibition.slice(0, 8)} ${built.exhibition.slice(8)}`,
  ]) {
    const document = 'query($id: ID!) { node(id: $id) { id } exhibition(idOrSlug: $id) { id } }';
    expect(await query(url(), document, { id: other })).toEqual({ node: null, exhibition: null });
  }
});

it('finds an exhibition and a series by slug and by id, and returns null for other values', async () => {
  const document = `query($exhibition: ID!, $series: ID!) {
    exhibition(idOrSlug: $exhibition) { id } series(idOrSlug: $series) { id }
  }`;
  const found = { exhibition: { id: built.exhibition }, series: { id: series.id } };
  expect(await query(url(), document, { exhibition: built.slug, series: series.slug })).toEqual(found);
  expect(await query(url(), document, { exhibition: built.exhibition, series: series.id })).toEqual(found);
  for (const unknown of ['nowhere', 'Not a slug', encodeNodeId('Exhibition', uuid), built.deals[0]!, '']) {
    expect(await query(url(), document, { exhibition: unknown, series: unknown })).toEqual({
      exhibition: null,
      series: null,
    });
  }
});

const lists: [string, (exhibition: string, inSeries: string) => string][] = [
  [
    'exhibitions of a series',
    (_name, inSeries) => `exhibitions(series: ${inSeries}) { totalCount nodes { id } }`,
  ],
  ['deals', (name) => `deals(filter: { exhibition: ${name} }) { totalCount nodes { id } }`],
  ['speeches', (name) => `speeches(exhibition: ${name}) { totalCount nodes { id } }`],
];

describe.each(lists)('%s', (_what, list) => {
  it('are filtered by slug and by id alike', async () => {
    const ask = async (exhibition: string, inSeries: string) =>
      query(
        url(),
        `{ ${list(JSON.stringify(exhibition), JSON.stringify(inSeries))} }`,
        {},
        { token: organizer },
      );
    const bySlug = await ask(built.slug, series.slug);
    expect(Object.values<{ totalCount: number }>(bySlug)[0]!.totalCount).toBeGreaterThan(0);
    expect(await ask(built.exhibition, series.id)).toEqual(bySlug);
  });
});

const unknownFilters: [string, string, string][] = [
  ['exhibitions(series: "nowhere")', 'series', 'There is no series "nowhere".'],
  ['speeches(exhibition: "nowhere")', 'exhibition', 'There is no exhibition "nowhere".'],
  ['deals(filter: { exhibition: "nowhere" })', 'filter.exhibition', 'There is no exhibition "nowhere".'],
  ['deals(filter: { industry: "nothing" })', 'filter.industry', 'There is no industry "nothing".'],
  [
    'companies(filter: { exhibition: "Not a slug" })',
    'filter.exhibition',
    'There is no exhibition "Not a slug".',
  ],
  ['publicBodies(filter: { industry: "nothing" })', 'filter.industry', 'There is no industry "nothing".'],
];

it.each(unknownFilters)('%s is an error, not an empty list', async (field, argument, message) => {
  for (const selection of ['nodes { id }', 'totalCount']) {
    const { errors } = await send(url(), `{ ${field} { ${selection} } }`);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  }
});

it('costs no statement if the list is not empty', async () => {
  const document = (filter: string) => `{ deals(${filter}) { nodes { id } } }`;
  const count = async (filter: string) =>
    (await statementsOf(pavilion, () => query(url(), document(filter), {}, { token: organizer }))).length;
  expect(await count(`filter: { exhibition: "${built.slug}", industry: "${built.slug}-shipping" }`)).toBe(
    await count('first: 2'),
  );
});

it('accepts slug and id in mutation inputs, and rejects other values', async () => {
  const notice = (exhibition: string) => ({
    exhibition,
    textTranslations: [{ language: 'de', text: 'Hinweis' }],
    idempotencyKey: newKey(),
  });
  const as = { token: organizer };
  for (const [, name] of names()) {
    const selection = 'announcement { exhibition { id } }';
    const { announcement } = await make(url(), 'publishNotice', notice(name!), selection, as);
    expect(announcement.exhibition.id).toBe(built.exhibition);
  }
  expect(await mutate(url(), 'publishNotice', notice('nowhere'), '__typename', as)).toMatchObject({
    code: 'NOT_FOUND',
    path: ['input', 'exhibition'],
  });
  expect(await mutate(url(), 'publishNotice', notice('Not a slug'), '__typename', as)).toMatchObject({
    code: 'INVALID_INPUT',
  });
});

it('accepts slug and id in the subscriptions and on the desk', async () => {
  for (const [, name] of names()) {
    const watcher = subscribe(url(), { exhibition: name!, last: 1, selection: 'exhibition { slug }' });
    await watcher.count(1);
    expect(watcher.received[0].exhibition.slug).toBe(built.slug);
    await watcher.stop();
    const document = 'query($exhibition: ID!) { screens(exhibition: $exhibition) { head } }';
    const { screens } = await query(url(), document, { exhibition: name }, { token: organizer });
    expect(screens.head).toBeGreaterThan(0);
    const report = { exhibition: name, screen: 'wall-1', name: 'Halle A', sequence: 0 };
    expect(
      await mutate(url(), 'acknowledgeAnnouncement', report, 'sequence', { token: organizer }),
    ).toMatchObject({
      sequence: 0,
    });
  }
});

it('leaves retracted deals out of every list, unless the status names them', async () => {
  const press = (name: string, input: object) =>
    make(url(), name, { ...input, idempotencyKey: newKey() }, '__typename', { token: organizer });
  await press('openCeremony', { ceremony: built.ceremony });
  await press('signDeal', { deal: built.deals[0] });
  await press('signDeal', { deal: built.deals[1] });
  await press('retractDeal', { deal: built.deals[0] });
  const ask = async (filter: string) => {
    const { deals, exhibition, companies } = await query(
      url(),
      `{ deals${filter} { totalCount nodes { id } }
         exhibition(idOrSlug: "${built.slug}") { totals { deals } deals${filter} { totalCount nodes { id } } }
         companies { nodes { deals${filter} { totalCount nodes { id } } } } }`,
    );
    const all = [deals, exhibition.deals, ...companies.nodes.map((each: { deals: object }) => each.deals)];
    for (const each of all) expect(each.totalCount).toBe(each.nodes.length);
    return {
      totals: exhibition.totals.deals,
      seen: all.map((each) => each.nodes.map((node: { id: string }) => node.id)),
    };
  };
  const standing = await ask('');
  expect(standing.seen.flat()).not.toContain(built.deals[0]);
  expect(standing.seen[1]).toHaveLength(standing.totals);
  const everything = await ask('(filter: { status: [SIGNED, RETRACTED] })');
  expect(everything.seen[0]!.toSorted()).toEqual([...built.deals].sort());
  const retracted = await ask('(filter: { status: [RETRACTED] })');
  expect(retracted.seen[1]).toEqual([built.deals[0]]);
});

it('finds a row by the id of its own type only', async () => {
  const { pool } = pavilion.database;
  const rows = async (text: string) => (await pool.query<{ id: string; kind: string }>(text)).rows;
  const tables = [
    [
      { COMPANY: 'Company', PUBLIC_BODY: 'PublicBody' },
      await rows('SELECT "id", "kind" FROM "Organization"'),
    ],
    [announcementTypenames, await rows('SELECT "id", "kind" FROM "Announcement"')],
  ] as const;
  const document = 'query($id: ID!) { node(id: $id) { __typename id } }';
  for (const [typenames, found] of tables) {
    expect(found).not.toEqual([]);
    for (const { id, kind } of found.slice(0, 5))
      for (const [other, typename] of Object.entries(typenames)) {
        const nodeId = encodeNodeId(typename, id);
        const { node } = await query(url(), document, { id: nodeId }, { token: organizer });
        expect(node, `${kind} as ${typename}`).toEqual(
          other === kind ? { __typename: typename, id: nodeId } : null,
        );
      }
  }
});
