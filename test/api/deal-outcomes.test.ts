/** What became of signed deals: everybody reads it, and its totals are next to those of the signed amounts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExhibition, make, todayAtVenue } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const url = () => stage.nodes[0]!.url;
beforeAll(async () => {
  stage = await openStage({ deals: 4 });
  for (let count = 0; count < 3; count++) await stage.sign();
});
afterAll(() => stage[Symbol.asyncDispose]());

const today = todayAtVenue;
const sources = [{ publisher: 'Hafenblatt', publishedOn: '2031-05-07' }];
const record = async (deal: number, input: object): Promise<string> => {
  const given = { deal: stage.deals[deal], asOf: today(), sources, ...input };
  const made = await make(url(), 'recordDealOutcome', given, 'outcome { id }', { token: stage.organizer });
  return made.outcome.id;
};
const realised = (amount: string, currency: string) => ({ kind: 'REALISED', amount: { amount, currency } });
const tally = 'deals currencies { deals sum { amount currency } } converted { money { amount } }';
const totals = `outcomeTotals { category signed { ${tally} } realised { ${tally} } inForce lapsed }`;
const readTotals = async () => {
  const { exhibition } = await query(
    url(),
    `{ exhibition(idOrSlug: "${stage.slug}") { stream { sequence } totals { deals } ${totals} series { ${totals} } } }`,
  );
  return exhibition;
};

it('adds the latest realised amount of each signed deal, beside the signed amounts', async () => {
  const before = await readTotals();
  // The amounts of the deals are 1000.50 EUR, 200000 JPY and 1000.50 EUR. The later entry for a day is the newer one.
  await record(0, realised('100.00', 'EUR'));
  const latest = await record(0, realised('250.25', 'EUR'));
  await record(1, realised('50000', 'JPY'));
  await record(0, { kind: 'IN_FORCE' });
  await record(1, { kind: 'IN_FORCE' });
  await record(1, { kind: 'LAPSED', noteTranslations: [{ language: 'de', text: 'Vertrag gekündigt' }] });

  const { stream, totals, outcomeTotals, series } = await readTotals();
  expect({ stream, totals }).toEqual({ stream: before.stream, totals: before.totals });
  const eur = (deals: number, amount: string) => ({ deals, sum: { amount, currency: 'EUR' } });
  const jpy = (deals: number, amount: string) => ({ deals, sum: { amount, currency: 'JPY' } });
  expect(outcomeTotals[0]).toEqual({
    category: 'INVESTMENT',
    signed: {
      deals: 3,
      currencies: [eur(2, '2001.00'), jpy(1, '200000')],
      converted: { money: { amount: '3221.00' } },
    },
    realised: {
      deals: 2,
      currencies: [eur(1, '250.25'), jpy(1, '50000')],
      converted: { money: { amount: '555.25' } },
    },
    inForce: 1,
    lapsed: 1,
  });
  expect(series.outcomeTotals[0].realised).toEqual({
    deals: 2,
    currencies: [eur(1, '250.25'), jpy(1, '50000')],
    converted: null,
  });

  const retract = { deal: stage.deals[1], idempotencyKey: 'retract-outcome' };
  await make(url(), 'retractDeal', retract, '__typename', { token: stage.operator });
  await make(url(), 'deleteDealOutcome', { outcome: latest }, 'deletedId', { token: stage.organizer });
  const [investment] = (await readTotals()).outcomeTotals;
  expect(investment).toMatchObject({ realised: { deals: 1, currencies: [eur(1, '100.00')] }, lapsed: 0 });
});

it('shows everybody what was reported, with its sources, the oldest first', async () => {
  const id = await record(2, { ...realised('1.00', 'EUR'), sample: true });
  const amount = { amount: '2.00', currency: 'EUR' };
  const change = { outcome: id, amount, expectedVersion: 1 };
  await make(url(), 'updateDealOutcome', change, '__typename', { token: stage.organizer });
  const fields = 'id kind asOf amount { amount currency } note sources { publisher } sample version';
  const { deal, node } = await query(
    url(),
    `query($deal: ID!, $id: ID!) { deal(id: $deal) { outcomes { ${fields} } } node(id: $id) { ... on DealOutcome { id deal { id } } } }`,
    { deal: stage.deals[2], id },
  );
  expect(node).toEqual({ id, deal: { id: stage.deals[2] } });
  expect(deal.outcomes).toEqual([
    {
      ...{ id, kind: 'REALISED', asOf: today(), amount, note: null, sample: true, version: 2 },
      sources: [{ publisher: 'Hafenblatt' }],
    },
  ]);
});

it('refuses an operator, and a deal that is not signed', async () => {
  const given = (deal: number) => ({ deal: stage.deals[deal], kind: 'IN_FORCE', asOf: today(), sources });
  const codeOf = async (deal: number, token: string) =>
    (await mutate(url(), 'recordDealOutcome', given(deal), '__typename', { token })).code;
  expect(await codeOf(0, stage.operator)).toBe('FORBIDDEN');
  expect(await codeOf(3, stage.organizer)).toBe('DEAL_NOT_SIGNED');
});

it('has one entry per category for a series without deals', async () => {
  await buildExhibition(url(), stage.organizer, { slug: 'without-deals', deals: 0 });
  const { allSeries } = await query(url(), `{ allSeries(first: 10) { nodes { slug ${totals} } } }`);
  const empty = allSeries.nodes.find(({ slug }: { slug: string }) => slug === 'without-deals-series');
  expect(empty.outcomeTotals.map(({ signed }: { signed: { deals: number } }) => signed.deals)).toEqual([
    0, 0, 0,
  ]);
});
