import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const url = () => stage.nodes[0]!.url;
beforeAll(async () => {
  stage = await openStage({ deals: 2 });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const rate = (value: string) => [{ currency: 'JPY', rate: value, date: '2030-05-07', source: 'Test' }];
const update = (input: object, exhibition = stage.exhibition) =>
  mutate(url(), 'updateExhibition', { exhibition, ...input }, 'exhibition { exchangeRates { rate } }', {
    token: stage.organizer,
  });
const storedRates = async () =>
  (await query(url(), `{ exhibition(idOrSlug: "${stage.slug}") { exchangeRates { rate } } }`)).exhibition
    .exchangeRates;
const press = (name: string, input: object) =>
  make(url(), name, { ceremony: stage.ceremony, ...input, idempotencyKey: newKey() }, '__typename', {
    token: stage.operator,
  });

it('rejects new rates while a ceremony is open, and applies nothing of the rejected update', async () => {
  const refused = await update({
    exchangeRates: rate('0.007'),
    themeTranslations: [{ language: 'de', text: 'Neu' }],
  });
  expect(refused).toMatchObject({
    __typename: 'RatesInUse',
    code: 'RATES_IN_USE',
    path: ['input', 'exchangeRates'],
  });
  expect(await storedRates()).toEqual([{ rate: '0.0061' }]);
  const { exhibition } = await query(url(), `{ exhibition(idOrSlug: "${stage.slug}") { theme } }`);
  expect(exhibition.theme).toBe('Kurs halten');
});

it('accepts other changes of the exhibition while a ceremony is open', async () => {
  const { __typename } = await update({ timeZone: 'Europe/Paris' });
  expect(__typename).toBe('UpdateExhibitionSuccess');
});

it('accepts new rates of another exhibition while a ceremony is open', async () => {
  const other = await buildExhibition(url(), stage.organizer, { slug: 'bremen-2030', deals: 1 });
  const { exhibition } = await update({ exchangeRates: rate('0.007') }, other.exhibition);
  expect(exhibition.exchangeRates).toEqual([{ rate: '0.007' }]);
});

it('accepts new rates after the ceremony is closed, also during a rehearsal', async () => {
  await press('closeCeremony', {});
  const { exhibition } = await update({ exchangeRates: rate('0.007') });
  expect(exhibition.exchangeRates).toEqual([{ rate: '0.007' }]);
  await press('openCeremony', { mode: 'REHEARSAL' });
  expect((await update({ exchangeRates: rate('0.0075') })).exhibition.exchangeRates).toEqual([
    { rate: '0.0075' },
  ]);
});

it('orders deals by their amounts at the new rates', async () => {
  const titles = async () => {
    const { exhibition } = await query(
      url(),
      `{ exhibition(idOrSlug: "${stage.slug}") { deals(orderBy: { field: AMOUNT, direction: DESC }) { nodes { amount { currency } } } } }`,
      {},
      { token: stage.organizer },
    );
    return exhibition.deals.nodes.map((deal: { amount: { currency: string } }) => deal.amount.currency);
  };
  expect(await titles()).toEqual(['JPY', 'EUR']);
  await update({ exchangeRates: rate('0.005') });
  expect(await titles()).toEqual(['EUR', 'JPY']);
});

it('clears rates and focus industries by null, like every field that may be empty', async () => {
  const other = await buildExhibition(url(), stage.organizer, { slug: 'kiel-2030', deals: 1 });
  await update({ exchangeRates: rate('0.007') }, other.exhibition);
  const { exhibition } = await mutate(
    url(),
    'updateExhibition',
    { exhibition: other.exhibition, exchangeRates: null, focusIndustries: null },
    'exhibition { exchangeRates { rate } focusIndustries { code } }',
    { token: stage.organizer },
  );
  expect(exhibition).toEqual({ exchangeRates: [], focusIndustries: [] });
});
