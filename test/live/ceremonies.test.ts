/** Ceremonies that change: two side by side, groups, second rounds, postponed, closed too early, and what was not announced deleted. */
import { beforeAll, expect, it } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 6 });
  return () => stage[Symbol.asyncDispose]();
});

const de = (text: string) => [{ language: 'de', text }];
const url = () => stage.nodes[0]!.url;
const as = () => ({ token: stage.operator });
const publish = (name: string, input: object, selection = 'announcement { sequence }') =>
  make(url(), name, { ...input, idempotencyKey: newKey() }, selection, as());
const attempt = (name: string, input: object) =>
  mutate(url(), name, { ...input, idempotencyKey: newKey() }, '__typename', as());
const ask = async (selection: string) =>
  (await query(url(), `{ exhibition(idOrSlug: "${stage.slug}") { ${selection} } }`, {}, as())).exhibition;

let evening: string;

it('announces a new plan of a ceremony, and screens read it in the stream', async () => {
  const plan = {
    exhibition: stage.slug,
    kind: 'SIGNING',
    nameTranslations: de('Abend'),
    startsAt: '2030-05-06T18:00:00Z',
  };
  evening = (await make(url(), 'createCeremony', plan, 'ceremony { id }', as())).ceremony.id;
  const { announcement } = await publish(
    'updateCeremony',
    { ceremony: evening, startsAt: '2030-05-06T19:00:00Z' },
    'announcement { sequence ceremony { ceremonyId startsAt endsAt } before { startsAt } }',
  );
  expect(announcement).toEqual({
    sequence: expect.any(Number),
    ceremony: { ceremonyId: evening, startsAt: '2030-05-06T19:00:00.000Z', endsAt: null },
    before: { startsAt: '2030-05-06T18:00:00.000Z' },
  });
  const { announcements } = await ask(
    'announcements(last: 1) { nodes { __typename ... on CeremonyUpdated { before { startsAt } } } }',
  );
  expect(announcements.nodes).toEqual([
    { __typename: 'CeremonyUpdated', before: { startsAt: '2030-05-06T18:00:00.000Z' } },
  ]);
});

it('announces another venue, with what screens show of it', async () => {
  const { venues, stream } = await ask('venues { id } stream { cursor }');
  const watcher = subscribe(url(), {
    exhibition: stage.slug,
    after: stream.cursor,
    selection:
      '... on CeremonyUpdated { ceremony { venues { venueId name(language: "de") city(language: "ja") country timeZone } } before { venues { venueId } } }',
  });
  const far = venues[1].id;
  await publish('updateCeremony', { ceremony: evening, venues: [far] });
  expect(await watcher.count(1)).toEqual([
    {
      ceremony: {
        venues: [
          { venueId: far, name: 'Halle in Osaka', city: '大阪', country: 'JP', timeZone: 'Asia/Tokyo' },
        ],
      },
      before: { venues: [] },
    },
  ]);
  const unchanged = { ceremony: evening, venues: [far] };
  expect((await publish('updateCeremony', unchanged, 'announcement { sequence }')).announcement).toBeNull();
});

it('has two ceremonies open side by side, and signs at the one that is named or in whose programme the deal is', async () => {
  await publish('openCeremony', { ceremony: evening });
  const ceremony = 'announcement { ceremony { ceremonyId } round }';
  const items = { ceremony: stage.ceremony, items: [{ deal: stage.deals[0] }] };
  await make(url(), 'updateProgramme', items, '__typename', as());
  const planned = await publish('signDeal', { deal: stage.deals[0] }, ceremony);
  expect(planned.announcement).toEqual({ ceremony: { ceremonyId: stage.ceremony }, round: 1 });
  const named = await publish('signDeal', { deal: stage.deals[1], ceremony: evening }, ceremony);
  expect(named.announcement.ceremony).toEqual({ ceremonyId: evening });
  expect(await attempt('signDeal', { deal: stage.deals[2] })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'ceremony'],
  });
});

it('signs a group with consecutive sequences, all or none', async () => {
  const group = (...numbers: number[]) => ({
    deals: numbers.map((number) => ({ deal: stage.deals[number] })),
    ceremony: evening,
  });
  const before = await ask('stream { sequence } totals { deals }');
  expect(await attempt('signDeals', group(2, 0))).toMatchObject({
    code: 'DEAL_ALREADY_SIGNED',
    path: ['input', 'deals', '1', 'deal'],
  });
  expect(await ask('stream { sequence } totals { deals }')).toEqual(before);
  const { deals, announcements } = await publish(
    'signDeals',
    group(3, 2),
    'deals { id status } announcements { sequence deal { dealId } totals { deals } }',
  );
  expect(deals).toEqual([
    { id: stage.deals[3], status: 'SIGNED' },
    { id: stage.deals[2], status: 'SIGNED' },
  ]);
  const { sequence } = before.stream;
  expect(announcements).toEqual([
    { sequence: sequence + 1, deal: { dealId: stage.deals[3] }, totals: { deals: before.totals.deals + 1 } },
    { sequence: sequence + 2, deal: { dealId: stage.deals[2] }, totals: { deals: before.totals.deals + 2 } },
  ]);
});

it('signs a retracted deal again, once for ten simultaneous commands', async () => {
  const deal = stage.deals[0];
  await publish('retractDeal', { deal });
  expect(await attempt('signDeal', { deal })).toMatchObject({ code: 'DEAL_NOT_PLANNED' });
  const results = await Promise.all(
    Array.from({ length: 10 }, () => attempt('signDeal', { deal, ceremony: evening, again: true })),
  );
  const typenames = results.map(({ __typename }) => __typename).sort();
  expect(typenames).toEqual([...Array(9).fill('DealAlreadySigned'), 'SignDealSuccess']);
  const { announcements } = await ask('announcements(last: 1) { nodes { ... on DealSigned { round } } }');
  expect(announcements.nodes).toEqual([{ round: 2 }]);
  await publish('retractDeal', { deal });
  const third = { deal, ceremony: evening, again: true };
  expect((await publish('signDeal', third, 'announcement { round }')).announcement).toEqual({ round: 3 });
});

it('carries what is not done into another ceremony, and reopens one that was closed too early', async () => {
  const items = { ceremony: evening, items: [{ deal: stage.deals[4] }, { deal: stage.deals[1] }] };
  await make(url(), 'updateProgramme', items, '__typename', as());
  const { unfinished } = await publish(
    'closeCeremony',
    { ceremony: evening, carryTo: stage.ceremony },
    'unfinished { deal { id } }',
  );
  expect(unfinished).toEqual([{ deal: { id: stage.deals[4] } }]);
  const { ceremonies } = await ask('ceremonies { id status programme { deal { id } } }');
  const programmes = Object.fromEntries(
    ceremonies.map(({ id, programme }: { id: string; programme: { deal: { id: string } }[] }) => [
      id,
      programme.map(({ deal }) => deal.id),
    ]),
  );
  expect(programmes[evening]).toEqual([stage.deals[1]]);
  expect(programmes[stage.ceremony].at(-1)).toBe(stage.deals[4]);
  await publish('closeCeremony', { ceremony: stage.ceremony });
  const reopened = await publish('reopenCeremony', { ceremony: evening }, 'announcement { round }');
  expect(reopened.announcement).toEqual({ round: 2 });
  await publish('signDeal', { deal: stage.deals[4] });
  await publish('closeCeremony', { ceremony: evening });
});

it('deletes what was not announced, and nothing that something refers to', async () => {
  const remove = (name: string, input: object, token = stage.operator) =>
    mutate(url(), name, input as Record<string, unknown>, '__typename', { token });
  expect(await remove('deleteDeal', { deal: stage.deals[0] })).toMatchObject({ code: 'DEAL_NOT_PLANNED' });
  expect(await remove('deleteDeal', { deal: stage.deals[5] })).toEqual({ __typename: 'DeleteDealSuccess' });
  expect(await ask(`deals(filter: { ceremony: "${evening}" }) { totalCount }`)).toEqual({
    deals: { totalCount: 5 },
  });
  const { industries } = await query(url(), '{ industries { id } }');
  expect(await remove('deleteIndustry', { industry: industries[0].id }, stage.organizer)).toMatchObject({
    code: 'IN_USE',
    references: expect.arrayContaining([{ noun: 'deals', count: 5 }]),
  });
});

it('leaves out of lists what is archived, and finds it by its id', async () => {
  const company = stage.companies[0]!;
  const total = async (archived: string) =>
    (await query(url(), `{ companies(filter: { archived: ${archived} }) { totalCount } }`)).companies
      .totalCount;
  const all = await total('null');
  const archive = { company, archived: true };
  await make(url(), 'updateCompany', archive, 'company { archived version }', { token: stage.organizer });
  expect([await total('false'), await total('true'), await total('null')]).toEqual([all - 1, 1, all]);
  expect((await query(url(), `{ company(id: "${company}") { archived } }`)).company).toEqual({
    archived: true,
  });
});
