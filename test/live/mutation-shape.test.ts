/** What every mutation that goes through defineMutation keeps: two round trips, and the version that was expected. */
import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { make, newKey, todayAtVenue } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

const de = (text: string) => [{ language: 'de', text }];

type Verb = [name: string, input: () => object | Promise<object>];

/** A report lives in memory; an import is one transaction of many steps. */
const withoutTransaction = ['acknowledgeAnnouncement', 'importExhibition'];

/** Every other field of Mutation. Each finds what the ones before it leave. */
const verbs = (stage: Stage): Verb[] => [
  ['createIndustry', () => ({ code: 'optics', nameTranslations: de('Optik') })],
  ['createPerson', () => ({ nameTranslations: de('Eva'), country: 'DE' })],
  ['createCompany', () => ({ nameTranslations: de('Optik Nord'), country: 'DE', industry: 'optics' })],
  ['createPublicBody', () => ({ nameTranslations: de('Stadt'), bodyKind: 'CITY', country: 'DE' })],
  [
    'createSeries',
    () => ({
      slug: 'shape',
      nameTranslations: de('Messe'),
      hostCityTranslations: de('Bremen'),
      hostCountry: 'DE',
      organizer: stage.city,
    }),
  ],
  [
    'createExhibition',
    () => ({
      series: 'shape',
      edition: 1,
      slug: 'shape-2030',
      nameTranslations: de('Erste Messe'),
      startsOn: '2030-05-06',
      endsOn: '2030-05-08',
      timeZone: 'Europe/Berlin',
      languages: ['de'],
      reportingCurrency: 'EUR',
    }),
  ],
  ['copyExhibition', () => ({ exhibition: stage.slug, slug: 'copy-2031', startsOn: '2031-05-06' })],
  ['registerExhibitor', () => ({ exhibition: stage.slug, organization: stage.companies[0] })],
  [
    'createDeal',
    () => ({
      exhibition: stage.slug,
      titleTranslations: de('Vertrag'),
      category: 'TRADE',
      instrument: 'CONTRACT',
      industry: 'optics',
      parties: [
        { organization: stage.companies[1], role: 'BUYER' },
        { organization: stage.companies[0], role: 'SELLER' },
      ],
    }),
  ],
  [
    'createSpeech',
    async () => ({
      exhibition: stage.slug,
      speaker: await idOf(stage, `speech(id: "${stage.speeches[0]}") { id: speaker { id } }`, 'speech'),
      officeTranslations: de('Bürgermeisterin'),
      language: 'de',
      textTranslations: de('Willkommen.'),
    }),
  ],
  [
    'createCeremony',
    () => ({
      exhibition: stage.slug,
      kind: 'SIGNING',
      nameTranslations: de('Zweite'),
      startsAt: '2030-05-07T09:00:00Z',
    }),
  ],
  [
    'recordReportedFigure',
    () => ({
      exhibition: stage.slug,
      metric: 'BOOTHS',
      value: '58',
      qualifier: 'EXACT',
      asOf: '2030-05-08',
      sources: [{ publisher: 'Zeitung', publishedOn: '2030-05-09' }],
    }),
  ],
  ['createVenue', () => ({ exhibition: 'shape-2030', ...hall })],
  ['updateVenue', async () => ({ venue: await venueOf(stage), nameTranslations: de('Halle 2') })],
  ['deleteVenue', async () => ({ venue: await venueOf(stage) })],
  [
    'deleteExhibition',
    async () => ({ exhibition: await first(stage, 'exhibition(idOrSlug: "shape-2030") { id }') }),
  ],
  ['updateSeries', () => ({ series: 'shape', heldSince: 1999 })],
  ['deleteSeries', async () => ({ series: await first(stage, 'series(idOrSlug: "shape") { id }') })],
  ['updatePerson', async () => ({ person: await person(stage), country: 'FR' })],
  ['deletePerson', async () => ({ person: await person(stage) })],
  ['updatePublicBody', async () => ({ publicBody: stage.city, bodyKind: 'ZONE' })],
  ['deletePublicBody', async () => ({ publicBody: await first(stage, bodyNamed('Stadt')) })],
  ['updateExhibitor', async () => ({ exhibitor: await exhibitor(stage), hall: 'B' })],
  ['deleteExhibitor', async () => ({ exhibitor: await exhibitor(stage) })],
  [
    'deleteDeal',
    async () => ({
      deal: await first(
        stage,
        `deals(filter: { exhibition: "${stage.slug}", text: "Vertrag", industry: "optics" }) { nodes { id } }`,
      ),
    }),
  ],
  [
    'deleteCompany',
    async () => ({
      company: await first(stage, 'companies(filter: { text: "Optik Nord" }) { nodes { id } }'),
    }),
  ],
  [
    'updateIndustry',
    async () => ({
      industry: await first(stage, 'industries { id code }', /"id":"([^"]+)","code":"optics"/),
      nameTranslations: de('Feinoptik'),
    }),
  ],
  [
    'deleteIndustry',
    async () => ({
      industry: await first(stage, 'industries { id code }', /"id":"([^"]+)","code":"optics"/),
    }),
  ],
  [
    'deleteSpeech',
    async () => ({
      speech: await first(
        stage,
        `exhibition(idOrSlug: "${stage.slug}") { speeches(last: 1) { nodes { id } } }`,
      ),
    }),
  ],
  ['updateReportedFigure', async () => ({ figure: await figure(stage), value: '60' })],
  ['deleteReportedFigure', async () => ({ figure: await figure(stage) })],
  ['updateCeremony', async () => ({ ceremony: await planned(stage), startsAt: '2030-05-07T10:00:00Z' })],
  ['deleteCeremony', () => ({ ceremony: unused })],
  ['cancelCeremony', async () => ({ ceremony: await planned(stage) })],
  ['updateCompany', () => ({ company: stage.companies[0], nameTranslations: de('Reederei Süd') })],
  ['updateExhibition', () => ({ exhibition: stage.exhibition, themeTranslations: null })],
  ['updateDeal', () => ({ deal: stage.deals[0], amount: null })],
  ['updateDealNotes', () => ({ deal: stage.deals[0], noteTranslations: de('Notiz') })],
  ['updateSpeechNotes', () => ({ speech: stage.speeches[0], noteTranslations: de('Notiz') })],
  ['updateSpeech', () => ({ speech: stage.speeches[0], textTranslations: de('Guten Tag.') })],
  [
    'cueProgrammeItem',
    async () => ({
      item: await idOf(
        stage,
        `exhibition(idOrSlug: "${stage.slug}") { ceremonies { programme { id } } }`,
        'programme',
      ),
      evenIfIncomplete: true,
    }),
  ],
  [
    'addProgrammeItem',
    () => ({ ceremony: stage.ceremony, title: { kind: 'ANTHEM', titleTranslations: de('Hymne') } }),
  ],
  ['updateProgrammeItem', async () => ({ item: await titled(stage), durationSeconds: 60 })],
  ['moveProgrammeItem', async () => ({ item: await titled(stage), position: 0 })],
  ['removeProgrammeItem', async () => ({ item: await titled(stage) })],
  // One operator accepts what it has already accepted.
  ...['takeControl', 'renewControl', 'acceptControl', 'offerControl', 'releaseControl'].map(
    (name): Verb => [name, () => ({ ceremony: stage.ceremony })],
  ),
  ['openCeremony', () => ({ ceremony: stage.ceremony, mode: 'REHEARSAL' })],
  ['holdCeremony', () => ({ ceremony: stage.ceremony, mode: 'REHEARSAL' })],
  ['publishNotice', () => ({ exhibition: stage.exhibition, textTranslations: de('Beginn um neun') })],
  ['undo', () => ({ object: stage.deals[0] })],
  [
    'mergeCompanies',
    async () => ({ duplicate: await added(stage, 'company'), survivor: stage.companies[0] }),
  ],
  ['mergePublicBodies', async () => ({ duplicate: await added(stage, 'publicBody'), survivor: stage.city })],
  [
    'mergePeople',
    async () => ({ duplicate: await added(stage, 'person'), survivor: await added(stage, 'person') }),
  ],
  ['signDeal', () => ({ deal: stage.deals[0] })],
  ['signDeals', () => ({ deals: [{ deal: stage.deals[2] }] })],
  [
    'recordDeal',
    async () => ({
      exhibition: await past(stage),
      signedOn: '2020-05-06',
      titleTranslations: de('Altvertrag'),
      category: 'TRADE',
      instrument: 'CONTRACT',
      industry: `${stage.slug}-shipping`,
      parties: [
        { organization: stage.companies[0], role: 'SELLER' },
        { organization: stage.companies[1], role: 'BUYER' },
      ],
    }),
  ],
  [
    'recordSpeech',
    async () => ({
      exhibition: stage.slug,
      speaker: await idOf(stage, `speech(id: "${stage.speeches[0]}") { id: speaker { id } }`, 'speech'),
      givenOn: '2020-05-06',
      officeTranslations: de('Bürgermeisterin'),
      language: 'de',
    }),
  ],
  [
    'recordDealOutcome',
    () => ({
      deal: stage.deals[0],
      kind: 'REALISED',
      asOf: signingDay(),
      amount: { amount: '5.00', currency: 'EUR' },
      sources: [{ publisher: 'Zeitung', publishedOn: '2030-05-09' }],
    }),
  ],
  [
    'updateDealOutcome',
    async () => ({ outcome: await outcome(stage), amount: { amount: '6.00', currency: 'EUR' } }),
  ],
  ['deleteDealOutcome', async () => ({ outcome: await outcome(stage) })],
  ['correctDeal', () => ({ deal: stage.deals[0], amount: { amount: '7.00', currency: 'EUR' } })],
  ['retractDeal', () => ({ deal: stage.deals[0] })],
  ['withdrawDeal', () => ({ deal: stage.deals[1] })],
  // What is done stays in the programme, retracted or not.
  [
    'updateProgramme',
    () => ({ ceremony: stage.ceremony, items: [{ deal: stage.deals[0] }, { deal: stage.deals[2] }] }),
  ],
  ['startSpeech', () => ({ speech: stage.speeches[0] })],
  ['finishSpeech', () => ({ speech: stage.speeches[0] })],
  ['releaseSpeechText', () => ({ speech: stage.speeches[0] })],
  ['closeCeremony', () => ({ ceremony: stage.ceremony })],
  ['reopenCeremony', () => ({ ceremony: stage.ceremony })],
  ['resetRehearsal', () => ({ exhibition: stage.exhibition })],
  [
    'redactPerson',
    async () => ({
      person: await idOf(stage, `speech(id: "${stage.speeches[0]}") { id: speaker { id } }`, 'speech'),
    }),
  ],
  ['setWallControl', () => ({ exhibition: stage.exhibition, picture: 'TOTALS' })],
  ['revokeToken', () => ({ token: 'a-token-id' })],
];

const hall = {
  nameTranslations: de('Halle'),
  cityTranslations: de('Bremen'),
  country: 'DE',
  timeZone: 'Europe/Berlin',
};

/** The first id of the answer, or what the pattern finds in it. */
async function first(stage: Stage, selection: string, pattern = /"id":"([^"]+)"/): Promise<string> {
  const data = await query(stage.nodes[0]!.url, `{ ${selection} }`, {}, { token: stage.organizer });
  return pattern.exec(JSON.stringify(data))![1]!;
}

/** The deals of this test are signed today. */
const signingDay = todayAtVenue;
const outcome = (stage: Stage) => first(stage, `deal(id: "${stage.deals[0]}") { outcomes { id } }`);
/** An exhibition that has begun: what is recorded is not in the future. */
async function past({ nodes, slug, organizer }: Stage): Promise<string> {
  const input = { exhibition: slug, startsOn: '2020-05-06' };
  await make(nodes[0]!.url, 'updateExhibition', input, '__typename', { token: organizer });
  return slug;
}
/** The id of a new one. */
async function added(
  { nodes, organizer }: Stage,
  noun: 'company' | 'publicBody' | 'person',
): Promise<string> {
  const name = `create${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  const input = {
    nameTranslations: de('Doppelt'),
    country: 'DE',
    ...(noun === 'publicBody' && { bodyKind: 'CITY' }),
  };
  const made = await make(nodes[0]!.url, name, input, `${noun} { id }`, { token: organizer });
  return made[noun].id;
}
const venueOf = (stage: Stage) => first(stage, 'exhibition(idOrSlug: "shape-2030") { venues { id } }');
const person = (stage: Stage) => first(stage, 'people(filter: { text: "Eva" }) { nodes { id } }');
const bodyNamed = (name: string) => `publicBodies(first: 1, filter: { text: "${name}" }) { nodes { id } }`;
const ofStage = ({ slug }: Stage, selection: string) => `exhibition(idOrSlug: "${slug}") { ${selection} }`;
const exhibitor = (stage: Stage) =>
  first(stage, ofStage(stage, 'exhibitors { nodes { id } }'), /"nodes":\[\{"id":"([^"]+)"/);
const figure = (stage: Stage) => first(stage, ofStage(stage, 'reportedFigures { nodes { id } }'));
const planned = (stage: Stage) =>
  first(stage, ofStage(stage, 'ceremonies { id status }'), /"id":"([^"]+)","status":"PLANNED"/);

const titled = (stage: Stage) =>
  first(stage, ofStage(stage, 'ceremonies { programme { id title } }'), /"id":"([^"]+)","title":"/);

/** The first id below the selection. */
async function idOf(stage: Stage, selection: string, field: string): Promise<string> {
  const data = await query(stage.nodes[0]!.url, `{ ${selection} }`, {}, { token: stage.organizer });
  const found = JSON.stringify(data[field] ?? data);
  return /"id":\{"id":"([^"]+)"|"programme":\[\{"id":"([^"]+)"/.exec(found)!.slice(1).find(Boolean)!;
}

/** Counts how often a transaction sends statements while none of its statements is waiting for its answer. */
function countFlights(): () => number {
  type Query = (...parameters: unknown[]) => Promise<unknown>;
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const { query: original } = prototype;
  const waiting = new Map<unknown, number>();
  let flights = 0;
  prototype.query = function counted(this: unknown, ...parameters: unknown[]) {
    const [first] = parameters as [string | { text?: string }];
    const text = typeof first === 'string' ? first : first?.text;
    if (text === 'BEGIN') waiting.set(this, 0);
    const answer = original.apply(this, parameters);
    const before = waiting.get(this);
    if (before === undefined) return answer;
    if (before === 0) flights++;
    waiting.set(this, before + 1);
    const answered = () => {
      if (text === 'COMMIT' || text === 'ROLLBACK') waiting.delete(this);
      else if (waiting.has(this)) waiting.set(this, waiting.get(this)! - 1);
    };
    answer.then(answered, answered);
    return answer;
  };
  onTestFinished(() => {
    prototype.query = original;
  });
  return () => flights;
}

let stage: Stage;
let inputFields: Record<string, string[]>;
/** A ceremony about which nothing is announced. */
let unused: string;

const run = async (name: string, input: object) => {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const conflict = inputFields[name]!.includes('expectedVersion')
    ? '... on VersionConflict { expectedVersion currentVersion current { id } }'
    : '';
  const document = `mutation Run($input: ${type}Input!) {
    ${name}(input: $input) { __typename ... on UserError { code message } ${conflict} } }`;
  const key = inputFields[name]!.includes('idempotencyKey') ? { idempotencyKey: newKey() } : {};
  const options = { token: stage.organizer };
  return (await query(stage.nodes[0]!.url, document, { input: { ...key, ...input } }, options))[name];
};

beforeAll(async () => {
  stage = await openStage({ deals: 3 });
  const plan = {
    exhibition: stage.slug,
    kind: 'CLOSING',
    nameTranslations: de('Dritte'),
    startsAt: '2030-05-08T09:00:00Z',
  };
  const as = { token: stage.organizer };
  unused = (await make(stage.nodes[0]!.url, 'createCeremony', plan, 'ceremony { id }', as)).ceremony.id;
  const { __schema } = await query(
    stage.nodes[0]!.url,
    '{ __schema { types { name inputFields { name } } } }',
    {},
    { token: stage.organizer },
  );
  inputFields = Object.fromEntries(
    __schema.types
      .filter(({ name }: { name: string }) => name.endsWith('Input'))
      .map(({ name, inputFields }: { name: string; inputFields: { name: string }[] }) => [
        name.charAt(0).toLowerCase() + name.slice(1, -'Input'.length),
        (inputFields ?? []).map((field) => field.name),
      ]),
  );
  return () => stage[Symbol.asyncDispose]();
});

it('the list of this file has every field of Mutation', async () => {
  const { __type } = await query(stage.nodes[0]!.url, '{ __type(name: "Mutation") { fields { name } } }');
  const fields = __type.fields.map(({ name }: { name: string }) => name).sort();
  expect([...verbs(stage).map(([name]) => name), ...withoutTransaction].sort()).toEqual(fields);
});

describe('a mutation', () => {
  it('is sent in two round trips, and rejects a version that is not the current one', async () => {
    for (const [name, input] of verbs(stage)) {
      const given = await input();
      if (inputFields[name]!.includes('expectedVersion')) {
        const conflict = await run(name, { ...given, expectedVersion: 999 });
        expect([name, conflict.code, conflict.expectedVersion]).toEqual([name, 'VERSION_CONFLICT', 999]);
        expect(conflict.current.id).toBeTruthy();
        const flights = countFlights();
        const success = await run(name, { ...given, expectedVersion: conflict.currentVersion });
        expect([success.__typename, flights()]).toEqual([expect.stringMatching(/Success$/), 2]);
        continue;
      }
      const flights = countFlights();
      const success = await run(name, given);
      expect([name, success.__typename, flights()]).toEqual([name, expect.stringMatching(/Success$/), 2]);
    }
  });
});

it('a retracted deal stays in the programme', async () => {
  const own = await openStage({ deals: 1 });
  onTestFinished(() => own[Symbol.asyncDispose]());
  await own.sign();
  const { url } = own.nodes[0]!;
  const token = { token: own.organizer };
  const retracting = { deal: own.deals[0], idempotencyKey: newKey() };
  expect(await mutate(url, 'retractDeal', retracting, '__typename', token)).toEqual({
    __typename: 'RetractDealSuccess',
  });
  const emptying = { ceremony: own.ceremony, items: [] };
  expect(await mutate(url, 'updateProgramme', emptying, '__typename', token)).toMatchObject({
    __typename: 'ProgrammeItemDone',
  });
});

it('an update to the stored values makes no version and no audit row', async () => {
  const own = await openStage({ deals: 1 });
  onTestFinished(() => own[Symbol.asyncDispose]());
  const { url } = own.nodes[0]!;
  const token = { token: own.organizer };
  const { exhibition, deal, speech } = await query(
    url,
    `query Stored($exhibition: ID!, $deal: ID!, $speech: ID!) {
       exhibition(idOrSlug: $exhibition) {
         startsOn endsOn timeZone languages
         nameTranslations { language text } themeTranslations { language text } focusIndustries { code }
         exchangeRates { currency rate date source sample }
         ceremonies { programme { id deal { id } speech { id } } }
       }
       deal(id: $deal) {
         category instrument titleTranslations { language text } amount { amount currency } industry { code }
         parties { role organization { id } }
       }
       speech(id: $speech) {
         language paraphrase officeTranslations { language text } textTranslations { language text }
       }
     }`,
    { exhibition: own.slug, deal: own.deals[0], speech: own.speeches[0] },
    token,
  );
  const [{ programme }] = exhibition.ceremonies;
  const updates: [name: string, input: Record<string, unknown>][] = [
    ['updateExhibition', { exhibition: own.slug }],
    [
      'updateExhibition',
      {
        ...{ exhibition: own.slug, startsOn: exhibition.startsOn, endsOn: exhibition.endsOn },
        ...{ timeZone: exhibition.timeZone, languages: exhibition.languages },
        nameTranslations: exhibition.nameTranslations,
        themeTranslations: exhibition.themeTranslations.length > 0 ? exhibition.themeTranslations : null,
        focusIndustries: exhibition.focusIndustries.map(({ code }: { code: string }) => code),
        // What is sent is no sample.
        ...(exhibition.exchangeRates.every(({ sample }: { sample: boolean }) => !sample) && {
          exchangeRates: exhibition.exchangeRates.map(({ sample: _, ...rate }: { sample: boolean }) => rate),
        }),
      },
    ],
    ['updateDeal', { deal: own.deals[0] }],
    [
      'updateDeal',
      {
        ...deal,
        deal: own.deals[0],
        industry: deal.industry.code,
        parties: deal.parties.map((party: { role: string; organization: { id: string } }) => ({
          role: party.role,
          organization: party.organization.id,
        })),
      },
    ],
    ['updateSpeech', { ...speech, speech: own.speeches[0] }],
    ['updateCompany', { company: own.companies[0] }],
    [
      'updateProgramme',
      {
        ceremony: own.ceremony,
        items: programme.map((item: { deal: { id: string } | null; speech: { id: string } | null }) =>
          item.deal ? { deal: item.deal.id } : { speech: item.speech!.id },
        ),
      },
    ],
    ['cueProgrammeItem', { item: programme[0].id, cue: 'NONE' }],
    ['resetRehearsal', { exhibition: own.slug }],
    ['setWallControl', { exhibition: own.slug, picture: null }],
  ];
  const client = new pg.Client(own.nodes[0]!.databaseUrl);
  await client.connect();
  onTestFinished(() => client.end());
  const state = async () =>
    (
      await client.query(`
        SELECT (SELECT count(*) FROM "AuditRecord") AS audited, (SELECT sum("version") FROM "Exhibition") AS exhibitions,
               (SELECT sum("version") FROM "Deal") AS deals, (SELECT sum("version") FROM "Speech") AS speeches,
               (SELECT sum("version") FROM "Organization") AS organizations,
               (SELECT sum("version" + "programmeVersion") FROM "Ceremony") AS ceremonies,
               (SELECT sum("version") FROM "WallControl") AS walls,
               (SELECT count(*) FROM "StreamEpoch") AS epochs`)
    ).rows[0];
  const before = await state();
  for (const [name, input] of updates) {
    expect([name, await mutate(url, name, input, '__typename', token)]).toEqual([
      name,
      { __typename: `${name.charAt(0).toUpperCase()}${name.slice(1)}Success` },
    ]);
    expect([name, await state()]).toEqual([name, before]);
  }
});
