import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage({ nodes: 2, deals: 8 });
});
afterEach(async () => {
  await expectTotalsToAddUp();
  await stage[Symbol.asyncDispose]();
});

/** Alternates between both nodes. */
let turn = 0;
const press = (name: string, input: object) =>
  mutate(
    stage.nodes[turn++ % 2]!.url,
    name,
    { idempotencyKey: newKey(), ...input },
    'announcement { id sequence }',
    {
      token: stage.operator,
    },
  );
const outcomes = (results: { __typename: string }[]) =>
  Object.fromEntries(
    [...Map.groupBy(results, (each) => each.__typename)].map(([name, each]) => [name, each.length]),
  );

interface Announced {
  sequence: number;
  __typename: string;
}
async function record(): Promise<Announced[]> {
  const { exhibition } = await query(
    stage.nodes[0]!.url,
    `{ exhibition(idOrSlug: "${stage.slug}") { announcements(first: 100) { nodes { __typename sequence } } } }`,
  );
  return exhibition.announcements.nodes;
}

/** The running totals equal the sum of the signed deals, and sequences have no gap. */
async function expectTotalsToAddUp(): Promise<void> {
  const { rows } = await stage.nodes[0]!.database.pool.query(`
    SELECT "currencyCode" AS currency, count(*)::int AS deals, sum("amount") AS amount
    FROM "Deal" WHERE "status" = 'SIGNED' GROUP BY 1`);
  const { exhibition } = await query(
    stage.nodes[1]!.url,
    `{ exhibition(idOrSlug: "${stage.slug}") { totals { byCategory { signingTotal { currencies { deals sum { currency amount } } } } } } }`,
  );
  const announced = exhibition.totals.byCategory[0].signingTotal.currencies.map(
    (each: { deals: number; sum: { currency: string; amount: string } }) => [
      each.sum.currency,
      each.deals,
      Number(each.sum.amount),
    ],
  );
  const computed = rows.map((row) => [row.currency, row.deals, Number(row.amount)]);
  expect(announced).toEqual(computed.sort());
  const sequences = (await record()).map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
}

it('answers fifty concurrent signings of one deal with one success and forty-nine errors that name its sequence', async () => {
  const results = await Promise.all(
    Array.from({ length: 50 }, () => press('signDeal', { deal: stage.deals[0] })),
  );
  expect(outcomes(results)).toEqual({ SignDealSuccess: 1, DealAlreadySigned: 49 });
  const { announcement } = results.find((each) => each.__typename === 'SignDealSuccess');
  for (const each of results) {
    if (each.__typename === 'DealAlreadySigned') expect(each.sequence).toBe(announcement.sequence);
  }
});

it('answers fifty copies of one request with the same result and one effect', async () => {
  const idempotencyKey = newKey();
  const results = await Promise.all(
    Array.from({ length: 50 }, () => press('signDeal', { deal: stage.deals[0], idempotencyKey })),
  );
  expect(new Set(results.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(results[0].__typename).toBe('SignDealSuccess');
  expect((await record()).filter((each) => each.__typename === 'DealSigned')).toHaveLength(1);
});

it('signs many deals concurrently, each with its own sequence', async () => {
  const results = await Promise.all(stage.deals.map((deal) => press('signDeal', { deal })));
  const sequences = results.map((each) => each.announcement.sequence).sort((a, b) => a - b);
  expect(sequences).toEqual(stage.deals.map((_, index) => index + 2));
});

it('announces nothing after the closing', async () => {
  const closing = press('closeCeremony', { ceremony: stage.ceremony });
  const results = await Promise.all([...stage.deals.map((deal) => press('signDeal', { deal })), closing]);
  const announced = (await record()).map((each) => each.__typename);
  expect(announced.indexOf('CeremonyClosed')).toBe(announced.length - 1);
  const signed = results.filter((each) => each.__typename === 'SignDealSuccess').length;
  expect(announced.filter((each) => each === 'DealSigned')).toHaveLength(signed);
  expect(outcomes(results)).toEqual({
    CloseCeremonySuccess: 1,
    ...(signed > 0 && { SignDealSuccess: signed }),
    ...(signed < 8 && { CeremonyNotOpen: 8 - signed }),
  });
});

it('either signs a deal or withdraws it', async () => {
  const as = { token: stage.operator };
  for (const deal of stage.deals) {
    const withdraw = mutate(stage.nodes[0]!.url, 'withdrawDeal', { deal }, 'deal { status }', as);
    const [signed, withdrawn] = await Promise.all([press('signDeal', { deal }), withdraw]);
    const outcome = [signed.__typename, withdrawn.__typename];
    expect([
      ['SignDealSuccess', 'DealNotPlanned'],
      ['DealNotPlanned', 'WithdrawDealSuccess'],
    ]).toContainEqual(outcome);
  }
});

it('announces the state of the deal at its signing, against a concurrent update', async () => {
  const as = { token: stage.operator };
  for (const [index, deal] of stage.deals.entries()) {
    const titleTranslations = [{ language: 'de', text: `Neu ${index}` }];
    const parties = [
      { organization: stage.city, role: 'HOST' },
      { organization: stage.companies[0], role: 'BUYER' },
    ];
    const update = mutate(
      stage.nodes[0]!.url,
      'updateDeal',
      { deal, titleTranslations, parties },
      'deal { id }',
      as,
    );
    const [signed, updated] = await Promise.all([press('signDeal', { deal }), update]);
    const { node } = await query(
      stage.nodes[0]!.url,
      'query($id: ID!) { node(id: $id) { ... on DealSigned { deal { title parties { role } } } } }',
      { id: signed.announcement.id },
    );
    const isNew = updated.__typename === 'UpdateDealSuccess';
    expect(node.deal.title).toBe(isNew ? `Neu ${index}` : `Vertrag ${index + 1}`);
    expect(node.deal.parties.map((party: { role: string }) => party.role)).toEqual(
      isNew ? ['HOST', 'BUYER'] : ['INVESTOR', 'HOST'],
    );
  }
});

it('orders a concurrent correction and retraction, with matching totals', async () => {
  const [first, second] = stage.deals;
  await press('signDeal', { deal: first });
  await press('signDeal', { deal: second });
  const amount = (value: number) => ({ deal: first, amount: { amount: `${value}.00`, currency: 'EUR' } });
  const results = await Promise.all([
    ...Array.from({ length: 10 }, (_, index) => press('correctDeal', amount(index + 1))),
    press('retractDeal', { deal: second }),
    press('retractDeal', { deal: second }),
  ]);
  expect(outcomes(results)).toEqual({ CorrectDealSuccess: 10, RetractDealSuccess: 1, DealNotSigned: 1 });
});

it('opens a second ceremony once, beside the one that is open', async () => {
  const input = {
    exhibition: stage.exhibition,
    kind: 'SIGNING',
    nameTranslations: [{ language: 'de', text: 'Unterzeichnung' }],
    startsAt: '2030-05-07T09:00:00+02:00',
  };
  const as = { token: stage.operator };
  const { ceremony } = await make(stage.nodes[0]!.url, 'createCeremony', input, 'ceremony { id }', as);
  const results = await Promise.all(
    Array.from({ length: 10 }, () => press('openCeremony', { ceremony: ceremony.id })),
  );
  expect(outcomes(results)).toEqual({ OpenCeremonySuccess: 1, CeremonyNotPlanned: 9 });
});
