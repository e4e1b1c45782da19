/**
 * undo restores every row of the last change, of every noun: the tables are compared whole, before the change and after
 * the undo.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptTables } from '../../src/audit/tables.ts';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { uuid } from '../support/held-locks.ts';
import { mutate, query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let built: Awaited<ReturnType<typeof buildExhibition>>;
let organizer: string;
let operator: string;
let speaker: string;
const ids: Record<string, string> = {};

const de = (text: string) => [{ language: 'de', text }];
const run = (name: string, input: object, selection = '__typename', token = organizer) =>
  make(pavilion.url, name, input, selection, { token });
const undo = (object: string, more: object = {}, token = organizer) =>
  mutate(pavilion.url, 'undo', { object, ...more }, 'object { id } undone { id mutation }', { token });

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { OPERATIONS_PER_MINUTE: '100000' } });
  organizer = await tokenFor(pavilion, 'organizer');
  operator = await tokenFor(pavilion, 'operator', ['undone'], { subject: 'operator-of-it' });
  built = await buildExhibition(pavilion.url, organizer, { slug: 'undone', deals: 3 });
  const { exhibition } = await query(
    pavilion.url,
    '{ exhibition(idOrSlug: "undone") { id series { id } venues { id } } industries { id } }',
  );
  const places = {
    nameTranslations: de('Halle'),
    cityTranslations: de('Bremen'),
    country: 'DE',
    timeZone: 'Europe/Berlin',
  };
  const create = async (noun: string, name: string, field: string, input: object) => {
    ids[noun] = (await run(name, input, `${field} { id }`))[field].id;
  };
  const slug = { slug: 'other-series', hostCityTranslations: de('Bremen'), hostCountry: 'DE' };
  await create('ExhibitionSeries', 'createSeries', 'series', { ...slug, nameTranslations: de('Reihe') });
  await create('Exhibition', 'createExhibition', 'exhibition', {
    ...{ series: exhibition.series.id, edition: 2, slug: 'undone-2', nameTranslations: de('Zweite') },
    ...{ startsOn: '2031-05-06', endsOn: '2031-05-08', timeZone: 'Europe/Berlin', languages: ['de'] },
    ...{ reportingCurrency: 'EUR', focusIndustries: ['undone-shipping'], venues: [places] },
    exchangeRates: [{ currency: 'JPY', rate: '0.0061', date: '2030-05-06', source: 'Test' }],
  });
  await create('Venue', 'createVenue', 'venue', { exhibition: 'undone', ...places });
  await create('Industry', 'createIndustry', 'industry', { code: 'optics', nameTranslations: de('Optik') });
  const company = { nameTranslations: de('Optik Nord'), country: 'DE', industry: 'optics' };
  await create('Company', 'createCompany', 'company', company);
  const body = { nameTranslations: de('Hafenamt'), bodyKind: 'ZONE', country: 'DE' };
  await create('PublicBody', 'createPublicBody', 'publicBody', body);
  await create('Person', 'createPerson', 'person', { nameTranslations: de('Eva Kern'), country: 'DE' });
  const stand = { exhibition: 'undone', organization: built.companies[0], hall: 'A', booth: '12' };
  await create('Exhibitor', 'registerExhibitor', 'exhibitor', stand);
  ids.Deal = built.deals[0]!;
  ids.Speech = built.speeches[0]!;
  const { speech } = await query(
    pavilion.url,
    `{ speech(id: "${ids.Speech}") { speaker { id } } }`,
    {},
    { token: organizer },
  );
  speaker = speech.speaker.id;
  await pavilion.database.pool.query(
    `INSERT INTO "ExternalKey" ("type", "scope", "key", "subjectId")
     SELECT 'Organization', $1::uuid, 'row-7', $2::uuid UNION ALL SELECT 'Person', $1::uuid, 'row-8', $3::uuid`,
    ['00000000-0000-0000-0000-000000000000', uuid(built.companies[0]!), uuid(speaker)],
  );
  await create('Ceremony', 'createCeremony', 'ceremony', {
    ...{
      exhibition: 'undone',
      kind: 'SIGNING',
      nameTranslations: de('Zweite'),
      venues: [exhibition.venues[0].id],
    },
    startsAt: '2030-05-07T09:00:00Z',
  });
  await create('ReportedFigure', 'recordReportedFigure', 'figure', {
    ...{ exhibition: 'undone', metric: 'TRADE', value: '12345678901234567.89', currency: 'EUR' },
    ...{ qualifier: 'EXACT', asOf: '2030-05-08' },
    sources: [{ publisher: 'Zeitung', publishedOn: '2030-05-09' }],
  });
});
afterAll(() => pavilion[Symbol.asyncDispose]());

/** All rows that a person enters, but for what counts changes, and the time since when something is public. */
async function snapshot(): Promise<Record<string, unknown>> {
  const rows = await Promise.all(
    keptTables.map(({ name }) =>
      pavilion.database.pool.query(
        `SELECT coalesce(jsonb_agg(row ORDER BY row), '[]')::text AS rows FROM (
           SELECT to_jsonb(item) - '{version,programmeVersion,publicSince}'::text[] AS row FROM "${name}" AS item) AS rows`,
      ),
    ),
  );
  return Object.fromEntries(keptTables.map(({ name }, index) => [name, rows[index]!.rows[0].rows]));
}

type Change = [verb: string, noun: string, input: () => object];
const id = (noun: string) => ids[noun];

/** The second change of a noun is undone before the first: each is the last one when it is undone. */
const changes: Change[] = [
  [
    'updateSeries',
    'ExhibitionSeries',
    () => ({ series: 'other-series', partnerCountries: ['KR'], archived: true }),
  ],
  [
    'updateExhibition',
    'Exhibition',
    () => ({ exhibition: 'undone-2', focusIndustries: ['optics'], exchangeRates: null, archived: true }),
  ],
  ['updateVenue', 'Venue', () => ({ venue: id('Venue'), nameTranslations: de('Halle 2') })],
  [
    'updateIndustry',
    'Industry',
    () => ({ industry: id('Industry'), nameTranslations: de('Glas'), archived: true }),
  ],
  [
    'updateCompany',
    'Company',
    () => ({ company: id('Company'), nameTranslations: de('Optik Süd'), industry: null, archived: true }),
  ],
  ['updatePublicBody', 'PublicBody', () => ({ publicBody: id('PublicBody'), country: 'FR', archived: true })],
  [
    'updatePerson',
    'Person',
    () => ({ person: id('Person'), nameTranslations: de('Ewa Kern'), archived: true }),
  ],
  ['updateExhibitor', 'Exhibitor', () => ({ exhibitor: id('Exhibitor'), booth: null, hall: 'B' })],
  [
    'updateDeal',
    'Deal',
    () => ({
      ...{ deal: id('Deal'), titleTranslations: de('Anders'), amount: null, category: 'TRADE' },
      parties: [
        { organization: id('Company'), role: 'SELLER' },
        { organization: built.companies[0], role: 'BUYER' },
      ],
    }),
  ],
  [
    'updateDealNotes',
    'Deal',
    () => ({
      ...{ deal: id('Deal'), noteTranslations: de('Mit Fähre.') },
      sources: [{ publisher: 'Zeitung', publishedOn: '2030-05-07' }],
    }),
  ],
  [
    'updateSpeechNotes',
    'Speech',
    () => ({
      ...{ speech: id('Speech'), noteTranslations: de('Viel Beifall.') },
      sources: [{ publisher: 'Zeitung', publishedOn: '2030-05-07' }],
    }),
  ],
  ['withdrawDeal', 'Deal', () => ({ deal: id('Deal') })],
  [
    'updateSpeech',
    'Speech',
    () => ({ speech: id('Speech'), textTranslations: de('Guten Tag.'), language: 'ja' }),
  ],
  [
    'updateCeremony',
    'Ceremony',
    () => ({ ceremony: id('Ceremony'), invitedGuests: 300, idempotencyKey: newKey() }),
  ],
  ['updateProgramme', 'Ceremony', () => ({ ceremony: id('Ceremony'), items: [] })],
  [
    'updateReportedFigure',
    'ReportedFigure',
    () => ({
      ...{ figure: id('ReportedFigure'), value: '7.5', qualifier: 'ABOUT' },
      sources: [{ publisher: 'Rundfunk', publishedOn: '2030-05-10' }],
    }),
  ],
  ['deleteSeries', 'ExhibitionSeries', () => ({ series: id('ExhibitionSeries') })],
  ['deleteExhibition', 'Exhibition', () => ({ exhibition: id('Exhibition') })],
  ['deleteVenue', 'Venue', () => ({ venue: id('Venue') })],
  ['deleteCompany', 'Company', () => ({ company: id('Company') })],
  ['deletePublicBody', 'PublicBody', () => ({ publicBody: id('PublicBody') })],
  ['deletePerson', 'Person', () => ({ person: id('Person') })],
  ['deleteExhibitor', 'Exhibitor', () => ({ exhibitor: id('Exhibitor') })],
  ['deleteDeal', 'Deal', () => ({ deal: id('Deal') })],
  ['deleteSpeech', 'Speech', () => ({ speech: id('Speech') })],
  ['deleteCeremony', 'Ceremony', () => ({ ceremony: id('Ceremony') })],
  ['deleteReportedFigure', 'ReportedFigure', () => ({ figure: id('ReportedFigure') })],
  // Their deals, exhibitors, speeches and keys move. Last: the one that remains stays public.
  ['mergeCompanies', 'Company', () => ({ duplicate: built.companies[0], survivor: id('Company') })],
  ['mergePublicBodies', 'PublicBody', () => ({ duplicate: built.city, survivor: id('PublicBody') })],
  ['mergePeople', 'Person', () => ({ duplicate: speaker, survivor: id('Person') })],
];

describe('undo', () => {
  it('is tried with an update and a deletion of every noun whose undo the schema accepts', () => {
    for (const noun of Object.keys(ids)) {
      const verbs = changes.filter(([, of]) => of === noun).map(([name]) => name);
      expect(
        verbs.some((name) => name.startsWith('update')),
        noun,
      ).toBe(true);
      // What refers to the industry comes first: see the last test.
      if (noun !== 'Industry')
        expect(
          verbs.some((name) => name.startsWith('delete')),
          noun,
        ).toBe(true);
    }
  });

  it.each(changes)('restores every row after %s (%s)', async (verb, noun, input) => {
    if (verb === 'updateProgramme') await run('updateProgramme', { ceremony: built.ceremony, items: [] });
    const items = built.deals.toReversed().map((deal) => ({ deal }));
    if (verb === 'updateProgramme')
      await run('updateProgramme', { ceremony: ids.Ceremony, items: items.slice(0, 2) });
    const before = await snapshot();
    const given = { ...input(), ...(verb === 'updateProgramme' && { items }) };
    await run(verb, given);
    expect(await snapshot()).not.toEqual(before);
    const answer = await undo(ids[noun]!);
    expect(answer).toMatchObject({ object: { id: ids[noun] }, undone: { mutation: verb } });
    expect(await snapshot()).toEqual(before);
  });

  it('is a change too: undoing it again repeats the change', async () => {
    const before = await snapshot();
    await run('updateDeal', { deal: ids.Deal, amount: { amount: '3.00', currency: 'EUR' } });
    const changed = await snapshot();
    await undo(ids.Deal!);
    await undo(ids.Deal!);
    expect(await snapshot()).toEqual(changed);
    await undo(ids.Deal!);
    expect(await snapshot()).toEqual(before);
  });

  it('computes the search columns of deals anew, if a party has got another name since', async () => {
    const text = (words: string) =>
      query(
        pavilion.url,
        `{ deals(filter: { exhibition: "undone", text: "${words}" }) { nodes { id } } }`,
        {},
        { token: organizer },
      ).then(({ deals }) => deals.nodes.map((node: { id: string }) => node.id));
    await run('updateDeal', { deal: ids.Deal, titleTranslations: de('Umbenannt') });
    await run('updateCompany', { company: built.companies[1], nameTranslations: de('Kobe Werft') });
    await undo(ids.Deal!);
    expect(await text('Umbenannt')).toEqual([]);
    expect(await text('Kobe Vertrag')).toContain(ids.Deal);
    await undo(built.companies[1]!);
    expect(await text('Osaka Vertrag')).toContain(ids.Deal);
    expect(await text('Kobe')).toEqual([]);
  });
});

describe('undo is refused', () => {
  const failure = (reason: string, code = 'NOT_UNDOABLE') => ({ code, ...(reason && { reason }) });
  const refuse = async (object: string, more: object = {}, token = organizer) => {
    const document = `mutation Run($input: UndoInput!) { undo(input: $input) {
      __typename ... on UserError { code message path } ... on NotUndoable { reason } } }`;
    const { undo: answer } = await query(pavilion.url, document, { input: { object, ...more } }, { token });
    const { code, reason } = answer;
    return reason === undefined ? { code } : { code, reason };
  };

  it('where the last change added the object', async () => {
    const { person } = await run(
      'createPerson',
      { nameTranslations: de('Neu'), country: 'DE' },
      'person { id }',
    );
    expect(await refuse(person.id)).toEqual(failure('CREATED'));
  });

  it('where another change came later, which the caller has not seen', async () => {
    await run('updateDeal', { deal: ids.Deal, amount: null });
    const { auditLog } = await query(
      pavilion.url,
      'query($id: ID!) { auditLog(first: 1, filter: { object: $id }) { nodes { id } } }',
      { id: ids.Deal },
      { token: organizer },
    );
    const [{ id: change }] = auditLog.nodes;
    await run('updateDeal', { deal: ids.Deal, category: 'COOPERATION' });
    expect(await refuse(ids.Deal!, { change })).toEqual(failure('CHANGED_SINCE'));
    expect(await refuse(ids.Deal!, { expectedVersion: 1 })).toEqual(failure('', 'VERSION_CONFLICT'));
  });

  it('where another object has changed a row of the change', async () => {
    await run('updateProgramme', {
      ceremony: ids.Ceremony,
      items: [{ deal: built.deals[1] }, { deal: built.deals[2] }],
    });
    await run('withdrawDeal', { deal: built.deals[1] });
    expect(await refuse(ids.Ceremony!)).toEqual(failure('CHANGED_SINCE'));
  });

  it('where references do not allow it', async () => {
    const { company } = await run(
      'createCompany',
      { nameTranslations: de('Kurz'), country: 'DE', industry: 'optics' },
      'company { id }',
    );
    await run('deleteCompany', { company: company.id });
    await run('updateCompany', { company: ids.Company, industry: null });
    await run('deleteIndustry', { industry: ids.Industry });
    expect(await refuse(company.id)).toEqual(failure('REFERENCES'));
    expect((await undo(ids.Industry!)).__typename).toBe('UndoSuccess');
    expect((await undo(company.id)).object).toEqual({ id: company.id });
  });

  it('to operators for what others changed, and to whom the object is hidden', async () => {
    await run('updateSpeech', { speech: ids.Speech, paraphrase: true });
    expect(await refuse(ids.Speech!, {}, operator)).toEqual(failure('', 'FORBIDDEN'));
    const outsider = await tokenFor(pavilion, 'operator', ['elsewhere']);
    expect(await refuse(ids.Speech!, {}, outsider)).toEqual(failure('', 'NOT_FOUND'));
    await run('updateSpeech', { speech: ids.Speech, paraphrase: false }, '__typename', operator);
    expect((await undo(ids.Speech!, {}, operator)).__typename).toBe('UndoSuccess');
  });

  it('where the change, or what it concerned, was announced', async () => {
    await run('openCeremony', { ceremony: ids.Ceremony, idempotencyKey: newKey() });
    expect(await refuse(ids.Ceremony!)).toEqual(failure('ANNOUNCED'));
    await run('updateProgramme', { ceremony: ids.Ceremony, items: [{ deal: built.deals[2] }] });
    const added = [{ deal: built.deals[2] }, { deal: ids.Deal }];
    await run('updateProgramme', { ceremony: ids.Ceremony, items: added });
    await run('signDeal', { deal: ids.Deal, idempotencyKey: newKey() });
    expect(await refuse(ids.Deal!)).toEqual(failure('ANNOUNCED'));
    expect(await refuse(ids.Ceremony!)).toEqual(failure('', 'PROGRAMME_ITEM_DONE'));
  });

  it('for exchange rates while a ceremony is open', async () => {
    await run('closeCeremony', { ceremony: ids.Ceremony, idempotencyKey: newKey() });
    await run('updateExhibition', { exhibition: 'undone', exchangeRates: null });
    await run('reopenCeremony', { ceremony: ids.Ceremony, idempotencyKey: newKey() });
    expect(await refuse(built.exhibition)).toEqual(failure('', 'RATES_IN_USE'));
  });

  it('for a second undo that is sent at the same time: one of ten has an effect', async () => {
    await run('deleteVenue', { venue: ids.Venue });
    const { auditLog } = await query(
      pavilion.url,
      'query($id: ID!) { auditLog(first: 1, filter: { object: $id }) { nodes { id } } }',
      { id: ids.Venue },
      { token: organizer },
    );
    const change = auditLog.nodes[0].id;
    const answers = await Promise.all(Array.from({ length: 10 }, () => undo(ids.Venue!, { change })));
    expect(answers.filter(({ __typename }) => __typename === 'UndoSuccess')).toHaveLength(1);
    expect(new Set(answers.map(({ code }) => code).filter(Boolean))).toEqual(new Set(['NOT_UNDOABLE']));
  });
});

describe('the kept rows', () => {
  it('are those of every table that a person enters, and the list of tables is that of the triggers', async () => {
    const { rows } = await pavilion.database.pool.query(
      `SELECT event_object_table AS name FROM information_schema.triggers
       WHERE trigger_name = 'keep_changed_row' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(keptTables.map(({ name }) => name).sort());
    const { rows: all } = await pavilion.database.pool.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const withoutUndo = [
      // What is announced, who did what, and what the server keeps for itself.
      ...['Announcement', 'RecomputedTotals', 'AuditRecord', 'ChangedRow', 'IdempotencyKey', 'RevokedToken'],
      ...['SearchFolding', '_prisma_migrations', 'Currency', 'DatabaseGeneration', 'CeremonyControl'],
      // What undo restores of a person goes with these.
      ...['PersonalValue', 'Redaction'],
      // Shared by figures, deals and speeches, and never removed: the links to them are kept.
      'Source',
    ];
    const known = [...keptTables.map(({ name }) => name), ...withoutUndo];
    expect(all.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the audit log', () => {
  const log = (filter: object, token = organizer) =>
    query(
      pavilion.url,
      `query($filter: AuditLogFilter) { auditLog(first: 100, filter: $filter) {
         totalCount nodes { at actor role mutation requestId objectType objectId announced before after exhibition { slug } } } }`,
      { filter },
      { token },
    ).then(({ auditLog }) => auditLog);

  it('lists who changed what, the newest first, with the previous state', async () => {
    const { nodes } = await log({ object: ids.Deal });
    expect(nodes[0]).toMatchObject({
      mutation: 'signDeal',
      announced: true,
      objectId: ids.Deal,
      role: 'ORGANIZER',
    });
    expect(nodes[0].exhibition).toEqual({ slug: 'undone' });
    expect(nodes.at(-1)).toMatchObject({ mutation: 'createDeal', before: null, announced: false });
    const times = nodes.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted().reverse());
    expect(
      nodes.find(({ mutation }: { mutation: string }) => mutation === 'withdrawDeal').before.status,
    ).toBe('PLANNED');
  });

  it('finds by verb, actor, exhibition and time', async () => {
    const all = (await log({})).totalCount;
    expect(
      (await log({ actor: 'operator-of-it' })).nodes.map(({ mutation }: { mutation: string }) => mutation),
    ).toEqual(['undo', 'updateSpeech']);
    expect((await log({ mutation: ['deleteVenue'] })).nodes[0].objectType).toBe('Venue');
    expect((await log({ mutation: [] })).totalCount).toBe(0);
    const ofIt = (await log({ exhibition: 'undone' })).totalCount;
    expect(ofIt).toBeGreaterThan(10);
    expect(ofIt).toBeLessThan(all);
    const [newest] = (await log({})).nodes;
    expect((await log({ before: newest.at })).totalCount + (await log({ from: newest.at })).totalCount).toBe(
      all,
    );
  });

  it('is for organizers: an operator is refused, also by node(id)', async () => {
    await expect(log({}, operator)).rejects.toThrow('FORBIDDEN');
    const { auditLog } = await query(
      pavilion.url,
      '{ auditLog(first: 1) { nodes { id } } }',
      {},
      { token: organizer },
    );
    const node = (token: string) =>
      query(
        pavilion.url,
        'query($id: ID!) { node(id: $id) { id } }',
        { id: auditLog.nodes[0].id },
        { token },
      );
    expect((await node(organizer)).node).not.toBeNull();
    expect((await node(operator)).node).toBeNull();
  });
});
