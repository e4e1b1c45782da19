/**
 * Two chambers share one server: an organizer of some exhibitions and series has all rights in them, and none in those of
 * the other one, whose hidden objects look as absent ones do.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let theirs: BuiltExhibition;
/** An organizer of all, of their exhibition and series, and of ours. */
let all: string;
let their: string;
let our: string;
/** The token of an organizer of our exhibition, and not of its series. */
let ofExhibition: string;
let figure: { edition: string; series: string };
let venue: string;
let exhibitor: string;
let person: string;
let industry: string;
let item: string;
let signed: string;
let outcome: string;

const run = (token: string, name: string, input: object, selection = '__typename') =>
  mutate(pavilion.url, name, input as Record<string, unknown>, selection, { token });
const makeAs = (token: string, name: string, input: object, selection = '__typename') =>
  make(pavilion.url, name, input, selection, { token });
const ask = async (token: string, document: string, variables: object = {}) =>
  query(pavilion.url, document, variables as Record<string, unknown>, { token });
const de = (text: string) => [{ language: 'de', text }];
const source = { publisher: 'Xinhua', publishedOn: '2030-05-07' };
const reported = {
  metric: 'PROJECTS',
  value: '3',
  qualifier: 'EXACT',
  asOf: '2030-05-07',
  sources: [source],
};

async function audited(): Promise<number> {
  const { rows } = await pavilion.database.pool.query('SELECT count(*)::int AS n FROM "AuditRecord"');
  return rows[0].n;
}

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  all = await tokenFor(pavilion, 'organizer');
  theirs = await buildExhibition(pavilion.url, all, { slug: 'theirs', deals: 4 });
  await buildExhibition(pavilion.url, all, { slug: 'ours', deals: 1 });
  const organizerOf = (slug: string, series?: string[]) =>
    tokenFor(pavilion, 'organizer', [slug], { subject: `chamber of ${slug}`, ...(series && { series }) });
  their = await organizerOf('theirs', ['theirs-series']);
  our = await organizerOf('ours', ['ours-series']);
  ofExhibition = await organizerOf('ours');
  figure = {
    edition: (
      await makeAs(all, 'recordReportedFigure', { ...reported, exhibition: 'theirs' }, 'figure { id }')
    ).figure.id,
    series: (
      await makeAs(
        all,
        'recordReportedFigure',
        { ...reported, series: 'theirs-series', fromEdition: 1, toEdition: 1 },
        'figure { id }',
      )
    ).figure.id,
  };
  exhibitor = (
    await makeAs(
      all,
      'registerExhibitor',
      { exhibition: 'theirs', organization: theirs.companies[0], idempotencyKey: newKey() },
      'exhibitor { id }',
    )
  ).exhibitor.id;
  // A deal that is public: signed in a ceremony that is closed again.
  signed = theirs.deals[3]!;
  await makeAs(all, 'openCeremony', { ceremony: theirs.ceremony, idempotencyKey: newKey() });
  await makeAs(all, 'signDeal', { deal: signed, idempotencyKey: newKey() });
  outcome = (
    await makeAs(
      all,
      'recordDealOutcome',
      { deal: signed, kind: 'IN_FORCE', asOf: new Date().toISOString().slice(0, 10), sources: [source] },
      'outcome { id }',
    )
  ).outcome.id;
  const { exhibition, industries } = await ask(
    all,
    `{ exhibition(idOrSlug: "theirs") { venues { id } ceremonies { programme { id } } speeches(first: 1) { nodes { speaker { id } } } }
       industries { id code } }`,
  );
  venue = exhibition.venues[0].id;
  item = exhibition.ceremonies[0].programme[1].id;
  person = exhibition.speeches.nodes[0].speaker.id;
  industry = industries.find(({ code }: { code: string }) => code === 'theirs-shipping').id;
}, 60_000);
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

const absent = (id: string) => {
  const [typename] = Buffer.from(id, 'base64url').toString().split(':');
  return Buffer.from(`${typename}:${randomUUID()}`).toString('base64url');
};

/** Inputs that an organizer of theirs may send, in an order in which each is possible. */
type Case = [name: string, input: object];

/** What is not public: the field with its id, and the rest of the input. */
const hidden = (): [name: string, field: string, id: string, more?: object][] => [
  ['updateDeal', 'deal', theirs.deals[0]!, { titleTranslations: de('Neu') }],
  ['undo', 'object', theirs.deals[0]!],
  ['updateDealNotes', 'deal', theirs.deals[0]!, { noteTranslations: de('Notiz') }],
  ['updateSpeechNotes', 'speech', theirs.speeches[0]!, { noteTranslations: de('Notiz') }],
  ['cueProgrammeItem', 'item', item, { cue: 'CUED' }],
  ['updateProgrammeItem', 'item', item, { durationSeconds: 60 }],
  ['moveProgrammeItem', 'item', item, { position: 1 }],
  ['removeProgrammeItem', 'item', item],
  ['withdrawDeal', 'deal', theirs.deals[2]!],
  ['updateSpeech', 'speech', theirs.speeches[0]!, { paraphrase: true }],
  ['releaseSpeechText', 'speech', theirs.speeches[0]!, { idempotencyKey: newKey() }],
  ['startSpeech', 'speech', theirs.speeches[0]!, { idempotencyKey: newKey() }],
  ['finishSpeech', 'speech', theirs.speeches[0]!, { idempotencyKey: newKey() }],
  ['deleteSpeech', 'speech', theirs.speeches[0]!],
  ['signDeal', 'deal', theirs.deals[1]!, { idempotencyKey: newKey() }],
  ['correctDeal', 'deal', theirs.deals[1]!, { instrument: 'LETTER_OF_INTENT', idempotencyKey: newKey() }],
  ['retractDeal', 'deal', theirs.deals[1]!, { idempotencyKey: newKey() }],
  [
    'recordDealOutcome',
    'deal',
    theirs.deals[0]!,
    { kind: 'IN_FORCE', asOf: '2030-05-07', sources: [source] },
  ],
  ['deleteDeal', 'deal', theirs.deals[0]!],
];

const deal = {
  ...{ titleTranslations: de('Neu'), category: 'INVESTMENT', instrument: 'CONTRACT' },
  industry: 'theirs-shipping',
};
const parties = () => [
  { organization: theirs.companies[0], role: 'INVESTOR' },
  { organization: theirs.city, role: 'HOST' },
];

/** What everybody sees. */
const visible = (): Case[] => [
  ['updateSeries', { series: 'theirs-series', heldSince: 2029 }],
  ['updateExhibition', { exhibition: 'theirs', themeTranslations: de('Kurs') }],
  ['updateVenue', { venue, nameTranslations: de('Halle') }],
  [
    'createVenue',
    {
      exhibition: 'theirs',
      nameTranslations: de('Halle 9'),
      cityTranslations: de('Kiel'),
      country: 'DE',
      timeZone: 'Europe/Berlin',
    },
  ],
  ['updateReportedFigure', { figure: figure.edition, value: '4' }],
  ['recordReportedFigure', { ...reported, exhibition: 'theirs' }],
  ['recordReportedFigure', { ...reported, series: 'theirs-series', fromEdition: 1, toEdition: 1 }],
  ['updateReportedFigure', { figure: figure.series, value: '4' }],
  ['updateDealOutcome', { outcome, noteTranslations: de('Gut') }],
  ['deleteDealOutcome', { outcome }],
  ['signDeal', { deal: signed, idempotencyKey: newKey() }],
  ['correctDeal', { deal: signed, instrument: 'LETTER_OF_INTENT', idempotencyKey: newKey() }],
  ['retractDeal', { deal: signed, idempotencyKey: newKey() }],
  ['updateCeremony', { ceremony: theirs.ceremony, invitedGuests: 3, idempotencyKey: newKey() }],
  ['updateProgramme', { ceremony: theirs.ceremony, items: [{ deal: signed }] }],
  [
    'addProgrammeItem',
    { ceremony: theirs.ceremony, title: { kind: 'ANTHEM', titleTranslations: de('Hymne') } },
  ],
  ['takeControl', { ceremony: theirs.ceremony }],
  ['renewControl', { ceremony: theirs.ceremony }],
  ['offerControl', { ceremony: theirs.ceremony }],
  ['acceptControl', { ceremony: theirs.ceremony }],
  ['releaseControl', { ceremony: theirs.ceremony }],
  ['holdCeremony', { ceremony: theirs.ceremony }],
  ['holdCeremony', { ceremony: theirs.ceremony, onHold: false }],
  ['closeCeremony', { ceremony: theirs.ceremony, idempotencyKey: newKey() }],
  ['openCeremony', { ceremony: theirs.ceremony, idempotencyKey: newKey() }],
  ['reopenCeremony', { ceremony: theirs.ceremony, idempotencyKey: newKey() }],
  ['cancelCeremony', { ceremony: theirs.ceremony, idempotencyKey: newKey() }],
  ['deleteCeremony', { ceremony: theirs.ceremony }],
  [
    'createCeremony',
    {
      exhibition: 'theirs',
      kind: 'CLOSING',
      nameTranslations: de('Schluss'),
      startsAt: '2030-05-10T16:00:00+02:00',
    },
  ],
  ['createDeal', { exhibition: 'theirs', ...deal, parties: parties() }],
  [
    'recordDeal',
    { exhibition: 'theirs', ...deal, parties: parties(), signedOn: '2030-05-06', idempotencyKey: newKey() },
  ],
  ['createSpeech', { exhibition: 'theirs', speaker: person, officeTranslations: de('Rat'), language: 'de' }],
  [
    'recordSpeech',
    {
      exhibition: 'theirs',
      speaker: person,
      givenOn: '2030-05-06',
      officeTranslations: de('Rat'),
      language: 'de',
      idempotencyKey: newKey(),
    },
  ],
  [
    'registerExhibitor',
    { exhibition: 'theirs', organization: theirs.companies[1], idempotencyKey: newKey() },
  ],
  ['updateExhibitor', { exhibitor, hall: 'A' }],
  ['deleteExhibitor', { exhibitor }],
  ['publishNotice', { exhibition: 'theirs', textTranslations: de('Hinweis'), idempotencyKey: newKey() }],
  ['setWallControl', { exhibition: 'theirs', picture: 'BLANK' }],
  ['resetRehearsal', { exhibition: 'theirs' }],
  ['acknowledgeAnnouncement', { exhibition: 'theirs', screen: 'x', name: 'X', sequence: 0 }],
  ['copyExhibition', { exhibition: 'theirs', slug: 'theirs-2031', startsOn: '2031-05-06' }],
  [
    'createExhibition',
    {
      series: 'theirs-series',
      edition: 9,
      slug: 'theirs-9',
      nameTranslations: de('Neunte'),
      startsOn: '2039-05-06',
      endsOn: '2039-05-07',
      timeZone: 'Europe/Berlin',
      languages: ['de'],
      reportingCurrency: 'EUR',
    },
  ],
  [
    'importExhibition',
    {
      exhibition: 'theirs',
      files: [{ name: 'Venues.csv', contentBase64: Buffer.from('key,name (de)\n').toString('base64') }],
    },
  ],
  ['deleteReportedFigure', { figure: figure.edition }],
  ['deleteReportedFigure', { figure: figure.series }],
  ['deleteVenue', { venue }],
  ['deleteExhibition', { exhibition: theirs.exhibition }],
  ['deleteSeries', { series: seriesOfTheirs() }],
];

/** What belongs to nobody: something of theirs refers to each of them. */
const shared = (): Case[] => [
  ['updateCompany', { company: theirs.companies[0], website: 'https://example.org' }],
  ['updatePublicBody', { publicBody: theirs.city, website: 'https://example.org' }],
  ['updatePerson', { person, country: 'AT' }],
  ['updateIndustry', { industry, nameTranslations: de('Seefahrt') }],
  ['deleteCompany', { company: theirs.companies[0] }],
  ['deletePublicBody', { publicBody: theirs.city }],
  ['deletePerson', { person }],
  ['deleteIndustry', { industry }],
  ['redactPerson', { person, idempotencyKey: newKey() }],
];

/** Nobody asks of what they are: the tests below have them. */
const others = [
  ...['createSeries', 'createIndustry', 'createCompany', 'createPublicBody', 'createPerson', 'revokeToken'],
  ...['mergeCompanies', 'mergePublicBodies', 'mergePeople', 'signDeals'],
];

let seriesId: string;
const seriesOfTheirs = () => seriesId;
beforeAll(async () => {
  seriesId = (await ask(all, '{ series(idOrSlug: "theirs-series") { id } }')).series.id;
});

describe('a mutation of an organizer of another exhibition', () => {
  it('is covered by this suite, each one of the schema', async () => {
    const { __type } = await ask(all, '{ __type(name: "Mutation") { fields { name } } }');
    const covered = [...hidden(), ...visible(), ...shared()].map(([name]) => name);
    expect([...new Set([...covered, ...others])].sort()).toEqual(
      __type.fields.map((each: { name: string }) => each.name).sort(),
    );
  });

  it('finds no hidden object: each looks as one that does not exist, and nothing changes', async () => {
    const before = await audited();
    for (const [name, field, id, more] of hidden()) {
      const answer = await run(our, name, { [field]: id, ...more });
      expect(answer, name).toMatchObject({ code: 'NOT_FOUND', path: ['input', field] });
      expect(answer, name).toEqual(await run(our, name, { [field]: absent(id), ...more }));
    }
    const group = (id: string) => ({ deals: [{ deal: id }, { deal: signed }], idempotencyKey: newKey() });
    const answer = await run(our, 'signDeals', group(theirs.deals[1]!));
    expect(answer).toMatchObject({ code: 'NOT_FOUND' });
    expect(answer).toEqual(await run(our, 'signDeals', group(absent(theirs.deals[1]!))));
    expect(await audited()).toBe(before);
  });

  it('is forbidden on what everybody sees, and on what only the others use', async () => {
    const before = await audited();
    for (const token of [our, ofExhibition])
      for (const [name, input] of [...visible(), ...shared()])
        expect((await run(token, name, input)).code, `${name} ${JSON.stringify(input)}`).toBe('FORBIDDEN');
    expect(await audited()).toBe(before);
  });
});

it('their own organizer may send each of these', async () => {
  const refused: string[] = [];
  for (const [name, input] of [
    ...hidden().map(([name, field, id, more]): Case => [name, { [field]: id, ...more }]),
    ...visible(),
    // Last: nothing is entered about a person who was redacted.
    ...shared(),
  ]) {
    const { code, message } = await run(their, name, input);
    // The days of the exhibition have not come.
    if (/is in the future/.test(message)) continue;
    if (['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED', 'INVALID_INPUT'].includes(code))
      refused.push(`${name}: ${message} ${JSON.stringify(input)}`);
  }
  expect(refused).toEqual([]);
});

describe('an organizer of some exhibitions', () => {
  it('reads what its token is for', async () => {
    const viewer = '{ viewer { role exhibitions series allExhibitions } }';
    expect((await ask(our, viewer)).viewer).toEqual({
      ...{ role: 'ORGANIZER', exhibitions: ['ours'], series: ['ours-series'], allExhibitions: false },
    });
    expect((await ask(all, viewer)).viewer).toEqual({
      ...{ role: 'ORGANIZER', exhibitions: [], series: [], allExhibitions: true },
    });
  });

  it('adds exhibitions to the series that it names, and has all rights in them', async () => {
    const next = { edition: 2, slug: 'ours-2031', startsOn: '2031-05-06' };
    expect((await run(ofExhibition, 'copyExhibition', { exhibition: 'ours', ...next })).code).toBe(
      'FORBIDDEN',
    );
    await makeAs(our, 'copyExhibition', { exhibition: 'ours', ...next });
    await makeAs(our, 'updateExhibition', { exhibition: 'ours-2031', themeTranslations: de('Weiter') });
    expect(
      (await run(ofExhibition, 'updateExhibition', { exhibition: 'ours-2031', themeTranslations: null }))
        .code,
    ).toBe('FORBIDDEN');
  });

  it('adds no series', async () => {
    const series = { nameTranslations: de('Messe'), hostCityTranslations: de('Kiel'), hostCountry: 'DE' };
    expect((await run(our, 'createSeries', { slug: 'a-new-one', ...series })).code).toBe('FORBIDDEN');
  });

  it('adds shared objects, changes them while only it uses them, and merges its own into those of others', async () => {
    const { company } = await makeAs(
      our,
      'createCompany',
      { nameTranslations: de('Reederei'), country: 'DE' },
      'company { id }',
    );
    await makeAs(our, 'createPerson', { nameTranslations: de('Eva Berg'), country: 'DE' });
    await makeAs(our, 'createIndustry', { code: 'our-industry', nameTranslations: de('Angeln') });
    await makeAs(our, 'updateCompany', { company: company.id, website: 'https://example.org' });
    // Their organizer sees it, as all staff does, and may not change it.
    expect((await run(their, 'updateCompany', { company: company.id, country: 'AT' })).code).toBe(
      'FORBIDDEN',
    );
    await makeAs(our, 'registerExhibitor', {
      ...{ exhibition: 'ours', organization: company.id, idempotencyKey: newKey() },
    });
    await makeAs(our, 'updateCompany', { company: company.id, country: 'AT' });
    const merge = { duplicate: company.id, survivor: theirs.companies[1] };
    expect((await run(their, 'mergeCompanies', merge)).code).toBe('FORBIDDEN');
    expect(
      (await run(our, 'mergeCompanies', { duplicate: theirs.companies[1], survivor: company.id })).code,
    ).toBe('FORBIDDEN');
    await makeAs(our, 'mergeCompanies', merge);
    await makeAs(our, 'undo', { object: company.id });
    // From now on the others use it too.
    await makeAs(their, 'createDeal', {
      ...{ exhibition: 'theirs', ...deal },
      parties: [
        { organization: company.id, role: 'INVESTOR' },
        { organization: theirs.city, role: 'HOST' },
      ],
    });
    for (const [name, input] of [
      ['updateCompany', { company: company.id, country: 'DE' }],
      ['mergeCompanies', merge],
      ['undo', { object: company.id }],
    ] as const)
      expect((await run(our, name, input)).code, name).toBe('FORBIDDEN');
    await makeAs(all, 'updateCompany', { company: company.id, country: 'CH' });
  });

  it('reads the audit log of its exhibitions and series, and what it changed itself', async () => {
    await makeAs(their, 'createPublicBody', { nameTranslations: de('Amt'), bodyKind: 'CITY', country: 'DE' });
    const log = (token: string, filter: object = {}) =>
      ask(
        token,
        'query($filter: AuditLogFilter) { auditLog(first: 100, filter: $filter) { totalCount nodes { id actor mutation exhibition { slug } } } }',
        { filter },
      ).then(({ auditLog }) => auditLog);
    const { nodes } = await log(our);
    const slugs = new Set(
      nodes.map(({ exhibition }: { exhibition: { slug: string } | null }) => exhibition?.slug),
    );
    expect([...slugs].sort()).toEqual(['ours', 'ours-2031', undefined]);
    for (const { exhibition, actor, mutation } of nodes)
      if (!exhibition && actor !== 'chamber of ours') expect(mutation).toBe('createSeries');
    expect((await log(our, { exhibition: 'theirs' })).totalCount).toBe(0);
    expect((await log(our, { object: theirs.deals[0] })).totalCount).toBe(0);
    expect((await log(our, { actor: 'chamber of theirs' })).totalCount).toBe(0);
    expect((await log(all, { actor: 'chamber of theirs' })).totalCount).toBeGreaterThan(0);
    const [record] = (await log(all, { exhibition: 'theirs' })).nodes;
    expect((await ask(our, 'query($id: ID!) { node(id: $id) { id } }', { id: record.id })).node).toBeNull();
    expect((await ask(their, 'query($id: ID!) { node(id: $id) { id } }', { id: record.id })).node).toEqual({
      id: record.id,
    });
  });

  it('imports and exports its own exhibitions only', async () => {
    const download = async (token: string, slug: string) =>
      (await fetch(`${pavilion.url}/export/${slug}.json`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect(await download(our, 'ours')).toBe(200);
    expect(await download(their, 'theirs')).toBe(200);
    expect(await download(our, 'theirs')).toBe(403);
    expect(await download(our, 'unknown')).toBe(404);
    const file = (name: string, text: string) => ({
      files: [{ name, contentBase64: Buffer.from(text).toString('base64') }],
    });
    const report = 'report { isCommitted rows { action issues { code } } }';
    const venues = 'Key,Name (de),City (de),Country,Time zone\nh1,Halle,Kiel,DE,Europe/Berlin\n';
    expect(
      (await makeAs(our, 'importExhibition', { exhibition: 'ours', ...file('Venues.csv', venues) }, report))
        .report,
    ).toMatchObject({ isCommitted: true });
    // A row may not change what others use, and says so; the sheet of the series is read as before.
    const companies = `Key,Name (de),Country\n${theirs.companies[1]},Werft,JP\n`;
    const { report: refused } = await makeAs(
      our,
      'importExhibition',
      file('Companies.csv', companies),
      report,
    );
    expect(refused).toEqual({
      ...{ isCommitted: false, rows: [{ action: 'INVALID', issues: [{ code: 'FORBIDDEN' }] }] },
    });
    const series = 'Slug,Name (de),Host city (de),Host country\ntheirs-series,Messe,Kiel,DE\n';
    const { report: ofSeries } = await makeAs(our, 'importExhibition', file('Series.csv', series), report);
    expect(ofSeries.rows).toEqual([{ action: 'INVALID', issues: [{ code: 'FORBIDDEN' }] }]);
  });

  it('watches the desk and the rehearsal of its own exhibitions only', async () => {
    const errorOf = async (token: string, document: string) =>
      (await send(pavilion.url, document, {}, { token })).errors?.[0]?.extensions?.code;
    const screens = (slug: string) => `{ screens(exhibition: "${slug}") { total } }`;
    expect(await errorOf(our, screens('ours'))).toBeUndefined();
    expect(await errorOf(our, screens('ours-2031'))).toBeUndefined();
    expect(await errorOf(our, screens('theirs'))).toBe('FORBIDDEN');
    const follow = (token: string, slug: string) =>
      subscribe(pavilion.url, { exhibition: slug, mode: 'REHEARSAL', last: 1, token });
    const refused = follow(our, 'theirs');
    await refused.ended;
    expect(refused.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const notice = { exhibition: 'ours', textTranslations: de('Probe'), mode: 'REHEARSAL' };
    await makeAs(our, 'publishNotice', { ...notice, idempotencyKey: newKey() });
    expect(await follow(our, 'ours').count(1)).toHaveLength(1);
  });

  it('is another audience of the same subscription: neither gets what the other one may see', async () => {
    const selection = 'sequence ... on DealSigned { deal { current { version } } }';
    const versions = (token: string) =>
      subscribe(pavilion.url, { exhibition: 'theirs', last: 100, token, selection })
        .count(2)
        .then((received) => received.map(({ deal: signedDeal }) => signedDeal?.current?.version));
    const [seenByUs, seenByThem] = await Promise.all([versions(our), versions(their)]);
    expect(seenByUs).toContain(null);
    expect(seenByUs.some((version) => typeof version === 'number')).toBe(false);
    expect(seenByThem.some((version) => typeof version === 'number')).toBe(true);
  });

  it('revokes the tokens of its exhibitions, given as a whole, and no others', async () => {
    const revoke = async (token: string, revoked: string) =>
      (await run(token, 'revokeToken', { token: revoked })).code;
    const operator = await tokenFor(pavilion, 'operator', ['ours']);
    const laterOne = await tokenFor(pavilion, 'operator', ['ours-2031']);
    const theirOperator = await tokenFor(pavilion, 'operator', ['theirs']);
    const ofBoth = await tokenFor(pavilion, 'operator', ['ours', 'theirs']);
    for (const revoked of [theirOperator, ofBoth, all, their])
      expect(await revoke(our, revoked)).toBe('FORBIDDEN');
    // Anybody can write a text with the id of a token: what it is for is read from a token with a valid signature.
    const [header, payload] = theirOperator.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, exhibitions: ['ours'] })).toString('base64url');
    expect(await revoke(our, `${header}.${forged}.${theirOperator.split('.')[2]}`)).toBe('FORBIDDEN');
    expect(await revoke(our, claims.jti)).toBe('FORBIDDEN');
    expect(await revoke(ofExhibition, laterOne)).toBe('FORBIDDEN');
    expect(await revoke(our, 'neither a token nor an id')).toBe('INVALID_INPUT');
    for (const revoked of [operator, laterOne]) expect(await revoke(our, revoked)).toBeUndefined();
    const statusOfRevoked = async () =>
      (await send(pavilion.url, '{ viewer { role } }', {}, { token: operator })).status;
    await expect.poll(statusOfRevoked).toBe(401);
    expect(await ask(theirOperator, '{ viewer { role } }')).toEqual({ viewer: { role: 'OPERATOR' } });
    // Its own: nobody who finds it can go on with it.
    const own = await tokenFor(pavilion, 'organizer', ['ours'], { series: ['ours-series'] });
    expect(await revoke(own, own)).toBeUndefined();
  });
});
