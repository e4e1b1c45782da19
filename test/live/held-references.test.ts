/**
 * Something is deleted while something else comes to refer to it, and the other way round. Who comes second waits, and
 * then finds what the first one did: a typed result, whatever comes first.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { OtherTransaction, uuid } from '../support/held-locks.ts';
import { mutate } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let other: OtherTransaction;
let made: Record<
  'series' | 'industry' | 'venue' | 'main' | 'person' | 'speech' | 'ceremony' | 'deal',
  string
>;

const url = () => stage.nodes[0]!.url;
const as = () => ({ token: stage.organizer });
const de = (text: string) => [{ language: 'de', text }];
const inBoth = [...de('Zwei'), { language: 'ja', text: '二' }];
const send = (name: string, input: object, selection = '__typename') =>
  mutate(url(), name, { ...input } as Record<string, unknown>, selection, as());
const create = (name: string, input: object, selection: string) => make(url(), name, input, selection, as());

const inputs = {
  series: () => ({
    slug: `series-${randomUUID()}`,
    nameTranslations: de('Messe'),
    hostCityTranslations: de('Kiel'),
    hostCountry: 'DE',
  }),
  industry: () => ({ code: `industry-${randomUUID()}`, nameTranslations: inBoth }),
  exhibition: () => ({
    series: made.series,
    edition: 9,
    slug: `fair-${randomUUID()}`,
    nameTranslations: de('Neunte'),
    startsOn: '2039-05-06',
    endsOn: '2039-05-10',
    timeZone: 'Europe/Berlin',
    languages: ['de'],
    reportingCurrency: 'EUR',
  }),
  venue: () => ({
    exhibition: stage.exhibition,
    nameTranslations: de('Saal'),
    cityTranslations: de('Kiel'),
    country: 'DE',
    timeZone: 'Europe/Berlin',
  }),
  person: () => ({ nameTranslations: de('Eva'), country: 'DE' }),
  speech: () => ({
    exhibition: stage.exhibition,
    speaker: made.person,
    language: 'de',
    officeTranslations: inBoth,
    textTranslations: inBoth,
  }),
  ceremony: () => ({
    exhibition: stage.exhibition,
    kind: 'SIGNING',
    nameTranslations: inBoth,
    startsAt: '2030-05-09T09:00:00Z',
  }),
  deal: () => ({
    exhibition: stage.exhibition,
    titleTranslations: inBoth,
    category: 'TRADE',
    instrument: 'CONTRACT',
    industry: 'hamburg-2030-shipping',
    parties: [
      { organization: stage.companies[0], role: 'BUYER' },
      { organization: stage.companies[1], role: 'SELLER' },
    ],
  }),
  figure: () => ({
    metric: 'PARTICIPANTS',
    value: '12000',
    qualifier: 'EXACT',
    asOf: '2030-05-10',
    sources: [{ publisher: 'Amt', reference: randomUUID(), publishedOn: '2030-05-11' }],
  }),
};

const makers = {
  series: () => create('createSeries', inputs.series(), 'series { id }'),
  industry: () => create('createIndustry', inputs.industry(), 'industry { id code }'),
  venue: () => create('createVenue', inputs.venue(), 'venue { id }'),
  person: () => create('createPerson', inputs.person(), 'person { id }'),
  speech: () => create('createSpeech', inputs.speech(), 'speech { id }'),
  ceremony: () => create('createCeremony', inputs.ceremony(), 'ceremony { id }'),
  deal: () => create('createDeal', inputs.deal(), 'deal { id }'),
  company: () => create('createCompany', { nameTranslations: de('Neu'), country: 'DE' }, 'company { id }'),
};
const newOne = async (noun: keyof typeof makers): Promise<string> => (await makers[noun]())[noun].id;
const exhibitor = async (more: object = {}): Promise<string> => {
  const input = { exhibition: stage.exhibition, organization: await newOne('company'), ...more };
  return (await create('registerExhibitor', input, 'exhibitor { id }')).exhibitor.id;
};

beforeAll(async () => {
  stage = await openStage({ deals: 2 });
  other = await OtherTransaction.open(stage.nodes[0]!.databaseUrl);
  made = {} as typeof made;
  for (const noun of ['series', 'industry', 'venue', 'person', 'speech', 'ceremony', 'deal'] as const)
    made[noun] = await newOne(noun);
  made.main = await exhibitor();
});
afterAll(async () => {
  await other.close();
  await stage[Symbol.asyncDispose]();
});

describe('a deletion waits for what comes to refer to the object, and refuses', () => {
  const setReference = (table: string, id: string, column: string, value: string) =>
    other.copy(table, id, { id: randomUUID(), [column]: uuid(value) });

  it.each<[string, string, () => Promise<string>, (id: string) => Promise<unknown>]>([
    [
      'deleteIndustry',
      'industry',
      () => newOne('industry'),
      (id) => setReference('Deal', made.deal, 'industryId', id),
    ],
    [
      'deleteCompany',
      'company',
      () => newOne('company'),
      (id) =>
        other.run(
          `INSERT INTO "DealParty" ("dealId", "organizationId", "role", "position") VALUES ($1, $2, 'HOST', 5)`,
          [...[uuid(made.deal), uuid(id)]],
        ),
    ],
    [
      'deletePerson',
      'person',
      () => newOne('person'),
      (id) => setReference('Speech', made.speech, 'speakerId', id),
    ],
    [
      'deleteVenue',
      'venue',
      () => newOne('venue'),
      (id) =>
        other.run(`INSERT INTO "CeremonyVenue" ("ceremonyId", "venueId", "position") VALUES ($1, $2, 9)`, [
          ...[uuid(made.ceremony), uuid(id)],
        ]),
    ],
    [
      'deleteSeries',
      'series',
      () => newOne('series'),
      (id) =>
        other.copy('Exhibition', stage.exhibition, {
          ...{ id: randomUUID(), slug: `copy-${randomUUID()}`, seriesId: uuid(id) },
        }),
    ],
    [
      'deleteExhibitor',
      'exhibitor',
      () => exhibitor(),
      async (id) =>
        other.copy('Exhibitor', made.main, {
          ...{ id: randomUUID(), role: 'CO', mainExhibitorId: uuid(id) },
          organizationId: uuid(await newOne('company')),
        }),
    ],
  ])('%s', async (verb, field, maker, refer) => {
    const id = await maker();
    const refused = await other.whileChanging(
      () => refer(id),
      () => send(verb, { [field]: id }),
    );
    expect(refused.code).toBe('IN_USE');
  });

  it('deleteExhibition, by a ceremony', async () => {
    const { exhibition } = await create('createExhibition', inputs.exhibition(), 'exhibition { id }');
    const refused = await other.whileChanging(
      () => setReference('Ceremony', made.ceremony, 'exhibitionId', exhibition.id),
      () => send('deleteExhibition', { exhibition: exhibition.id }),
    );
    expect(refused.code).toBe('IN_USE');
  });

  it.each<[string, string, 'ceremony' | 'deal' | 'speech', string, string]>([
    [
      'deleteCeremony',
      'Ceremony',
      'ceremony',
      `"status" = 'OPEN', "openedAt" = now()`,
      'CEREMONY_NOT_PLANNED',
    ],
    ['deleteDeal', 'Deal', 'deal', `"status" = 'SIGNED', "signedAt" = now()`, 'DEAL_NOT_PLANNED'],
    ['deleteSpeech', 'Speech', 'speech', `"status" = 'STARTED', "startedAt" = now()`, 'SPEECH_NOT_SCHEDULED'],
  ])('%s, by its announcement', async (verb, table, noun, change, code) => {
    const id = await newOne(noun);
    const update = (columns: string) =>
      other.run(`UPDATE "${table}" SET ${columns} WHERE "id" = $1`, [uuid(id)]);
    const refused = await other.whileChanging(
      () => update(change),
      () => send(verb, { [noun]: id }),
    );
    expect(refused.code).toBe(code);
    await other.run(`SELECT FROM "${table}" WHERE "id" = $1 FOR UPDATE`, [uuid(id)]);
  });

  it('deleteDeal takes the deal out of the programme that it was added to meanwhile, under the lock of its ceremony', async () => {
    const deal = await newOne('deal');
    await other.whileChanging(
      async () => {
        await other.run(`SELECT FROM "Ceremony" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(made.ceremony)]);
        await other.run(`SELECT FROM "Deal" WHERE "id" = $1 FOR SHARE`, [uuid(deal)]);
        await other.run(
          `INSERT INTO "ProgrammeItem" ("id", "ceremonyId", "position", "dealId") VALUES ($1, $2, 900, $3)`,
          [randomUUID(), uuid(made.ceremony), uuid(deal)],
        );
      },
      () => create('deleteDeal', { deal }, '__typename'),
    );
    expect(await other.run(`SELECT FROM "Deal" WHERE "id" = $1`, [uuid(deal)])).toEqual([]);
  });
});

describe('what would refer to an object waits for its deletion, and does not find it', () => {
  const remove = (table: string, id: string) =>
    other.run(`DELETE FROM "${table}" WHERE "id" = $1`, [uuid(id)]);
  const cases: [string, string, keyof typeof makers, (id: string) => Promise<object> | object, string?][] = [
    [
      'createCompany',
      'Industry',
      'industry',
      async () => ({ nameTranslations: de('X'), country: 'DE' }),
      'INVALID_INPUT',
    ],
    ['createDeal', 'Industry', 'industry', () => inputs.deal(), 'INVALID_INPUT'],
    ['updateDeal', 'Industry', 'industry', () => ({ deal: made.deal }), 'INVALID_INPUT'],
    [
      'createDeal',
      'Organization',
      'company',
      (id) => ({
        ...inputs.deal(),
        parties: [
          { organization: id, role: 'BUYER' },
          { organization: stage.city, role: 'SELLER' },
        ],
      }),
    ],
    ['createSeries', 'Organization', 'company', (organizer) => ({ ...inputs.series(), organizer })],
    ['updateSeries', 'Organization', 'company', (organizer) => ({ series: made.series, organizer })],
    [
      'registerExhibitor',
      'Organization',
      'company',
      (organization) => ({ exhibition: stage.exhibition, organization }),
    ],
    ['createSpeech', 'Person', 'person', (speaker) => ({ ...inputs.speech(), speaker })],
    [
      'createCeremony',
      'Venue',
      'venue',
      (venue) => ({ ...inputs.ceremony(), venues: [venue] }),
      'INVALID_INPUT',
    ],
    ['createExhibition', 'ExhibitionSeries', 'series', (series) => ({ ...inputs.exhibition(), series })],
    ['recordReportedFigure', 'Ceremony', 'ceremony', (ceremony) => ({ ...inputs.figure(), ceremony })],
    ['updateProgramme', 'Deal', 'deal', (deal) => ({ ceremony: made.ceremony, items: [{ deal }] })],
    ['openCeremony', 'Ceremony', 'ceremony', (ceremony) => ({ ceremony, idempotencyKey: newKey() })],
    ['signDeal', 'Deal', 'deal', (deal) => ({ deal, idempotencyKey: newKey() })],
    ['updateVenue', 'Venue', 'venue', (venue) => ({ venue })],
  ];
  it.each(cases)('%s: %s', async (verb, table, noun, inputOf, code = 'NOT_FOUND') => {
    const { [noun]: target } = await makers[noun]();
    const input = await inputOf(target.id);
    const refused = await other.whileChanging(
      async () => {
        // As deletions do it.
        await other.run(`DELETE FROM "DealParty" WHERE "dealId" = $1`, [uuid(target.id)]);
        await remove(table, target.id);
      },
      () => send(verb, { ...input, ...(noun === 'industry' && { industry: target.code }) }),
    );
    expect(refused.code).toBe(code);
  });

  it('registerExhibitor: Exhibitor', async () => {
    const mainExhibitor = await exhibitor();
    const input = { exhibition: stage.exhibition, organization: await newOne('company'), mainExhibitor };
    const refused = await other.whileChanging(
      () => remove('Exhibitor', mainExhibitor),
      () => send('registerExhibitor', input),
    );
    expect(refused.code).toBe('NOT_FOUND');
  });
});

describe('by the version', () => {
  it.each<[string, string, string, () => Promise<string> | string]>([
    ['updateIndustry', 'industry', 'Industry', () => made.industry],
    ['updateSeries', 'series', 'ExhibitionSeries', () => made.series],
    ['updateVenue', 'venue', 'Venue', () => made.venue],
    ['updateExhibitor', 'exhibitor', 'Exhibitor', () => made.main],
    ['updatePerson', 'person', 'Person', () => made.person],
    ['updateCompany', 'company', 'Organization', () => stage.companies[0]!],
    [
      'updateReportedFigure',
      'figure',
      'ReportedFigure',
      async () => {
        const input = { ...inputs.figure(), ceremony: stage.ceremony };
        return (await create('recordReportedFigure', input, 'figure { id }')).figure.id;
      },
    ],
  ])('%s waits for another change, and refuses', async (verb, field, table, idOf) => {
    const id = await idOf();
    const { version } = await other.one(`SELECT "version" FROM "${table}" WHERE "id" = $1`, [uuid(id)]);
    const refused = await other.whileChanging(
      () => other.run(`UPDATE "${table}" SET "version" = "version" + 1 WHERE "id" = $1`, [uuid(id)]),
      () => send(verb, { [field]: id, expectedVersion: version }),
    );
    expect(refused.code).toBe('VERSION_CONFLICT');
  });
});

describe('by a name that it announces', () => {
  it('signDeal waits for a rename of the industry', async () => {
    const deal = stage.deals[0];
    const { announcement } = await other.whileChanging(
      async () => {
        // As updateIndustry does it.
        await other.run(`SELECT FROM "Deal" WHERE "id" = $1 FOR SHARE`, [uuid(deal!)]);
        await other.run(`UPDATE "Industry" SET "names" = $1 WHERE "code" = 'hamburg-2030-shipping'`, [
          JSON.stringify(de('Seefahrt')),
        ]);
      },
      () =>
        create(
          'signDeal',
          { deal, idempotencyKey: newKey() },
          'announcement { deal { industry { name(language: "de") } } }',
        ),
    );
    expect(announcement.deal.industry.name).toBe('Seefahrt');
  });

  it('updateIndustry waits for a signing', async () => {
    await other.whileChanging(
      () => other.run(`SELECT FROM "Deal" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(stage.deals[1]!)]),
      async () => {
        const { id } = await other.one(`SELECT "id" FROM "Industry" WHERE "code" = 'hamburg-2030-shipping'`);
        const industry = Buffer.from(`Industry:${id}`).toString('base64');
        return create('updateIndustry', { industry, nameTranslations: de('Schifffahrt') }, '__typename');
      },
    );
  });
});

it('makes two exhibitors co-exhibitors of each other at the same time without a deadlock: one of them stays a main exhibitor', async () => {
  const deadlocks = async () =>
    Number(
      (await other.one('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()'))
        .deadlocks,
    );
  const before = await deadlocks();
  for (let round = 0; round < 4; round++) {
    const [left, right] = await Promise.all([exhibitor(), exhibitor()]);
    const results = await Promise.all([
      send('updateExhibitor', { exhibitor: left, mainExhibitor: right }),
      send('updateExhibitor', { exhibitor: right, mainExhibitor: left }),
    ]);
    expect(results.map(({ code = 'OK' }) => code).sort()).toEqual(['INVALID_INPUT', 'OK']);
  }
  expect(await deadlocks()).toBe(before);
});

it('updateExhibition adds a venue after one was deleted', async () => {
  const [first, second] = [await newOne('venue'), await newOne('venue')];
  await create('deleteVenue', { venue: first }, '__typename');
  const { exhibition: _exhibition, ...venue } = inputs.venue();
  await create('updateExhibition', { exhibition: stage.exhibition, addVenues: [venue] }, '__typename');
  const { positions } = await other.one(
    `SELECT array_agg("id" ORDER BY "position") AS positions FROM "Venue" WHERE "exhibitionId" = $1`,
    [uuid(stage.exhibition)],
  );
  expect(positions.at(-2)).toBe(uuid(second));
});
