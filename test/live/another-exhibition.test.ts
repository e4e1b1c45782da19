import { expect, it } from 'vitest';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

it('runs the whole ceremony of an exhibition that was created through the API only', async () => {
  const pavilion = await usePavilion({ template: 'empty' });
  const { url } = pavilion;
  const organizer = await tokenFor(pavilion, 'organizer');
  const built = await buildExhibition(url, organizer);
  const operator = { token: await tokenFor(pavilion, 'operator', [built.slug]) };
  const watcher = subscribe(url, { exhibition: built.slug, last: 0, language: 'ja' });
  // A subscription with "last: 0" begins where the stream is when the server reads it.
  await expect
    .poll(() => [...pavilion.streams.hub.streams.values()].map((stream) => stream.subscribers))
    .toEqual([1]);
  const press = (name: string, input: object, selection = '__typename') =>
    make(url, name, { ...input, idempotencyKey: newKey() }, selection, operator);

  await press('openCeremony', { ceremony: built.ceremony });
  await press('startSpeech', { speech: built.speeches[0] });
  await press('finishSpeech', { speech: built.speeches[0] });
  for (const deal of built.deals) await press('signDeal', { deal });
  await press('correctDeal', {
    deal: built.deals[0],
    amount: { amount: '900.00', currency: 'EUR' },
    reasonTranslations: [{ language: 'de', text: 'Ein Tippfehler' }],
  });
  await press('retractDeal', { deal: built.deals[1] });
  await press('closeCeremony', { ceremony: built.ceremony });

  const received = await watcher.count(10);
  expect(received.map((each) => each.__typename)).toEqual([
    'CeremonyOpened',
    'SpeechStarted',
    'SpeechFinished',
    'DealSigned',
    'DealSigned',
    'DealSigned',
    'DealSigned',
    'DealCorrected',
    'DealRetracted',
    'CeremonyClosed',
  ]);
  expect(watcher.sequences).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(received[0].ceremony.name).toBe('開会式');
  expect(received[1].speech).toMatchObject({
    speaker: { name: 'Anna Petersen' },
    office: '市長',
    text: null,
  });
  expect(received[2].speech.text).toBeNull();
  expect(received[3].deal).toMatchObject({ title: '契約1', amount: { amount: '1000.50', currency: 'EUR' } });
  // 200,000 JPY are 1,220 EUR at 0.0061.
  expect(received.map((each) => each.totals.byCategory[0].signingTotal.converted.money?.amount)).toEqual([
    '0.00',
    '0.00',
    '0.00',
    '1000.50',
    '2220.50',
    '3221.00',
    '4441.00',
    '4340.50',
    '3120.50',
    '3120.50',
  ]);
  expect(received[7]).toMatchObject({
    correctedSequence: 4,
    reason: 'Ein Tippfehler',
    before: { amount: { amount: '1000.50' } },
  });
  expect(received[8]).toMatchObject({ correctedSequence: 5 });

  const { exhibition } = await query(
    url,
    `{ exhibition(idOrSlug: "${built.slug}") {
    name theme languages reportingCurrency
    totals { deals byCategory { category signingTotal { deals converted { money { amount currency } missingRates } } } byIndustry { industry deals } byCountry { country deals } }
    stream { sequence cursor }
    deals(filter: { status: [SIGNED, RETRACTED] }) { totalCount nodes { title status } }
  } }`,
  );
  expect(exhibition.name).toBe('Erste Hafenmesse');
  expect(exhibition.totals).toEqual({
    deals: 3,
    byCategory: [
      ['INVESTMENT', 3, '3120.50'],
      ['TRADE', 0, '0.00'],
      ['COOPERATION', 0, '0.00'],
    ].map(([category, deals, amount]) => ({
      category,
      signingTotal: { deals, converted: { money: { amount, currency: 'EUR' }, missingRates: [] } },
    })),
    byIndustry: [{ industry: 'hamburg-2030-shipping', deals: 3 }],
    byCountry: [
      { country: 'DE', deals: 3 },
      { country: 'JP', deals: 3 },
    ],
  });
  expect(exhibition.stream).toEqual({ sequence: 10, cursor: received[9].cursor });
  expect(exhibition.deals.totalCount).toBe(4);
  expect(
    exhibition.deals.nodes.filter((deal: { status: string }) => deal.status === 'RETRACTED'),
  ).toHaveLength(1);
});
