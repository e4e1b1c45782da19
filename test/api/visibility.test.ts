import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { query, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let built: Awaited<ReturnType<typeof buildExhibition>>;
let operator: string;
/** Tokens of callers who may not see the plans of this exhibition. */
const outsiderTokens: Record<string, string | undefined> = {};

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  const organizer = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, organizer, { slug: 'secret-plans', deals: 3 });
  operator = await tokenFor(pavilion, 'operator', ['secret-plans']);
  outsiderTokens['the public'] = undefined;
  outsiderTokens['a screen of it'] = await tokenFor(pavilion, 'screen', ['secret-plans']);
  outsiderTokens['an operator of another exhibition'] = await tokenFor(pavilion, 'operator', ['elsewhere']);
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

/** Every way that leads to a deal, a speech, a programme item or a person. */
const waysIn = `query WaysIn($deal: ID!, $speech: ID!, $company: ID!, $exhibition: ID!) {
  byId: deal(id: $deal) { title }
  byNode: node(id: $deal) { __typename }
  speechById: speech(id: $speech) { office }
  speechByNode: node(id: $speech) { __typename }
  deals { totalCount nodes { title } edges { cursor } pageInfo { startCursor hasNextPage } }
  planned: deals(filter: { status: [PLANNED] }) { totalCount }
  inExhibition: deals(filter: { exhibition: $exhibition }) { totalCount }
  byCountry: deals(filter: { country: "JP" }) { totalCount }
  byAmount: deals(filter: { amount: { currency: "EUR", min: "1" } }) { totalCount }
  byText: deals(filter: { text: "Vertrag" }) { totalCount }
  byParty: deals(filter: { organization: $company }) { totalCount }
  ordered: deals(orderBy: { field: AMOUNT, direction: DESC }) { totalCount }
  speeches { totalCount nodes { office } }
  exhibition(idOrSlug: $exhibition) {
    deals { totalCount nodes { title } }
    speeches { totalCount }
    ceremonies { name programme { kind position deal { title } speech { office } } }
    totals { deals byCategory { signingTotal { deals converted { money { amount } } } contractedTotal { deals } } byIndustry { industry } byCountry { country } }
    stream { sequence }
    rehearsal: stream(mode: REHEARSAL) { sequence }
    announcements { totalCount }
    rehearsed: announcements(mode: REHEARSAL) { totalCount }
    figureComparisons { computed }
  }
}`;

const nothing = {
  byId: null,
  byNode: null,
  speechById: null,
  speechByNode: null,
  deals: { totalCount: 0, nodes: [], edges: [], pageInfo: { startCursor: null, hasNextPage: false } },
  planned: { totalCount: 0 },
  inExhibition: { totalCount: 0 },
  byCountry: { totalCount: 0 },
  byAmount: { totalCount: 0 },
  byText: { totalCount: 0 },
  byParty: { totalCount: 0 },
  ordered: { totalCount: 0 },
  speeches: { totalCount: 0, nodes: [] },
  exhibition: {
    deals: { totalCount: 0, nodes: [] },
    speeches: { totalCount: 0 },
    ceremonies: [{ name: 'Eröffnung', programme: [] }],
    totals: {
      deals: 0,
      byCategory: Array.from({ length: 3 }, () => ({
        signingTotal: { deals: 0, converted: { money: { amount: '0.00' } } },
        contractedTotal: { deals: 0 },
      })),
      byIndustry: [],
      byCountry: [],
    },
    stream: { sequence: 0 },
    announcements: { totalCount: 0 },
    figureComparisons: [],
  },
};

const variables = () => ({
  deal: built.deals[0],
  speech: built.speeches[0],
  company: built.companies[0],
  exhibition: built.slug,
});

describe('before anything is announced', () => {
  it('shows the operator of the exhibition all of its plans', async () => {
    const seen = await query(pavilion.url, waysIn, variables(), { token: operator });
    expect(seen.byId.title).toBe('Vertrag 1');
    expect(seen.byNode.__typename).toBe('Deal');
    expect(seen.exhibition.deals.totalCount).toBe(3);
    expect(seen.exhibition.ceremonies[0].programme).toHaveLength(4);
    expect(seen.byText.totalCount).toBe(3);
  });

  it.each(['the public', 'a screen of it', 'an operator of another exhibition'])(
    'shows nothing of them to %s',
    async (who) => {
      const seen = await query(pavilion.url, waysIn, variables(), { token: outsiderTokens[who] });
      const { rehearsal, rehearsed, ...exhibition } = seen.exhibition;
      expect({ ...seen, exhibition }).toEqual(nothing);
      // A screen may watch the rehearsal of its exhibition; there is nothing in it yet.
      const watches = who === 'a screen of it';
      expect(rehearsal).toEqual(watches ? { sequence: 0 } : null);
      expect(rehearsed).toEqual(watches ? { totalCount: 0 } : null);
    },
  );

  it('responds for a hidden deal exactly as for one that does not exist', async () => {
    const absent = Buffer.from('Deal:00000000-0000-7000-8000-000000000000').toString('base64url');
    const mutations: [string, object][] = [
      ['signDeal', { idempotencyKey: newKey() }],
      ['correctDeal', { idempotencyKey: newKey() }],
      ['retractDeal', { idempotencyKey: newKey() }],
      ['updateDeal', {}],
      ['withdrawDeal', {}],
    ];
    const token = outsiderTokens['an operator of another exhibition'];
    for (const [name, input] of mutations) {
      const type = name.charAt(0).toUpperCase() + name.slice(1);
      const document = `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on UserError { code message path } } }`;
      const answer = (deal: string) =>
        query(pavilion.url, document, { input: { ...input, deal } }, { token });
      const hidden = await answer(built.deals[0]!);
      expect(hidden).toEqual(await answer(absent));
      expect(hidden[name].code).toBe('NOT_FOUND');
    }
  });

  it('hides companies that no announcement has named and that do not exhibit', async () => {
    const document = `query($id: ID!) { company(id: $id) { name } node(id: $id) { id } companies { totalCount } publicBodies { totalCount } }`;
    const seen = await query(pavilion.url, document, { id: built.companies[0] });
    expect(seen).toEqual({
      company: null,
      node: null,
      companies: { totalCount: 0 },
      publicBodies: { totalCount: 0 },
    });
  });

  it('returns nothing to a public caller for a cursor that an operator was given', async () => {
    const seen = await query(pavilion.url, '{ deals { edges { cursor } } }', {}, { token: operator });
    const { data } = await send(
      pavilion.url,
      'query($after: String) { deals(after: $after) { totalCount nodes { title } } }',
      {
        after: seen.deals.edges[0].cursor,
      },
    );
    expect(data.deals).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe('after one deal and the beginning of the speech were announced', () => {
  beforeAll(async () => {
    const as = { token: operator };
    const publish = (name: string, input: object) =>
      make(pavilion.url, name, { ...input, idempotencyKey: newKey() }, '__typename', as);
    await publish('openCeremony', { ceremony: built.ceremony });
    await publish('startSpeech', { speech: built.speeches[0] });
    await publish('signDeal', { deal: built.deals[0] });
  });

  it('shows the public what was announced and nothing else', async () => {
    const seen = await query(pavilion.url, waysIn, variables());
    expect(seen.byId.title).toBe('Vertrag 1');
    expect(seen.deals.totalCount).toBe(1);
    expect(seen.byText.totalCount).toBe(1);
    expect(seen.exhibition.ceremonies[0].programme).toEqual([
      { kind: 'SPEECH', position: 0, deal: null, speech: { office: 'Erste Bürgermeisterin' } },
      { kind: 'SIGNING', position: 1, deal: { title: 'Vertrag 1' }, speech: null },
    ]);
    expect(seen.exhibition.totals.deals).toBe(1);
    expect(
      await query(pavilion.url, 'query($id: ID!) { deal(id: $id) { title } }', { id: built.deals[1] }),
    ).toEqual({ deal: null });
  });

  it('hides the text of a speech until it is released, also after its end, as if there were none', async () => {
    const document =
      'query($id: ID!) { speech(id: $id) { status text textTranslations { text } textStatus textReleasedAt rehearsalStatus rehearsalTextStatus } }';
    const none = {
      textTranslations: [],
      textStatus: 'NONE',
      textReleasedAt: null,
      rehearsalTextStatus: null,
    };
    const hidden = { status: 'STARTED', text: null, ...none, rehearsalStatus: null };
    expect((await query(pavilion.url, document, { id: built.speeches[0] })).speech).toEqual(hidden);
    const publish = (name: string, selection: string) => {
      const input = { speech: built.speeches[0], idempotencyKey: newKey() };
      return make(pavilion.url, name, input, `announcement { speech { text } } ${selection}`, {
        token: operator,
      });
    };
    const finished = await publish('finishSpeech', 'speech { text textStatus }');
    expect(finished).toMatchObject({
      announcement: { speech: { text: null } },
      speech: { text: 'Willkommen in Hamburg.', textStatus: 'HELD' },
    });
    const callers = Object.values(outsiderTokens).map((token) => (token ? { token } : {}));
    for (const caller of callers)
      expect((await query(pavilion.url, document, { id: built.speeches[0] }, caller)).speech).toEqual({
        ...hidden,
        status: 'FINISHED',
      });
    const text = 'Willkommen in Hamburg.';
    expect((await publish('releaseSpeechText', '')).announcement).toEqual({ speech: { text } });
    for (const caller of callers)
      expect((await query(pavilion.url, document, { id: built.speeches[0] }, caller)).speech).toMatchObject({
        status: 'FINISHED',
        text,
        textStatus: 'RELEASED',
        textReleasedAt: expect.any(String),
      });
  });

  it('shows the versions of a deal and a speech to operators only: they count how often a plan was edited', async () => {
    const document =
      'query($deal: ID!, $speech: ID!) { deal(id: $deal) { version } speech(id: $speech) { version } }';
    const variables = { deal: built.deals[0], speech: built.speeches[0] };
    const none = { deal: { version: null }, speech: { version: null } };
    expect(await query(pavilion.url, document, variables)).toEqual(none);
    const some = { deal: { version: expect.any(Number) }, speech: { version: expect.any(Number) } };
    expect(await query(pavilion.url, document, variables, { token: operator })).toEqual(some);
  });

  it('makes the parties of the deal public, and no other organization', async () => {
    const { companies, publicBodies } = await query(
      pavilion.url,
      '{ companies { nodes { name deals { totalCount } } } publicBodies { totalCount } }',
    );
    expect(companies.nodes).toEqual([
      { name: 'Reederei Nord', deals: { totalCount: 1 } },
      { name: '大阪造船', deals: { totalCount: 1 } },
    ]);
    expect(publicBodies.totalCount).toBe(0);
  });
});

describe('a rehearsal', () => {
  it('changes nothing that the public can see, and leaves nothing after a reset', async () => {
    const as = { token: operator };
    const before = await query(pavilion.url, waysIn, variables());
    const rehearse = (name: string, input: object) =>
      make(
        pavilion.url,
        name,
        { ...input, mode: 'REHEARSAL', idempotencyKey: newKey() },
        'announcement { sequence mode }',
        as,
      );
    await rehearse('openCeremony', { ceremony: built.ceremony });
    const { announcement } = await rehearse('signDeal', { deal: built.deals[2] });
    expect(announcement).toEqual({ sequence: 2, mode: 'REHEARSAL' });
    await rehearse('correctDeal', { deal: built.deals[2], instrument: 'LETTER_OF_INTENT' });
    await rehearse('retractDeal', { deal: built.deals[2] });
    expect(await query(pavilion.url, waysIn, variables())).toEqual(before);

    const desk = 'query($id: ID!) { deal(id: $id) { status rehearsalStatus instrument } }';
    const rehearsed = await query(pavilion.url, desk, { id: built.deals[2] }, as);
    expect(rehearsed.deal).toEqual({
      status: 'PLANNED',
      rehearsalStatus: 'RETRACTED',
      instrument: 'CONTRACT',
    });
    await make(pavilion.url, 'resetRehearsal', { exhibition: built.exhibition }, '__typename', as);
    const reset = await query(pavilion.url, desk, { id: built.deals[2] }, as);
    expect(reset.deal.rehearsalStatus).toBe('PLANNED');
    const again = await rehearse('openCeremony', { ceremony: built.ceremony });
    expect(again.announcement.sequence).toBe(1);
    expect(await query(pavilion.url, waysIn, variables())).toEqual(before);
  });
});

describe('after a later deal was announced before an earlier one', () => {
  const document =
    'query($exhibition: ID!) { exhibition(idOrSlug: $exhibition) { ceremonies { programme { position } } } }';
  const positions = async (token?: string) => {
    const options = token ? { token } : {};
    const { exhibition } = await query(pavilion.url, document, { exhibition: built.slug }, options);
    return exhibition.ceremonies[0].programme.map(({ position }: { position: number }) => position);
  };

  it('counts positions in the programme without the items that a caller may not see', async () => {
    const input = { deal: built.deals[2], idempotencyKey: newKey() };
    await make(pavilion.url, 'signDeal', input, '__typename', { token: operator });
    expect(await positions(operator)).toEqual([0, 1, 2, 3]);
    for (const token of Object.values(outsiderTokens)) expect(await positions(token)).toEqual([0, 1, 2]);
  });
});
