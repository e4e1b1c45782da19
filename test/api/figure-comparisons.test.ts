/** Each reported figure is compared with the deals of its own scope and kind, through the API alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: TestPavilion & AsyncDisposable;
let built: BuiltExhibition;
let token: string;
let signing: string;

const de = (text: string) => [{ language: 'de', text }];
const run = (name: string, input: object, selection = '__typename') =>
  make(pavilion.url, name, input, selection, { token });
const publish = (name: string, input: object) => run(name, { ...input, idempotencyKey: newKey() });

type Party = [organization: string, role: string];

async function createDeal(
  category: string,
  amount: [string, string] | null,
  parties: Party[],
  instrument = 'CONTRACT',
): Promise<string> {
  const { deal } = await run(
    'createDeal',
    {
      exhibition: built.exhibition,
      titleTranslations: de('Vertrag'),
      category,
      instrument,
      ...(amount && { amount: { amount: amount[0], currency: amount[1] } }),
      industry: `${built.slug}-shipping`,
      parties: parties.map(([organization, role]) => ({ organization, role })),
    },
    'deal { id }',
  );
  return deal.id;
}

async function holdCeremony(ceremony: string, deals: string[]): Promise<void> {
  await run('updateProgramme', { ceremony, items: deals.map((deal) => ({ deal })) });
  await publish('openCeremony', { ceremony });
  for (const deal of deals) await publish('signDeal', { deal });
  await publish('closeCeremony', { ceremony });
}

async function report(of: object, metric: string, value: string, currency?: string): Promise<void> {
  await run('recordReportedFigure', {
    ...of,
    metric,
    value,
    ...(currency && { currency }),
    qualifier: 'EXACT',
    asOf: '2030-05-07',
    sources: [{ publisher: 'Hafenblatt', publishedOn: '2030-05-07' }],
  });
}

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  token = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, token, { deals: 0 });
  const [hamburg, osaka] = built.companies as [string, string];
  const { city } = built;
  const { ceremony } = await run(
    'createCeremony',
    {
      exhibition: built.exhibition,
      kind: 'SIGNING',
      nameTranslations: de('Unterzeichnung'),
      startsAt: '2030-05-07T09:00:00+02:00',
    },
    'ceremony { id }',
  );
  signing = ceremony.id;
  const foreign: Party[] = [
    [osaka, 'INVESTOR'],
    [city, 'HOST'],
  ];
  const domestic: Party[] = [
    [hamburg, 'INVESTOR'],
    [city, 'HOST'],
  ];
  const sale: Party[] = [
    [osaka, 'SELLER'],
    [hamburg, 'BUYER'],
  ];
  const retracted = await createDeal('INVESTMENT', ['5000.00', 'EUR'], foreign);
  await holdCeremony(built.ceremony, [
    await createDeal('INVESTMENT', ['1.00', 'EUR'], domestic),
    await createDeal('INVESTMENT', ['1000', 'JPY'], foreign),
    await createDeal('TRADE', ['100.00', 'EUR'], sale),
    await createDeal('TRADE', ['20.00', 'EUR'], sale, 'LETTER_OF_INTENT'),
    retracted,
  ]);
  await holdCeremony(signing, [
    // Without a host, the host country of the series counts.
    await createDeal(
      'INVESTMENT',
      ['10.00', 'EUR'],
      [
        [osaka, 'INVESTOR'],
        [hamburg, 'PARTNER'],
      ],
    ),
    await createDeal(
      'INVESTMENT',
      ['300.00', 'EUR'],
      [
        [hamburg, 'INVESTOR'],
        [city, 'PARTNER'],
      ],
    ),
    await createDeal('COOPERATION', null, [
      [osaka, 'PARTNER'],
      [city, 'PARTNER'],
    ]),
  ]);
  await publish('retractDeal', { deal: retracted });
  // Planned deals are visible to the desk only.
  await createDeal('INVESTMENT', ['70000.00', 'EUR'], foreign);
});
afterAll(() => pavilion[Symbol.asyncDispose]());

interface Compared {
  reported: { metric: string; scope: string; currency: string | null };
  computed: string | null;
  difference: string | null;
  ratio: string | null;
  rates: { currency: string; rate: string }[];
}

async function comparisons(of: 'exhibition' | 'series'): Promise<Compared[]> {
  const slug = of === 'series' ? `${built.slug}-series` : built.slug;
  const answer = await query(
    pavilion.url,
    `{ ${of}(idOrSlug: "${slug}") { figureComparisons {
      reported { metric scope currency } computed difference ratio rates { currency rate } } } }`,
  );
  return answer[of].figureComparisons;
}

describe('a reported figure', () => {
  it('of a ceremony is compared with the deals signed there, and one of an edition with all its deals, each by metric', async () => {
    for (const scope of [{ ceremony: signing }, { exhibition: built.exhibition }]) {
      await report(scope, 'PROJECTS', '4');
      await report(scope, 'INVESTMENT', '200', 'EUR');
      await report(scope, 'FOREIGN_FUNDED_PROJECTS', '2');
      await report(scope, 'FOREIGN_FUNDED_INVESTMENT', '1000', 'JPY');
      await report(scope, 'TRADE', '120', 'EUR');
      await report(scope, 'LETTERS_OF_INTENT', '20', 'EUR');
      await report(scope, 'EXHIBITORS', '3');
    }
    const found = await comparisons('exhibition');
    const lines = found.map(
      ({ reported, computed, difference }: Compared) =>
        `${reported.scope} ${reported.metric} ${computed} ${difference}`,
    );
    expect(lines).toEqual([
      'CEREMONY PROJECTS 3 -1',
      'CEREMONY INVESTMENT 310 110',
      'CEREMONY FOREIGN_FUNDED_PROJECTS 1 -1',
      // 10 EUR at 0.0061 EUR per JPY.
      'CEREMONY FOREIGN_FUNDED_INVESTMENT 1639 639',
      'CEREMONY TRADE 0 -120',
      'CEREMONY LETTERS_OF_INTENT 0 -20',
      'EDITION PROJECTS 7 3',
      // 1 and 310 EUR, and 1,000 JPY at 0.0061.
      'EDITION INVESTMENT 317.1 117.1',
      'EDITION FOREIGN_FUNDED_PROJECTS 2 0',
      'EDITION FOREIGN_FUNDED_INVESTMENT 2639 1639',
      'EDITION TRADE 120 0',
      'EDITION LETTERS_OF_INTENT 20 0',
    ]);
    const rates = found.map((each) => each.rates.map(({ currency }) => currency).join());
    expect(rates).toEqual(['', '', '', 'JPY', '', '', '', 'JPY', '', 'JPY', '', '']);
  });

  it('of several editions is compared with those editions, and not with one that it does not cover', async () => {
    const { series } = await query(pavilion.url, `{ series(idOrSlug: "${built.slug}-series") { id } }`);
    await report({ series: series.id, fromEdition: 1, toEdition: 3 }, 'TRADE', '100', 'EUR');
    await report({ series: series.id, fromEdition: 2, toEdition: 3 }, 'TRADE', '100', 'EUR');
    expect(await comparisons('series')).toMatchObject([
      { computed: '120', difference: '20', ratio: '1.2', rates: [] },
      { computed: '0', difference: '-100', ratio: '0', rates: [] },
    ]);
  });
});
