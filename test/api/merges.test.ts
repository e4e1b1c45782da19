/** Two objects that are the same become one: references and keys move, and what was announced stays as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyStreams } from '../../src/announcements/verify-streams.ts';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { OtherTransaction, uuid } from '../support/held-locks.ts';
import { mutate, query } from '../support/http-client.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: TestPavilion & AsyncDisposable;
let built: BuiltExhibition;
let other: OtherTransaction;
let organizer: string;
let operator: string;

const de = (text: string) => [{ language: 'de', text }];
const run = (name: string, input: object, selection = '__typename') =>
  make(pavilion.url, name, input, selection, { token: organizer });
const attempt = (name: string, input: object, selection = '__typename', token = organizer) =>
  mutate(pavilion.url, name, { ...input } as Record<string, unknown>, selection, { token });
const ask = (selection: string, token: string | undefined = organizer) =>
  query(pavilion.url, `{ ${selection} }`, {}, { token });
const merge = (duplicate: string, survivor: string, more: object = {}) =>
  attempt(
    'mergeCompanies',
    { duplicate, survivor, ...more },
    'company { id } duplicate { id archived mergedIntoId }',
  );

const company = async (name: string, more: object = {}): Promise<string> =>
  (await run('createCompany', { nameTranslations: de(name), country: 'DE', ...more }, 'company { id }'))
    .company.id;
const person = async (name: string): Promise<string> =>
  (await run('createPerson', { nameTranslations: de(name), country: 'DE' }, 'person { id }')).person.id;
const dealOf = (...parties: string[]) => ({
  ...{ exhibition: built.slug, titleTranslations: [...de('Kauf'), { language: 'ja', text: '購入' }] },
  ...{ category: 'TRADE', instrument: 'CONTRACT', industry: `${built.slug}-shipping` },
  amount: { amount: '7.00', currency: 'EUR' },
  parties: parties.map((organization, index) => ({ organization, role: ['BUYER', 'SELLER'][index] })),
});
const deal = async (...parties: string[]): Promise<string> =>
  (await run('createDeal', dealOf(...parties), 'deal { id }')).deal.id;
const speech = async (speaker: string): Promise<string> => {
  const input = { ...{ exhibition: built.slug, speaker, language: 'de' }, officeTranslations: de('Rätin') };
  return (await run('createSpeech', input, 'speech { id }')).speech.id;
};
const partiesOf = async (id: string): Promise<string[]> =>
  (await ask(`deal(id: "${id}") { parties { organization { id } } }`)).deal.parties.map(
    (party: { organization: { id: string } }) => party.organization.id,
  );
const importRows = async (name: string, rows: string) => {
  const files = [{ name, contentBase64: Buffer.from(rows).toString('base64') }];
  const selection = 'report { isCommitted rows { key action nodeId issues { code } } }';
  return (await run('importExhibition', { files, exhibition: built.slug }, selection)).report;
};
/** All that was announced, by sequence. */
const announcedRows = async () => {
  const { rows } = await pavilion.database.pool.query(
    `SELECT "sequence", "content"::text, "totals"::text FROM "Announcement" ORDER BY "streamId", "sequence"`,
  );
  return rows;
};

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { OPERATIONS_PER_MINUTE: '100000' } });
  organizer = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, organizer, { slug: 'merged', deals: 2 });
  operator = await tokenFor(pavilion, 'operator', [built.slug]);
  other = await OtherTransaction.open(pavilion.databaseUrl);
  await run('openCeremony', { ceremony: built.ceremony, idempotencyKey: newKey() });
});
afterAll(async () => {
  await other.close();
  await pavilion[Symbol.asyncDispose]();
});

describe('a merge of companies', () => {
  it('moves deals, exhibitors and series, and changes nothing that was announced', async () => {
    const [goes, stays] = [await company('Hambit'), await company('Hanbit Motors', { country: 'JP' })];
    const [signed, planned] = [await deal(goes, built.city), await deal(goes, built.city)];
    const stand = { exhibition: built.slug, organization: goes };
    const { exhibitor } = await run('registerExhibitor', stand, 'exhibitor { id version }');
    await run('updateSeries', { series: `${built.slug}-series`, organizer: goes });
    await run('updateProgramme', { ceremony: built.ceremony, items: [{ deal: signed }] });
    const publish = { deal: signed, idempotencyKey: newKey() };
    const { announcement } = await run('signDeal', publish, 'announcement { sequence }');
    const announced = await announcedRows();
    const list = `deals(filter: { exhibition: "${built.slug}", text: "Hanbit" }) { totalCount }`;
    for (let count = 0; count < 3; count++) expect((await ask(list)).deals.totalCount).toBe(0);

    expect(await merge(goes, stays)).toEqual({
      ...{ __typename: 'MergeCompaniesSuccess', company: { id: stays } },
      duplicate: { id: goes, archived: true, mergedIntoId: stays },
    });
    // The cached response is not served any more.
    expect((await ask(list)).deals.totalCount).toBe(2);
    for (const each of [signed, planned]) expect(await partiesOf(each)).toEqual([stays, built.city]);
    const { node, series, byOldId, exhibition } = await ask(`
      node(id: "${exhibitor.id}") { ... on Exhibitor { organization { id } version } }
      series(idOrSlug: "${built.slug}-series") { organizer { id } }
      byOldId: deals(filter: { organization: "${goes}" }) { nodes { id } }
      exhibition(idOrSlug: "${built.slug}") { announcements(last: 1) { nodes { sequence
        ... on DealSigned { deal { parties { organization { organizationId name current { id } } } } } } } }`);
    expect(node).toEqual({ organization: { id: stays }, version: exhibitor.version + 1 });
    expect(series.organizer).toEqual({ id: stays });
    expect(byOldId.nodes.map(({ id }: { id: string }) => id).sort()).toEqual([signed, planned].sort());
    const [newest] = exhibition.announcements.nodes;
    expect(newest.sequence).toBe(announcement.sequence);
    expect(newest.deal.parties[0].organization).toEqual({
      ...{ organizationId: goes, name: 'Hambit', current: { id: goes } },
    });
    expect(await announcedRows()).toEqual(announced);
    expect(
      (await verifyStreams(pavilion.database.pool)).filter(({ problems }) => problems.length > 0),
    ).toEqual([]);
  });

  it('keeps the old id for the public, who then finds the company that remains', async () => {
    const [goes, stays] = [await company('Bekannt'), await company('Unbekannt')];
    const read = (id: string) => `company(id: "${id}") { name mergedIntoId archived }`;
    expect((await ask(read(stays), '')).company).toBeNull();
    await run('registerExhibitor', { exhibition: built.slug, organization: goes });
    await merge(goes, stays);
    expect((await ask(read(goes), '')).company).toEqual({
      name: 'Bekannt',
      mergedIntoId: stays,
      archived: true,
    });
    expect((await ask(read(stays), '')).company).toMatchObject({ name: 'Unbekannt', mergedIntoId: null });
    const { companies } = await ask('companies(filter: { text: "Bekannt" }) { nodes { id } }', '');
    expect(companies.nodes).toEqual([{ id: stays }]);
  });

  it('leaves one step from every duplicate to the one that remains', async () => {
    const [first, second, third] = [await company('Eins'), await company('Zwei'), await company('Drei')];
    await merge(first, second);
    await merge(second, third);
    expect((await ask(`company(id: "${first}") { mergedIntoId }`)).company).toEqual({ mergedIntoId: third });
    expect(await attempt('deleteCompany', { company: third })).toMatchObject({
      ...{ code: 'IN_USE', references: [{ noun: 'merged organizations', count: 2 }] },
    });
  });

  it('is refused while a deal or an exhibition has both, and says how many', async () => {
    const [goes, stays] = [await company('Doppelt A'), await company('Doppelt B')];
    await deal(goes, stays);
    const stands = await Promise.all(
      [goes, stays].map((organization) =>
        run('registerExhibitor', { exhibition: built.slug, organization }, 'exhibitor { id }'),
      ),
    );
    const document = `mutation($input: MergeCompaniesInput!) { mergeCompanies(input: $input) {
      ... on MergeConflict { code path references { noun count } } } }`;
    const input = { duplicate: goes, survivor: stays };
    const answer = await query(pavilion.url, document, { input }, { token: organizer });
    expect(answer.mergeCompanies).toEqual({
      ...{ code: 'MERGE_CONFLICT', path: ['input', 'duplicate'] },
      references: expect.arrayContaining([
        { noun: 'deals', count: 1 },
        { noun: 'exhibitions', count: 1 },
      ]),
    });
    expect((await ask(`company(id: "${goes}") { archived }`)).company.archived).toBe(false);
    expect(stands).toHaveLength(2);
  });

  it('answers the same for a hidden, an absent and another object, and for callers who may not merge', async () => {
    const [goes, stays] = [await company('Fremd'), await company('Fremder')];
    const absent = Buffer.from('Company:00000000-0000-7000-8000-000000000000').toString('base64url');
    expect((await merge(absent, stays)).code).toBe('NOT_FOUND');
    expect(await merge(goes, absent)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'survivor'] });
    const wrongKind = Buffer.from(`Company:${uuid(built.city)}`).toString('base64url');
    expect((await merge(wrongKind, stays)).code).toBe('NOT_FOUND');
    expect((await merge(goes, goes)).code).toBe('INVALID_INPUT');
    const outsider = await tokenFor(pavilion, 'operator', ['elsewhere']);
    for (const token of [operator, outsider])
      for (const duplicate of [goes, absent])
        expect(
          (await attempt('mergeCompanies', { duplicate, survivor: stays }, '__typename', token)).code,
        ).toBe('FORBIDDEN');
  });

  it('has one effect under one idempotency key', async () => {
    const [goes, stays] = [await company('Einmal A'), await company('Einmal B')];
    const input = { idempotencyKey: newKey() };
    const first = await merge(goes, stays, input);
    expect(first.__typename).toBe('MergeCompaniesSuccess');
    expect(await merge(goes, stays, input)).toEqual(first);
    expect((await merge(goes, stays)).code).toBe('INVALID_INPUT');
    expect((await merge(stays, goes, input)).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('at the same time', () => {
  it('two merges in both directions: one has an effect', async () => {
    const [one, two] = [await company('Kreis A'), await company('Kreis B')];
    const planned = [await deal(one, built.city), await deal(two, built.city)];
    const answers = await Promise.all([merge(one, two), merge(two, one)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidInput',
      'MergeCompaniesSuccess',
    ]);
    const [stays] = answers.flatMap((answer) => answer.company?.id ?? []);
    for (const each of planned) expect(await partiesOf(each)).toEqual([stays, built.city]);
  });

  it('ten merges of one duplicate: one has an effect', async () => {
    const goes = await company('Zehn');
    const survivors = await Promise.all(Array.from({ length: 10 }, (_, index) => company(`Ziel ${index}`)));
    const answers = await Promise.all(survivors.map((stays) => merge(goes, stays)));
    expect(answers.filter(({ __typename }) => __typename === 'MergeCompaniesSuccess')).toHaveLength(1);
  });

  it('a deal is added first: the merge waits, and moves it', async () => {
    const [goes, stays] = [await company('Vorher A'), await company('Vorher B')];
    const planned = await deal(built.companies[0]!, built.city);
    const merged = await other.whileChanging(
      () =>
        other.run(
          `INSERT INTO "DealParty" ("dealId", "organizationId", "role", "position") VALUES ($1, $2, 'HOST', 5)`,
          [uuid(planned), uuid(goes)],
        ),
      () => merge(goes, stays),
    );
    expect(merged.__typename).toBe('MergeCompaniesSuccess');
    expect(await partiesOf(planned)).toContain(stays);
  });

  const setMerged = (table: string, goes: string, stays: string) =>
    other.run(`UPDATE "${table}" SET "archived" = true, "mergedIntoId" = $2 WHERE "id" = $1`, [
      uuid(goes),
      uuid(stays),
    ]);

  it.each<[string, string, (id: string) => object]>([
    ['createDeal', 'parties', (id) => dealOf(id, built.city)],
    ['registerExhibitor', 'organization', (organization) => ({ exhibition: built.slug, organization })],
    ['updateSeries', 'organizer', (organizer) => ({ series: `${built.slug}-series`, organizer })],
  ])(
    'the merge is first: %s waits, and learns that the organization was merged',
    async (verb, field, input) => {
      const [goes, stays] = [await company('Nachher A'), await company('Nachher B')];
      const refused = await other.whileChanging(
        () => setMerged('Organization', goes, stays),
        () => attempt(verb, input(goes)),
      );
      expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
      expect(refused.path.slice(0, 2)).toEqual(['input', field]);
    },
  );

  it('the merge is first: createSpeech waits, and learns that the person was merged', async () => {
    const [goes, stays] = [await person('Eva A'), await person('Eva B')];
    const input = {
      ...{ exhibition: built.slug, speaker: goes, language: 'de' },
      officeTranslations: de('Rätin'),
    };
    const refused = await other.whileChanging(
      () => setMerged('Person', goes, stays),
      () => attempt('createSpeech', input),
    );
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'speaker'] });
  });
});

describe('an undo', () => {
  it('of another change does not refer to what was merged since', async () => {
    const [goes, stays] = [await company('Rückwärts A'), await company('Rückwärts B')];
    const planned = await deal(goes, built.city);
    await run('updateDeal', { deal: planned, parties: dealOf(built.companies[0]!, built.city).parties });
    await merge(goes, stays);
    expect((await attempt('undo', { object: planned })).code).toBe('NOT_UNDOABLE');
  });

  it('of a merge is not possible after one of its deals was signed', async () => {
    const [goes, stays] = [await company('Unterschrieben A'), await company('Unterschrieben B')];
    const signed = await deal(goes, built.city);
    await merge(goes, stays);
    await run('signDeal', { deal: signed, idempotencyKey: newKey() });
    expect((await attempt('undo', { object: stays })).code).toBe('NOT_UNDOABLE');
    expect(await partiesOf(signed)).toEqual([stays, built.city]);
  });
});

describe('a merge of people', () => {
  it('moves the speeches, and keeps a known speaker readable by the old id', async () => {
    const [known, unknown, stays] = [
      await person('Anna P.'),
      await person('A. P.'),
      await person('Anna Petersen'),
    ];
    const [given, planned] = [await speech(known), await speech(unknown)];
    await run('startSpeech', { speech: given, idempotencyKey: newKey() });
    await run('finishSpeech', { speech: given, idempotencyKey: newKey() });
    const announced = await announcedRows();
    for (const duplicate of [known, unknown]) await run('mergePeople', { duplicate, survivor: stays });
    for (const each of [given, planned])
      expect((await ask(`speech(id: "${each}") { speaker { id } }`)).speech.speaker.id).toBe(stays);
    const read = async (id: string) => (await ask(`person(id: "${id}") { name mergedIntoId }`, '')).person;
    expect(await read(known)).toEqual({ name: 'Anna P.', mergedIntoId: stays });
    expect(await read(stays)).toEqual({ name: 'Anna Petersen', mergedIntoId: null });
    // Who was only planned stays unknown.
    expect(await read(unknown)).toBeNull();
    expect(await announcedRows()).toEqual(announced);
  });
});

it('an import finds what remains, by the key and by the id of the duplicate', async () => {
  const rows = (key: string) => `key,name (de),country\n${key},Schlüssel,DE\n`;
  const created = await importRows('companies.csv', rows('old-key'));
  const goes = created.rows[0].nodeId;
  const stays = await company('Schloss');
  await merge(goes, stays);
  for (const key of ['old-key', goes])
    expect((await importRows('companies.csv', rows(key).replace('Schlüssel', `Neu ${key}`))).rows).toEqual([
      { key, action: 'UPDATE', nodeId: stays, issues: [] },
    ]);
  const { rows: keys } = await pavilion.database.pool.query(
    `SELECT "key" FROM "ExternalKey" WHERE "subjectId" = $1`,
    [uuid(stays)],
  );
  expect(keys).toEqual([{ key: 'old-key' }]);
});

it('an undo of a row of an import leaves the keys of the other rows', async () => {
  const first = await importRows('companies.csv', 'key,name (de),country\nrow-1,Zeile 1,DE\n');
  const both = await importRows(
    'companies.csv',
    'key,name (de),country\nrow-2,Zeile 2,DE\nrow-1,Zeile 1 neu,DE\n',
  );
  expect(both.rows.map(({ action }: { action: string }) => action)).toEqual(['CREATE', 'UPDATE']);
  expect((await attempt('undo', { object: first.rows[0].nodeId })).__typename).toBe('UndoSuccess');
  const again = await importRows('companies.csv', 'key,name (de),country\nrow-2,Zeile 2,DE\n');
  expect(again.rows).toMatchObject([{ action: 'UNCHANGED', nodeId: both.rows[0].nodeId }]);
});

it('an object that is added comes with its possible duplicates, of its kind and not archived', async () => {
  const add = (name: string, input: object, noun: string) =>
    run(name, input, `possibleDuplicates { id } ${noun} { id }`);
  const seoul = { country: 'KR', website: 'https://www.saebyeok.example/ko' };
  const first = await add(
    'createCompany',
    { nameTranslations: de('새벽전자 주식회사'), ...seoul },
    'company',
  );
  expect(first.possibleDuplicates).toEqual([]);
  const known = { id: first.company.id };
  const second = await add('createCompany', { nameTranslations: de('㈜새벽전자'), country: 'KR' }, 'company');
  expect(second.possibleDuplicates).toEqual([known]);
  const abroad = { country: 'VN', website: 'http://saebyeok.example' };
  const third = await add('createCompany', { nameTranslations: de('Dawn'), ...abroad }, 'company');
  expect(third.possibleDuplicates).toEqual([known]);
  const body = { nameTranslations: de('새벽전자'), country: 'KR', bodyKind: 'CITY' };
  expect((await add('createPublicBody', body, 'publicBody')).possibleDuplicates).toEqual([]);
  await run('updateCompany', { company: known.id, archived: true });
  const fourth = await add('createCompany', { nameTranslations: de('새벽전자'), country: 'KR' }, 'company');
  expect(fourth.possibleDuplicates).toEqual([{ id: second.company.id }]);
  const eva = { nameTranslations: de('Evá Kern'), country: 'AT' };
  const person = await add('createPerson', eva, 'person');
  const again = await add('createPerson', { ...eva, nameTranslations: de('KERN, Eva') }, 'person');
  expect(again.possibleDuplicates).toEqual([{ id: person.person.id }]);
});

it('a restored duplicate is refused', async () => {
  const [goes, stays] = [await company('Zurück A'), await company('Zurück B')];
  await merge(goes, stays);
  expect(await attempt('updateCompany', { company: goes, archived: false })).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'archived'] },
  });
});

it('names the series that may be the same as a new one: by its name in a language, in the same host country', async () => {
  const add = (slug: string, name: string, hostCountry = 'DE') =>
    run(
      'createSeries',
      { slug, nameTranslations: de(name), hostCityTranslations: de('Kiel'), hostCountry },
      'series { id } possibleDuplicates { id }',
    );
  const first = await add('kieler-woche', 'Kieler  Messe');
  expect(first.possibleDuplicates).toEqual([]);
  expect((await add('kiel-2', 'KIELER MESSE')).possibleDuplicates).toEqual([{ id: first.series.id }]);
  expect((await add('kiel-3', 'Kieler Messe', 'AT')).possibleDuplicates).toEqual([]);
  expect((await add('kiel-4', 'Messe Hamburg')).possibleDuplicates).toEqual([]);
  await run('updateSeries', { series: 'kieler-woche', archived: true }, '__typename');
  expect((await add('kiel-5', 'Kieler Messe')).possibleDuplicates).toHaveLength(1);
});
