/** What an announcement is to a client: a snapshot that leads to live objects. */
import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { query, send } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

let stage: Stage;
let url: string;
const asOperator = () => ({ token: stage.operator });

beforeAll(async () => {
  stage = await openStage({ deals: 4 });
  url = stage.nodes[0]!.url;
  await stage.sign();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const announcementsWith = (selection: string) =>
  `{ exhibition(idOrSlug: "${stage.slug}") { announcements(first: 20) { nodes { ${selection} } } } }`;

it('resolves its exhibition without a statement of its own, in lists and in the subscription', async () => {
  const { database } = stage.nodes[0]!;
  const plain = await statementsOf({ database }, () => query(url, announcementsWith('sequence')));
  const named = await statementsOf({ database }, () =>
    query(url, announcementsWith('sequence exhibition { __typename id slug }')),
  );
  expect(named).toHaveLength(plain.length);

  const watcher = subscribe(url, {
    exhibition: stage.slug,
    last: 1,
    selection: 'sequence exhibition { id slug }',
  });
  await watcher.count(1);
  const statements = await statementsOf({ database }, async () => {
    await stage.sign();
    await watcher.count(2);
  });
  expect(statements.filter((text) => text.includes('item."slug"'))).toEqual([]);
  expect(watcher.received[1].exhibition).toEqual({ id: stage.exhibition, slug: stage.slug });
  await watcher.stop();
});

it('leads from its exhibition to everything live', async () => {
  const { exhibition } = await query(url, announcementsWith('exhibition { id name totals { deals } }'));
  const { totals } = (await query(url, `{ exhibition(idOrSlug: "${stage.slug}") { totals { deals } } }`))
    .exhibition;
  for (const node of exhibition.announcements.nodes) {
    expect(node.exhibition).toEqual({ id: stage.exhibition, name: 'Erste Hafenmesse', totals });
  }
});

it('leads from each snapshot to the live object, for all snapshots with one statement each', async () => {
  const selection = `... on DealSigned { deal { dealId current { id }
    parties { organization { organizationId current { id } } } } }`;
  const statements = await statementsOf(stage.nodes[0]!, async () => {
    const { nodes } = (await query(url, announcementsWith(selection))).exhibition.announcements;
    const deals = nodes.flatMap((node: { deal?: object }) => node.deal ?? []);
    expect(deals.length).toBeGreaterThan(1);
    for (const { dealId, current, parties } of deals) {
      expect(current.id).toBe(dealId);
      for (const { organization } of parties)
        expect(organization.current.id).toBe(organization.organizationId);
    }
  });
  expect(statements.filter((text) => text.includes('"Deal" AS item'))).toHaveLength(1);
  expect(statements.filter((text) => text.includes('"Organization" AS item'))).toHaveLength(1);
});

it('has a null current for what the caller may not see', async () => {
  const input = { ceremony: stage.ceremony, mode: 'REHEARSAL', idempotencyKey: newKey() };
  await make(url, 'openCeremony', input, '__typename', asOperator());
  const planned = stage.nextDeal();
  await make(
    url,
    'signDeal',
    { deal: planned, mode: 'REHEARSAL', idempotencyKey: newKey() },
    '__typename',
    asOperator(),
  );
  const document = `{ exhibition(idOrSlug: "${stage.slug}") { announcements(mode: REHEARSAL, last: 1) { nodes {
    ... on DealSigned { deal { dealId current { id } } } } } } }`;
  const screen = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
  const seenBy = async (token: string) =>
    (await query(url, document, {}, { token })).exhibition.announcements.nodes[0].deal;
  expect(await seenBy(stage.operator)).toEqual({ dealId: planned, current: { id: planned } });
  expect(await seenBy(screen)).toEqual({ dealId: planned, current: null });
});

it('is made of snapshots without an id, and everything with an id is a Node', () => {
  const withId = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter((type) => type.name !== 'Node' && 'id' in type.getFields());
  expect(withId.length).toBeGreaterThan(15);
  const notNodes = withId.filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node'));
  expect(notNodes.map(({ name }) => name)).toEqual([]);
  const snapshots = withId.filter(({ name }) => name.endsWith('Snapshot'));
  expect(snapshots.map(({ name }) => name)).toEqual([]);
});

it('returns the results of other mutation fields when one of them fails unexpectedly', async () => {
  const { pool } = stage.nodes[0]!.database;
  // An exhibition without its rehearsal stream cannot be numbered: an error that no type of the schema foresees.
  await pool.query(`DELETE FROM "Announcement" WHERE "streamId" IN (
    SELECT "id" FROM "AnnouncementStream" WHERE "mode" = 'REHEARSAL')`);
  await pool.query(`DELETE FROM "AnnouncementStream" WHERE "mode" = 'REHEARSAL'`);
  const notice = (mode: string) => ({
    exhibition: stage.exhibition,
    textTranslations: [{ language: 'de', text: 'Hinweis' }],
    mode,
    idempotencyKey: newKey(),
  });
  const { data, errors } = await send(
    url,
    `mutation($first: PublishNoticeInput!, $bad: PublishNoticeInput!, $last: PublishNoticeInput!) {
      first: publishNotice(input: $first) { __typename }
      bad: publishNotice(input: $bad) { __typename }
      last: publishNotice(input: $last) { __typename }
    }`,
    { first: notice('LIVE'), bad: notice('REHEARSAL'), last: notice('LIVE') },
    asOperator(),
  );
  expect(data).toEqual({
    first: { __typename: 'PublishNoticeSuccess' },
    bad: null,
    last: { __typename: 'PublishNoticeSuccess' },
  });
  expect(errors).toMatchObject([{ path: ['bad'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
});

it('resolves the live object of each mutation field after the change of that field', async () => {
  const deal = stage.nextDeal();
  const press = { deal, mode: 'LIVE' };
  const current = 'announcement { deal { current { status } } }';
  const { data } = await send(
    url,
    `mutation($sign: SignDealInput!, $retract: RetractDealInput!) {
      sign: signDeal(input: $sign) { ... on SignDealSuccess { ${current} } }
      retract: retractDeal(input: $retract) { ... on RetractDealSuccess { ${current} } }
    }`,
    {
      sign: { ...press, idempotencyKey: newKey() },
      retract: { ...press, idempotencyKey: newKey() },
    },
    asOperator(),
  );
  expect([data.sign, data.retract].map(({ announcement }) => announcement.deal.current.status)).toEqual([
    'SIGNED',
    'RETRACTED',
  ]);
});
