/**
 * What is not announced is not public, in any field. Callers who may not see the plans walk the whole schema, before
 * and after more is planned and rehearsed: their responses must not change by one character, and contain nothing
 * beyond the announcements. The documents are generated from the schema (support/schema-walk.ts).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { type Samples, type WalkedField, walkSchema } from '../support/schema-walk.ts';
import { subscribe } from '../support/subscriber.ts';

type Person = (typeof outsiders)[number] | 'its operator';
type Walk = Map<string, string>;

const slug = 'walked';
const askers = 8;
/** In everything that is planned and not announced. */
const secret = 'Verschwiegen';
const unknownName = 'Stille Firma';
const secretAmounts = /7777\.77|888888/;
const outsiders = [
  ...(['the public', 'a screen of it', 'an operator of another exhibition'] as const),
  'an organizer of another series',
] as const;

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
/** Walked before more is planned; `pavilion` compiles queries, and is walked afterwards: their responses must be equal. */
let plain: typeof pavilion;
let built: BuiltExhibition;
let silent: { company: string; person: string };
/** Items planned after the initial ones of the programme. */
const programme: object[] = [];
let fields: WalkedField[];
let tokens: Record<Person, string | undefined>;
const before: Partial<Record<Person, Walk>> = {};

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { OPERATIONS_PER_MINUTE: '1000000' } });
  plain = await openPavilion({
    databaseUrl: pavilion.databaseUrl,
    environment: { OPERATIONS_PER_MINUTE: '1000000', COMPILED_QUERIES: 'off' },
  });
  const organizer = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, organizer, { slug, deals: 6 });
  await buildExhibition(pavilion.url, organizer, { slug: 'elsewhere', deals: 0 });
  tokens = {
    'the public': undefined,
    'a screen of it': await tokenFor(pavilion, 'screen', [slug]),
    'an operator of another exhibition': await tokenFor(pavilion, 'operator', ['elsewhere']),
    'an organizer of another series': await tokenFor(pavilion, 'organizer', ['elsewhere'], {
      series: ['elsewhere-series'],
    }),
    'its operator': await tokenFor(pavilion, 'operator', [slug]),
  };
  await announceSome();
  await createUnannouncedParties();
  await plan('vorher');
  fields = walkSchema(schema, await collectSamples());
  for (const person of outsiders) before[person] = await walk(person, plain.url);
  before['its operator'] = await walk('its operator', plain.url);
  await plan('nachher');
  await rehearse();
}, 120_000);
afterAll(async () => {
  await plain[Symbol.asyncDispose]();
  await pavilion[Symbol.asyncDispose]();
});

const text = (words: string) => [
  { language: 'de', text: words },
  { language: 'ja', text: words },
];
const publish = (name: string, input: object) =>
  make(pavilion.url, name, { ...input, idempotencyKey: newKey() }, '__typename', {
    token: tokens['its operator'],
  });

/** Two deals and a speech; one of the deals corrected, the other retracted. */
async function announceSome(): Promise<void> {
  await publish('openCeremony', { ceremony: built.ceremony });
  await publish('startSpeech', { speech: built.speeches[0] });
  await publish('finishSpeech', { speech: built.speeches[0] });
  await publish('releaseSpeechText', { speech: built.speeches[0] });
  await publish('signDeal', { deal: built.deals[0] });
  await publish('signDeal', { deal: built.deals[1] });
  await publish('correctDeal', { deal: built.deals[0], instrument: 'LETTER_OF_INTENT' });
  await publish('retractDeal', { deal: built.deals[1] });
}

/** Every operator chooses from the same companies and people; no other caller may see these. */
async function createUnannouncedParties(): Promise<void> {
  const nameTranslations = text(unknownName);
  const create = (name: string, selection: string) =>
    tokenFor(pavilion, 'organizer').then((token) =>
      make(pavilion.url, name, { nameTranslations, country: 'FR' }, selection, { token }),
    );
  silent = {
    company: (await create('createCompany', 'company { id }')).company.id,
    person: (await create('createPerson', 'person { id }')).person.id,
  };
  built.companies.push(silent.company);
}

/** Unannounced deals and a speech, related to announced objects. */
async function plan(when: string): Promise<void> {
  const organizer = await tokenFor(pavilion, 'organizer');
  const words = text(`${secret} ${when}`);
  const run = (name: string, input: object, selection = '__typename') =>
    make(pavilion.url, name, input, selection, { token: organizer });
  const deal = (amount: object, parties: string[]) =>
    run(
      'createDeal',
      {
        exhibition: built.exhibition,
        titleTranslations: words,
        category: 'INVESTMENT',
        instrument: 'CONTRACT',
        amount,
        industry: `${slug}-shipping`,
        parties: parties.map((organization, index) => ({
          organization,
          role: index === 0 ? 'INVESTOR' : 'HOST',
        })),
      },
      'deal { id }',
    );
  const first = await deal({ amount: '7777.77', currency: 'EUR' }, [
    silent.company,
    built.companies[0]!,
    built.city,
  ]);
  const second = await deal({ amount: '888888', currency: 'JPY' }, [built.companies[1]!, silent.company]);
  const { speech } = await run(
    'createSpeech',
    {
      exhibition: built.exhibition,
      speaker: silent.person,
      officeTranslations: words,
      language: 'de',
      textTranslations: words,
    },
    'speech { id }',
  );
  await run('updateDeal', {
    deal: built.deals[2],
    titleTranslations: words,
    amount: { amount: '7777.77', currency: 'EUR' },
  });
  await run('withdrawDeal', { deal: second.deal.id });
  programme.push({ deal: first.deal.id }, { speech: speech.id });
  await run('updateProgramme', {
    ceremony: built.ceremony,
    items: [
      { speech: built.speeches[0] },
      ...built.deals.slice(0, 6).map((each) => ({ deal: each })),
      ...programme,
      { title: { kind: 'AWARD', titleTranslations: words }, startsAt: '2030-05-06T09:00:00Z' },
    ],
  });
  built.deals.push(first.deal.id, second.deal.id);
  built.speeches.push(speech.id);
}

async function rehearse(): Promise<void> {
  const mode = 'REHEARSAL';
  await publish('openCeremony', { ceremony: built.ceremony, mode });
  await publish('startSpeech', { speech: built.speeches[1], mode });
  await publish('finishSpeech', { speech: built.speeches[1], mode });
  await publish('releaseSpeechText', { speech: built.speeches[1], mode });
  await publish('signDeal', { deal: built.deals[2], mode });
  await publish('signDeal', { deal: built.deals[3], mode });
  await publish('retractDeal', { deal: built.deals[3], mode });
  await publish('publishNotice', { exhibition: built.exhibition, textTranslations: text(secret), mode });
  const hidden = { rehearsal: true, hiddenNotice: { mode, sequence: 1 } };
  await make(pavilion.url, 'setWallControl', { exhibition: slug, ...hidden }, '__typename', {
    token: tokens['its operator'],
  });
}

const walked = `"exhibitionId" = (SELECT "id" FROM "Exhibition" WHERE "slug" = '${slug}')`;
/** The staff of the other one knows its own plans. */
const ofTheExhibition: Record<string, string> = {
  Deal: walked,
  Speech: walked,
  ProgrammeItem: `"ceremonyId" IN (SELECT "id" FROM "Ceremony" WHERE ${walked})`,
};

/** Reads the ids of a type that has rows with an id of their own. */
async function idsOf(typename: string, where = 'true'): Promise<string[]> {
  const table =
    { Company: 'Organization', PublicBody: 'Organization', DealSigned: 'Announcement' }[typename] ?? typename;
  const { rows } = await pavilion.database.pool.query(`SELECT id FROM "${table}" WHERE ${where} ORDER BY id`);
  return rows.map(({ id }) => Buffer.from(`${typename}:${id}`).toString('base64url'));
}

async function collectSamples(): Promise<Samples> {
  const literal = (value: string) => JSON.stringify(value);
  const nouns = [
    'Deal',
    'Speech',
    'ProgrammeItem',
    'Ceremony',
    'Exhibition',
    'Person',
    'Company',
    'PublicBody',
    'DealSigned',
    'AuditRecord',
  ];
  // The first was announced, the last is planned.
  const ends = (all: string[]) => [...new Set([all.at(0)!, all.at(-1)!])].map(literal);
  const ids = Object.fromEntries(
    await Promise.all(nouns.map(async (noun) => [noun, ends(await idsOf(noun))] as const)),
  );
  return {
    byName: {
      idOrSlug: [literal(slug), literal(`${slug}-series`), literal(built.exhibition)],
      exhibition: [literal(slug), literal(built.exhibition)],
      series: [literal(`${slug}-series`)],
      industry: [literal(`${slug}-shipping`)],
      country: ['"DE"', '"JP"', '"FR"'],
      text: [literal('Vertrag'), literal(secret)],
      organization: built.companies.map(literal),
      min: ['"1"', '"7777"'],
      max: ['"1000"', '"999999"'],
      archived: ['false', 'true'],
      ceremony: [literal(built.ceremony)],
      object: built.deals.slice(0, 1).map(literal),
      mutation: ['"updateDeal"'],
      actor: ['"somebody"'],
      from: ['"2020-01-01T00:00:00Z"'],
      before: ['"2100-01-01T00:00:00Z"'],
      signedFrom: ['"2020-01-01T00:00:00Z"'],
      signedBefore: ['"2100-01-01T00:00:00Z"'],
    },
    byType: { CurrencyCode: ['"EUR"', '"JPY"'] },
    ids,
  };
}

/** Without what differs between two answers that say the same. */
async function walk(person: Person, url: string): Promise<Walk> {
  const answers: Walk = new Map();
  const waiting = fields.flatMap(({ documents }) => documents);
  const ask = async () => {
    for (let document = waiting.pop(); document !== undefined; document = waiting.pop()) {
      const { data, errors } = await send(url, document, {}, { token: tokens[person] });
      answers.set(
        document,
        JSON.stringify({ data, errors: errors?.map(({ message, path }) => [message, path]) }),
      );
    }
  };
  await Promise.all(Array.from({ length: askers }, ask));
  return answers;
}

/** A screen may watch the rehearsals of its exhibition. */
const isRehearsal = (document: string) => /REHEARSAL|\brehearsal\b/.test(document);

describe('the walk', () => {
  it('reaches every type that a query can return, and selects all of its fields', () => {
    const names = new Set(fields.map(({ name }) => name));
    for (const name of [
      'Exhibition.deals',
      'Company.deals',
      'ProgrammeItem.deal',
      'DealSnapshot.current',
      'Query.node',
    ])
      expect(names).toContain(name);
    const documents = fields.flatMap((field) => field.documents);
    expect(documents.length).toBeGreaterThan(250);
  });

  it('uses documents that the server executes', () => {
    for (const [document, answer] of before['its operator']!) {
      expect(answer, document).not.toMatch(
        /QUERY_TOO_COMPLEX|Cannot query|Unknown argument|conflict|complexity/,
      );
    }
  });

  it('detects leaks: the operator of the exhibition sees the plans through every field that leads to a deal or a speech', () => {
    const leading = fields.filter(({ returns }) =>
      ['Deal', 'Speech', 'ProgrammeItem', 'DealConnection', 'SpeechConnection'].includes(returns),
    );
    const seen = (person: Person, document: string) => before[person]!.get(document);
    const blind = leading.filter(({ documents }) =>
      documents.every((document) => seen('its operator', document) === seen('the public', document)),
    );
    expect(leading.length).toBeGreaterThan(8);
    expect(blind.map(({ name }) => name)).toEqual([]);
  });
});

describe.each(outsiders)('%s', (person) => {
  it('sees nothing that was not announced', () => {
    for (const [document, answer] of before[person]!) {
      expect(answer, document).not.toContain(secret);
      expect(answer, document).not.toMatch(secretAmounts);
      // All operators and organizers choose from the same companies and people.
      if (!/another/.test(person)) expect(answer, document).not.toContain(unknownName);
    }
  });

  it('receives the same responses after more was planned and rehearsed', async () => {
    const after = await walk(person, pavilion.url);
    for (const [document, answer] of after) {
      if (person === 'a screen of it' && isRehearsal(document)) continue;
      expect(answer, document).toBe(before[person]!.get(document));
    }
  });

  it('resolves the ids of announced deals, speeches and programme items, and no others', async () => {
    const known = async (typename: string) => {
      const ids = await idsOf(typename, ofTheExhibition[typename]);
      const found = await Promise.all(
        ids.map(async (id) => {
          const document = 'query($id: ID!) { node(id: $id) { id } }';
          const { data } = await send(pavilion.url, document, { id }, { token: tokens[person] });
          return data.node ? [id] : [];
        }),
      );
      return found.flat().sort();
    };
    const { rows } = await pavilion.database.pool.query(`
      SELECT DISTINCT announcement."dealId" AS deal, announcement."speechId" AS speech, item."id" AS item
      FROM "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId" AND stream."mode" = 'LIVE'
      LEFT JOIN "ProgrammeItem" AS item ON item."dealId" = announcement."dealId" OR item."speechId" = announcement."speechId"`);
    const audited = (typename: string, column: string) =>
      [...new Set(rows.map((row) => row[column]).filter(Boolean))]
        .map((id) => Buffer.from(`${typename}:${id}`).toString('base64url'))
        .sort();
    expect(await known('Deal')).toEqual(audited('Deal', 'deal'));
    expect(await known('Speech')).toEqual(audited('Speech', 'speech'));
    expect(await known('ProgrammeItem')).toEqual(audited('ProgrammeItem', 'item'));
  });

  it('receives exactly the stored announcements over the subscription', async () => {
    const { rows } = await pavilion.database.pool.query(`
      SELECT "sequence" FROM "Announcement" JOIN "AnnouncementStream" AS stream ON stream."id" = "streamId"
      WHERE "mode" = 'LIVE' ORDER BY 1`);
    const watcher = subscribe(pavilion.url, {
      exhibition: slug,
      last: 1_000,
      ...(tokens[person] && { token: tokens[person] }),
    });
    const received = await watcher.count(rows.length);
    expect(watcher.sequences).toEqual(rows.map(({ sequence }) => sequence));
    expect(JSON.stringify(received)).not.toContain(secret);
  });
});
