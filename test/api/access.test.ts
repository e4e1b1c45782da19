import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition, newKey } from '../support/build-exhibition.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let built: Awaited<ReturnType<typeof buildExhibition>>;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  built = await buildExhibition(pavilion.url, await tokenFor(pavilion, 'organizer'), {
    slug: 'guarded',
    deals: 1,
  });
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

const viewer = '{ viewer { role name exhibitions expiresAt } }';

describe('a token', () => {
  it('identifies the caller', async () => {
    const token = await tokenFor(pavilion, 'operator', ['guarded']);
    const { viewer: seen } = await query(pavilion.url, viewer, {}, { token });
    expect(seen).toMatchObject({ role: 'OPERATOR', exhibitions: ['guarded'] });
    expect(new Date(seen.expiresAt).getTime()).toBeGreaterThan(Date.now());
  });

  it('is optional: a caller without one is public', async () => {
    expect((await query(pavilion.url, viewer)).viewer).toEqual({
      role: 'PUBLIC',
      name: null,
      exhibitions: [],
      expiresAt: null,
    });
  });

  const sign = (claims: object, { secret = 'x'.repeat(40), alg = 'HS256' } = {}) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
  const bad: [string, () => Promise<string> | string][] = [
    ['is not a JWT', () => 'nonsense'],
    [
      'is signed with another secret',
      () => sign({ role: 'organizer', sub: 'x', iss: 'pavilion', aud: 'pavilion' }),
    ],
    ['is not signed', () => `${btoa('{"alg":"none"}')}.${btoa('{"role":"organizer","sub":"x"}')}.`],
    ['has ended', () => tokenFor(pavilion, 'organizer', [], { expires: '-1m' })],
  ];
  it.each(bad)('is rejected, rather than treated as absent, if it %s', async (_why, make) => {
    const answer = await send(pavilion.url, viewer, {}, { token: await make() });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('that is invalid closes a WebSocket with 4403, so that clients reconnect with a new one', async () => {
    const closed = Promise.withResolvers<{ code: number }>();
    subscribe(pavilion.url, {
      exhibition: 'guarded',
      token: 'nonsense',
      client: { on: { closed: (event) => closed.resolve(event as never) } },
    });
    expect((await closed.promise).code).toBe(4403);
  });

  it('closes its WebSocket with 4403 when it expires', async () => {
    const token = await tokenFor(pavilion, 'screen', ['guarded'], { expires: '1s' });
    const closed = Promise.withResolvers<{ code: number }>();
    const watcher = subscribe(pavilion.url, {
      exhibition: 'guarded',
      token,
      client: { on: { closed: (event) => closed.resolve(event as never) } },
    });
    expect((await closed.promise).code).toBe(4403);
    expect(watcher.received).toEqual([]);
  });
});

/** Every mutation with an input that is valid for an authorized caller. */
const inputs = (): Record<string, object> => ({
  createSeries: { slug: 's', nameTranslations: [], hostCityTranslations: [], hostCountry: 'DE' },
  createIndustry: { code: 'c', nameTranslations: [] },
  createExhibition: {
    series: 'x',
    edition: 1,
    slug: 'x',
    nameTranslations: [],
    startsOn: '2030-01-01',
    endsOn: '2030-01-01',
    timeZone: 'UTC',
    languages: [],
    reportingCurrency: 'EUR',
  },
  copyExhibition: { exhibition: built.exhibition, slug: 'x', startsOn: '2031-01-01' },
  importExhibition: { files: [{ name: 'x', contentBase64: 'eA==' }] },
  updateExhibition: { exhibition: built.exhibition },
  deleteExhibition: { exhibition: built.exhibition },
  updateSeries: { series: 'guarded-series' },
  deleteSeries: { series: 'x' },
  updateIndustry: { industry: 'x' },
  deleteIndustry: { industry: 'x' },
  createVenue: {
    exhibition: built.exhibition,
    nameTranslations: [],
    cityTranslations: [],
    country: 'DE',
    timeZone: 'UTC',
  },
  updateVenue: { venue: 'x' },
  deleteVenue: { venue: 'x' },
  updatePublicBody: { publicBody: built.city, bodyKind: 'ZONE' },
  deletePublicBody: { publicBody: built.city },
  deleteCompany: { company: built.companies[0] },
  updateExhibitor: { exhibitor: 'x' },
  deleteExhibitor: { exhibitor: 'x' },
  updatePerson: { person: 'x' },
  deletePerson: { person: 'x' },
  deleteDeal: { deal: built.deals[0] },
  signDeals: { deals: [{ deal: built.deals[0] }], idempotencyKey: newKey() },
  deleteSpeech: { speech: built.speeches[0] },
  updateCeremony: { ceremony: built.ceremony, invitedGuests: 1, idempotencyKey: newKey() },
  cancelCeremony: { ceremony: built.ceremony, idempotencyKey: newKey() },
  deleteCeremony: { ceremony: built.ceremony },
  reopenCeremony: { ceremony: built.ceremony, idempotencyKey: newKey() },
  addProgrammeItem: { ceremony: built.ceremony, title: { kind: 'ANTHEM', titleTranslations: [] } },
  updateProgrammeItem: { item: 'x' },
  moveProgrammeItem: { item: 'x', position: 0 },
  removeProgrammeItem: { item: 'x' },
  takeControl: { ceremony: built.ceremony },
  renewControl: { ceremony: built.ceremony },
  offerControl: { ceremony: built.ceremony },
  acceptControl: { ceremony: built.ceremony },
  releaseControl: { ceremony: built.ceremony },
  holdCeremony: { ceremony: built.ceremony },
  undo: { object: built.deals[0] },
  recordDealOutcome: { deal: 'x', kind: 'IN_FORCE', asOf: '2030-05-06', sources: [] },
  updateDealOutcome: { outcome: 'x' },
  deleteDealOutcome: { outcome: 'x' },
  mergeCompanies: { duplicate: built.companies[0], survivor: built.companies[1] },
  mergePublicBodies: { duplicate: built.city, survivor: built.city },
  mergePeople: { duplicate: 'x', survivor: 'x' },
  redactPerson: { person: 'x', idempotencyKey: newKey() },
  updateReportedFigure: { figure: 'x' },
  deleteReportedFigure: { figure: 'x' },
  createCompany: { nameTranslations: [], country: 'DE' },
  updateCompany: { company: built.companies[0] },
  createPublicBody: { nameTranslations: [], bodyKind: 'CITY', country: 'DE' },
  registerExhibitor: { exhibition: built.exhibition, organization: built.companies[0] },
  createDeal: {
    exhibition: built.exhibition,
    titleTranslations: [],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    industry: 'x',
    parties: [],
  },
  updateDeal: { deal: built.deals[0] },
  updateDealNotes: { deal: built.deals[0] },
  updateSpeechNotes: { speech: built.speeches[0] },
  withdrawDeal: { deal: built.deals[0] },
  signDeal: { deal: built.deals[0], idempotencyKey: newKey() },
  correctDeal: { deal: built.deals[0], idempotencyKey: newKey() },
  retractDeal: { deal: built.deals[0], idempotencyKey: newKey() },
  recordDeal: {
    exhibition: built.exhibition,
    signedOn: '2030-05-06',
    titleTranslations: [],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    industry: 'x',
    parties: [],
    idempotencyKey: newKey(),
  },
  recordSpeech: {
    exhibition: built.exhibition,
    speaker: 'x',
    givenOn: '2030-05-06',
    officeTranslations: [],
    language: 'de',
    idempotencyKey: newKey(),
  },
  createPerson: { nameTranslations: [], country: 'DE' },
  createSpeech: {
    exhibition: built.exhibition,
    speaker: 'x',
    officeTranslations: [],
    language: 'de',
    textTranslations: [],
  },
  updateSpeech: { speech: built.speeches[0] },
  startSpeech: { speech: built.speeches[0], idempotencyKey: newKey() },
  finishSpeech: { speech: built.speeches[0], idempotencyKey: newKey() },
  releaseSpeechText: { speech: built.speeches[0], idempotencyKey: newKey() },
  createCeremony: {
    exhibition: built.exhibition,
    kind: 'OPENING',
    nameTranslations: [],
    startsAt: '2030-01-01T00:00:00Z',
  },
  updateProgramme: { ceremony: built.ceremony, items: [] },
  cueProgrammeItem: { item: 'x' },
  acknowledgeAnnouncement: { exhibition: 'guarded', screen: 'x', name: 'X', sequence: 0 },
  openCeremony: { ceremony: built.ceremony, idempotencyKey: newKey() },
  closeCeremony: { ceremony: built.ceremony, idempotencyKey: newKey() },
  publishNotice: { exhibition: built.exhibition, textTranslations: [], idempotencyKey: newKey() },
  resetRehearsal: { exhibition: built.exhibition },
  revokeToken: { token: 'x' },
  setWallControl: { exhibition: built.exhibition, picture: 'BLANK' },
  recordReportedFigure: {
    metric: 'PROJECTS',
    value: '1',
    qualifier: 'ABOUT',
    asOf: '2030-01-01',
    sources: [],
  },
});

describe('a mutation', () => {
  it('is covered by this suite, each one of the schema', async () => {
    const { __type } = await query(pavilion.url, '{ __type(name: "Mutation") { fields { name } } }');
    expect(Object.keys(inputs()).sort()).toEqual(
      __type.fields.map((field: { name: string }) => field.name).sort(),
    );
  });

  it('rejects public callers and screens before it validates its input', async () => {
    const screen = await tokenFor(pavilion, 'screen', ['guarded']);
    for (const [name, input] of Object.entries(inputs())) {
      const run = (token?: string) =>
        mutate(pavilion.url, name, input as Record<string, unknown>, '__typename', { token });
      expect((await run()).code, name).toBe('UNAUTHENTICATED');
      // A screen may only acknowledge what it has shown.
      if (name === 'acknowledgeAnnouncement') expect((await run(screen)).__typename).toMatch(/Success$/);
      else expect((await run(screen)).code, name).toBe('FORBIDDEN');
    }
  });

  it('changes nothing for an operator of another exhibition', async () => {
    const count = async () => {
      const { rows } = await pavilion.database.pool.query('SELECT count(*)::int AS n FROM "AuditRecord"');
      return rows[0].n;
    };
    const before = await count();
    const foreignOperator = await tokenFor(pavilion, 'operator', ['elsewhere']);
    for (const [name, input] of Object.entries(inputs())) {
      const result = await mutate(pavilion.url, name, input as Record<string, unknown>, '__typename', {
        token: foreignOperator,
      });
      expect(result.__typename, name).not.toMatch(/Success$/);
    }
    expect(await count()).toBe(before);
  });
});
