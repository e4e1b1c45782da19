/** Past deals and speeches are entered without a ceremony, before and after the stream has begun. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyStreams } from '../../src/announcements/verify-streams.ts';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: TestPavilion & AsyncDisposable;
let built: BuiltExhibition;
let token: string;
let speaker: string;

const de = (text: string) => [{ language: 'de', text }];
const run = (name: string, input: object, selection = '__typename') =>
  make(pavilion.url, name, input, selection, { token });
const codeOf = async (name: string, input: Record<string, unknown>) =>
  (await mutate(pavilion.url, name, input, '__typename', { token })).code;
const publish = (name: string, input: object, selection = '__typename') =>
  run(name, { ...input, idempotencyKey: newKey() }, selection);
const deal = (amount: string, currency = 'EUR') => ({
  exhibition: built.slug,
  signedOn: '2020-05-07',
  titleTranslations: de('Altvertrag'),
  category: 'TRADE',
  instrument: 'CONTRACT',
  amount: { amount, currency },
  industry: `${built.slug}-shipping`,
  parties: [
    { organization: built.companies[0], role: 'SELLER' },
    { organization: built.companies[1], role: 'BUYER' },
  ],
  noteTranslations: de('Nachträglich gemeldet'),
  sources: [{ publisher: 'Hafenblatt', publishedOn: '2020-05-08' }],
});
const record = (amount: string, currency?: string) =>
  publish(
    'recordDeal',
    deal(amount, currency),
    'deal { id version } announcement { __typename sequence signedOn }',
  );
const readStream = async () => {
  const { exhibition } = await query(
    pavilion.url,
    `{ exhibition(idOrSlug: "${built.slug}") { stream { sequence } totals { deals byCategory { signingTotal { currencies { sum { amount currency } } } } } } }`,
  );
  const { totals, stream } = exhibition;
  const sums = totals.byCategory.map(
    ({ signingTotal }: { signingTotal: { currencies: { sum: object }[] } }) =>
      signingTotal.currencies.map(({ sum }) => Object.values(sum).join(' ')).join(', '),
  );
  return { sequence: stream.sequence, deals: totals.deals, sums };
};

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  token = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, token, { slug: 'past-2020', deals: 2 });
  await run('updateExhibition', { exhibition: built.slug, startsOn: '2020-05-06', endsOn: '2020-05-10' });
  const { person } = await run(
    'createPerson',
    { nameTranslations: de('Ida'), country: 'DE' },
    'person { id }',
  );
  speaker = person.id;
});
afterAll(() => pavilion[Symbol.asyncDispose]());

it('adds to the opening totals before the first announcement; what was entered wrongly is changed and deleted', async () => {
  const first = await record('100.00');
  expect(first.announcement).toBeNull();
  const second = await record('5000', 'JPY');
  const third = await record('7.00');
  expect(await readStream()).toEqual({ sequence: 0, deals: 3, sums: ['', '107.00 EUR, 5000 JPY', ''] });

  const change = {
    deal: first.deal.id,
    amount: { amount: '40.00', currency: 'EUR' },
    category: 'COOPERATION',
  };
  await run('updateDeal', { ...change, expectedVersion: first.deal.version });
  await run('deleteDeal', { deal: third.deal.id });
  expect(await readStream()).toEqual({ sequence: 0, deals: 2, sums: ['', '5000 JPY', '40.00 EUR'] });

  const outcome = {
    kind: 'LAPSED',
    asOf: '2021-01-01',
    sources: [{ publisher: 'A', publishedOn: '2021-01-02' }],
  };
  await run('recordDealOutcome', { deal: second.deal.id, ...outcome });
  expect(await codeOf('deleteDeal', { deal: second.deal.id })).toBe('IN_USE');

  const seen = await query(
    pavilion.url,
    'query($id: ID!) { deal(id: $id) { status signedOn signedAt note sources { publisher } exhibition { slug } } }',
    { id: second.deal.id },
  );
  expect(seen.deal).toEqual({
    status: 'SIGNED',
    signedOn: '2020-05-07',
    // Midnight in Berlin.
    signedAt: '2020-05-06T22:00:00.000Z',
    note: 'Nachträglich gemeldet',
    sources: [{ publisher: 'Hafenblatt' }],
    exhibition: { slug: 'past-2020' },
  });
  expect(await verifyStreams(pavilion.database.pool)).toMatchObject([{ opening: 2, problems: [] }]);
});

it('enters a speech without announcing it, which can be changed and deleted', async () => {
  const given = { exhibition: built.slug, speaker, givenOn: '2020-05-06', language: 'de' };
  const input = { ...given, officeTranslations: de('Senatorin'), textTranslations: de('Guten Tag.') };
  const { speech, announcement } = await publish('recordSpeech', input, 'speech { id } announcement { id }');
  expect(announcement).toBeNull();
  await run('updateSpeech', { speech: speech.id, officeTranslations: de('Ministerin') });
  const document = 'query($id: ID!) { speech(id: $id) { office text givenOn status speaker { name } } }';
  expect((await query(pavilion.url, document, { id: speech.id })).speech).toEqual({
    ...{ office: 'Ministerin', text: 'Guten Tag.', givenOn: '2020-05-06', status: 'FINISHED' },
    speaker: { name: 'Ida' },
  });
  await run('deleteSpeech', { speech: speech.id });
  expect((await query(pavilion.url, document, { id: speech.id })).speech).toBeNull();
});

it('announces a record once the stream has begun, and continues the totals from the opening totals', async () => {
  await publish('openCeremony', { ceremony: built.ceremony });
  await publish('signDeal', { deal: built.deals[0] });
  const { deal: recorded, announcement } = await record('3.00');
  expect(announcement).toEqual({ __typename: 'DealRecorded', sequence: 3, signedOn: '2020-05-07' });
  const sums = ['1000.50 EUR', '3.00 EUR, 5000 JPY', '40.00 EUR'];
  expect(await readStream()).toEqual({ sequence: 3, deals: 4, sums });

  const speech = { exhibition: built.slug, speaker, givenOn: '2020-05-06', language: 'de' };
  const made = await publish(
    'recordSpeech',
    { ...speech, officeTranslations: de('Senatorin') },
    'speech { id } announcement { sequence givenOn speech { text } }',
  );
  expect(made.announcement).toEqual({ sequence: 4, givenOn: '2020-05-06', speech: { text: null } });
  expect(await codeOf('deleteSpeech', { speech: made.speech.id })).toBe('SPEECH_NOT_SCHEDULED');
  expect(await codeOf('updateDeal', { deal: recorded.id, category: 'TRADE' })).toBe('DEAL_NOT_PLANNED');
  expect(await codeOf('deleteDeal', { deal: recorded.id })).toBe('DEAL_NOT_PLANNED');
});

it('corrects, retracts and signs again a deal of the opening totals in public', async () => {
  const { deals } = await query(
    pavilion.url,
    `{ deals(filter: { exhibition: "${built.slug}", currency: "JPY" }) { nodes { id } } }`,
  );
  const opening = deals.nodes[0].id;
  expect(await codeOf('deleteDeal', { deal: opening })).toBe('IN_USE');
  expect(await codeOf('updateDeal', { deal: opening, category: 'TRADE' })).toBe('DEAL_NOT_PLANNED');
  expect(await codeOf('signDeal', { deal: opening, idempotencyKey: newKey() })).toBe('DEAL_ALREADY_SIGNED');

  const corrected = await publish(
    'correctDeal',
    { deal: opening, amount: { amount: '6000', currency: 'JPY' } },
    'announcement { sequence correctedSequence before { amount { amount } } }',
  );
  expect(corrected.announcement).toEqual({
    sequence: 5,
    correctedSequence: 0,
    before: { amount: { amount: '5000' } },
  });
  await publish('retractDeal', { deal: opening });
  expect((await readStream()).sums).toEqual(['1000.50 EUR', '3.00 EUR', '40.00 EUR']);
  const again = await publish('signDeal', { deal: opening, again: true }, 'announcement { round }');
  expect(again.announcement.round).toBe(2);
  await publish('retractDeal', { deal: opening });
});

it('lets ten deals be recorded while the stream begins, and loses none', async () => {
  const other = await buildExhibition(pavilion.url, token, { slug: 'begins-2020', deals: 0 });
  await run('updateExhibition', { exhibition: other.slug, startsOn: '2020-05-06', endsOn: '2020-05-10' });
  const input = { ...deal('1.00'), exhibition: other.slug };
  await Promise.all([
    ...Array.from({ length: 10 }, () => publish('recordDeal', input)),
    publish('openCeremony', { ceremony: other.ceremony }),
  ]);
  const [begun, past] = await verifyStreams(pavilion.database.pool);
  expect(begun).toMatchObject({ slug: 'begins-2020', problems: [] });
  expect(begun!.opening + begun!.announcements - 1).toBe(10);
  expect(past).toMatchObject({ slug: 'past-2020', announcements: 8, problems: [] });
});

it('finds an amount that was changed in the record behind the server', async () => {
  const { pool } = pavilion.database;
  await pool.query(`ALTER TABLE "Announcement" DISABLE TRIGGER announcement_is_for_ever`);
  await pool.query(
    `UPDATE "Announcement" SET "content" = jsonb_set("content", '{deal,amount,amount}', '"3.01"')
     WHERE "kind" = 'DEAL_RECORDED' AND "content"#>>'{deal,amount,amount}' = '3.00'`,
  );
  await pool.query(`ALTER TABLE "Announcement" ENABLE TRIGGER announcement_is_for_ever`);
  const past = (await verifyStreams(pool)).find(({ slug }) => slug === 'past-2020')!;
  expect(past.problems.length).toBeGreaterThan(0);
  expect(past.problems[0]).toContain('announcement 3: all TRADE binding EUR');
});

it('changes the notes and sources of what was announced, without an announcement, and undoes that', async () => {
  const { deal, announcement } = await record('60.00');
  expect(announcement).not.toBeNull();
  const before = await readStream();
  const reported = 'noteTranslations { text } sources { publisher url }';
  const changed = await run(
    'updateDealNotes',
    {
      ...{ deal: deal.id, noteTranslations: de('Mit Fähre.') },
      sources: [{ publisher: 'Zeitung', publishedOn: '2020-05-09', url: 'https://zeitung.example/1' }],
    },
    `deal { ${reported} }`,
  );
  expect(changed.deal).toEqual({
    noteTranslations: [{ text: 'Mit Fähre.' }],
    sources: [{ publisher: 'Zeitung', url: 'https://zeitung.example/1' }],
  });
  expect(await readStream()).toEqual(before);
  await run('undo', { object: deal.id });
  const { deal: restored } = await query(pavilion.url, `{ deal(id: "${deal.id}") { ${reported} } }`);
  expect(restored.noteTranslations).toEqual([{ text: 'Nachträglich gemeldet' }]);
});
