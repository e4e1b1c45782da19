/** The sample data repeats what was reported, as it was reported, and marks the rest as invented. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../prisma/seed.ts';
import { categoryByRoles } from '../../src/announcements/deal-category.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let operator: string;
beforeAll(async () => {
  pavilion = await openPavilion();
  operator = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
});
afterAll(() => pavilion[Symbol.asyncDispose]());

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their shape
type Any = any;
const ask = (document: string, options = {}) => query(pavilion.url, document, {}, options);
const named = '{ language text }';
const textsOf = (texts: { text: string }[]) => texts.map(({ text }) => text).join(' · ');

const editions = `
  yancheng-2019 | 1 | 2019 | – | Yancheng
  yancheng-2020 | 2 | 2020-10-30 2020-11-03 | – | Yancheng
  yancheng-2021 | 3 | 2021-10-29 2021-11-02 | Smooth industrial circulation, opening up cooperation and win-win | Jiangsu Yancheng International Convention and Exhibition Center
  yancheng-2022 | 4 | 2022-11-18 2022-11-22 | Smooth Cooperation for a Better Future · 畅通合作 共赢未来 | Yancheng International Conference Center + Seoul
  yancheng-2023 | 5 | 2023-11-03 2023-11-07 | Openness and cooperation in an environmental way. For a shared future of science and innovation | China–Korea (Yancheng) Industrial Park`;

/** Edition or last edition covered, metric, qualifier, value, publisher. */
const figures = `
  1 CEREMONY PROJECTS EXACT 18 | Asia Today 2021-09-30
  1 CEREMONY INVESTMENT EXACT 20300000000 CNY | Asia Today 2021-09-30
  2 EDITION EXHIBITORS MORE_THAN 300 | PR Newswire 2020-11-04 + The Paper 2020-10-30
  2 EDITION BUYERS ABOUT 500 | PR Newswire 2020-11-04 + The Paper 2020-10-30
  2 EDITION PROJECTS EXACT 127 | Asia Today 2021-09-30
  2 EDITION INVESTMENT ABOUT 72100000000 CNY | Asia Today 2021-09-30
  2 EDITION LETTERS_OF_INTENT EXACT 1900000000 USD | Asia Today 2021-09-30
  3 EDITION FLOOR_AREA ABOUT 30000 | Daum/E-daily 2021-10-31 + Kyodo AsiaNet 92695 2021-10-29
  3 EDITION BOOTHS EXACT 105 | Daum/E-daily 2021-10-31 + Kyodo AsiaNet 92695 2021-10-29
  3 EDITION EXHIBITORS EXACT 121 | Daum/E-daily 2021-10-31 + Kyodo AsiaNet 92695 2021-10-29
  3 EDITION EXHIBITION_AREAS EXACT 3 | Daum/E-daily 2021-10-31 + Kyodo AsiaNet 92695 2021-10-29
  3 CEREMONY PROJECTS EXACT 24 | Daum/E-daily 2021-10-31 + The Paper 2021-10-29
  3 CEREMONY INVESTMENT EXACT 89300000000 CNY | Daum/E-daily 2021-10-31 + The Paper 2021-10-29
  3 CEREMONY FOREIGN_FUNDED_PROJECTS EXACT 8 | The Paper 2021-10-29
  3 CEREMONY FOREIGN_FUNDED_INVESTMENT EXACT 3390000000 USD | The Paper 2021-10-29
  4 CEREMONY GUESTS MORE_THAN 500 | Kyodo AsiaNet 98885 2022-11-18
  4 EDITION EXHIBITION_AREAS EXACT 4 | Kyodo AsiaNet 98885 2022-11-18
  4 EDITION PROJECTS EXACT 21 | Xinhua Korean 2022-11-19
  4 EDITION INVESTMENT EXACT 47300000000 CNY | Xinhua Korean 2022-11-19
  4 EDITION FOREIGN_FUNDED_PROJECTS EXACT 12 | Xinhua Korean 2022-11-19
  4 EDITION FOREIGN_FUNDED_INVESTMENT EXACT 1825000000 USD | Xinhua Korean 2022-11-19
  5 CEREMONY GUESTS ABOUT 700 | News Collective 2023-11-30
  1–2 CUMULATIVE PARTICIPANTS EXACT 50000 | Prensa Latina 2021-10-29
  1–2 CUMULATIVE TRADE ALMOST 3500000000 USD | Prensa Latina 2021-10-29
  1–2 CUMULATIVE PROJECTS EXACT 167 | Prensa Latina 2021-10-29
  1–2 CUMULATIVE INVESTMENT EXACT 140000000000 USD noted | Prensa Latina 2021-10-29
  1–3 CUMULATIVE TRADE ABOUT 5550000000 USD | Xinhua Korean 2022-11-19
  1–3 CUMULATIVE PROJECTS EXACT 191 | Xinhua Korean 2022-11-19
  1–3 CUMULATIVE INVESTMENT ALMOST 230000000000 CNY | Xinhua Korean 2022-11-19
  1–5 CUMULATIVE PARTICIPANTS MORE_THAN 100000 noted | News Collective 2023-11-30 + Seoul Economic Daily 2023-11-03
  1–5 CUMULATIVE TRADE ABOUT 7000000000 USD noted | News Collective 2023-11-30 + Seoul Economic Daily 2023-11-03
  1–5 CUMULATIVE PROJECTS EXACT 191 noted | News Collective 2023-11-30 + Seoul Economic Daily 2023-11-03
  1–5 CUMULATIVE INVESTMENT ABOUT 270000000000 CNY noted | News Collective 2023-11-30 + Seoul Economic Daily 2023-11-03`;

const companies = `
  Kia · 起亚 · 기아 | KR automobiles
  Hyundai Motor Group · 现代汽车集团 · 현대자동차그룹 | KR automobiles
  Hyundai Mobis · 摩比斯 · 현대모비스 | KR automobiles
  SK On · SK온 | KR new-energy-equipment
  SK Innovation · SK이노베이션 | KR new-energy-equipment
  Samsung · 三星 · 삼성 | KR electronic-information
  LG | KR electronic-information
  Haesung Semiconductor | KR electronic-information
  IA | KR electronic-information
  BYD · 比亚迪 | CN automobiles
  Tongwei · 通威 | CN new-energy-equipment
  Human Horizons · 华人运通 | CN automobiles
  Yueda Group · 悦达集团 | CN automobiles
  Faurecia · 佛吉亚 | FR automobiles
  Siemens · 西门子 | DE smart-manufacturing
  Lafarge | FR smart-manufacturing`;

/** The speaker, the office, and a word or a number that the report has. */
const speeches: [speaker: string, office: string, edition: number, words: RegExp][] = [
  ['Xu Kunlin · 许昆林 · 쉬쿤린', 'Governor of Jiangsu', 5, /Kia and Hyundai.*85 billion.*6,200.*20 billion/],
  [
    'Chung Jae-ho · 郑在浩 · 정재호',
    'Ambassador of the Republic of Korea to China',
    5,
    /green transition.*new level.*Supply chains.*big data/,
  ],
  ['Hui Jianlin · 惠建林', 'Vice governor of Jiangsu', 3, /fourth largest trade partner/],
  ['Cao Lubao · 曹路宝', 'Party secretary of Yancheng', 3, /10,000 Koreans/],
  ['Dai Yuan · 戴源', 'Party secretary of Yancheng', 2, /Saemangeum, Yantai and Huizhou/],
];

const linesOf = (table: string) =>
  table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .sort();

describe('the sample data', () => {
  it('has the series and its five editions, with their days, themes and venues', async () => {
    const { series } = await ask(`{ series(idOrSlug: "china-korea-expo") {
      nameTranslations ${named} hostCity hostCountry hostSubdivision heldSince partnerCountries organizer { name }
      exhibitions { nodes { slug edition sample startsOn endsOn themeTranslations ${named} venues { name } focusIndustries { code } } } } }`);
    const { exhibitions, nameTranslations, ...rest } = series;
    expect(textsOf(nameTranslations)).toBe(
      'China–Korea Trade and Investment Expo · 中韩贸易投资博览会 · 한중무역투자박람회',
    );
    expect(rest).toEqual({
      hostCity: 'Yancheng',
      hostCountry: 'CN',
      hostSubdivision: 'CN-JS',
      heldSince: 2019,
      partnerCountries: ['KR'],
      organizer: { name: 'China Chamber of International Commerce' },
    });
    const line = ({ slug, edition, sample, startsOn, endsOn, themeTranslations, venues }: Any) =>
      [
        slug,
        edition,
        // No days of the first edition were reported.
        sample ? startsOn.slice(0, 4) : `${startsOn} ${endsOn}`,
        textsOf(themeTranslations) || '–',
        venues.map(({ name }: { name: string }) => name).join(' + '),
      ].join(' | ');
    expect(exhibitions.nodes.map(line)).toEqual(linesOf(editions));
    expect(exhibitions.nodes[4].focusIndustries.map(({ code }: { code: string }) => code)).toEqual([
      'automobiles',
      'new-energy-equipment',
      'electronic-information',
      'smart-manufacturing',
      'modern-services',
    ]);
  });

  it('has every reported figure with its qualifier, scope, source and date, and no other', async () => {
    const { series } =
      await ask(`{ series(idOrSlug: "china-korea-expo") { reportedFigures(first: 100) { nodes {
      metric qualifier value currency scope fromEdition toEdition note exhibition { edition }
      sources { publisher reference publishedOn } } } } }`);
    const line = ({ scope, metric, qualifier, value, currency, note, sources, ...of }: Any) => {
      const covered = of.exhibition?.edition ?? `${of.fromEdition}–${of.toEdition}`;
      const said = [covered, scope, metric, qualifier, value, currency, note && 'noted'].filter(Boolean);
      const by = sources.map((source: Record<string, string>) =>
        [source.publisher, source.reference, source.publishedOn].filter(Boolean).join(' '),
      );
      return `${said.join(' ')} | ${by.sort().join(' + ')}`;
    };
    expect(series.reportedFigures.nodes.map(line).sort()).toEqual(linesOf(figures));
  });

  it('has the companies that the press named, and marks all others as invented', async () => {
    const document = `{ companies(first: 100) { nodes { sample country industry { code } nameTranslations ${named} } } }`;
    const { nodes } = (await ask(document)).companies;
    const real = nodes.filter((each: Any) => !each.sample);
    const line = (each: Any) => `${textsOf(each.nameTranslations)} | ${each.country} ${each.industry.code}`;
    expect(real.map(line).sort()).toEqual(linesOf(companies));
  });

  it('has the one deal that was named with its amount, with its sources, and marks all others', async () => {
    const document = `{ deals(first: 100) { nodes { sample title category amount { amount currency } exhibition { edition }
      parties { organization { name } } note sources { publisher publishedOn } } } }`;
    const { nodes } = (await ask(document, { token: operator })).deals;
    expect(nodes.filter((each: Any) => !each.sample)).toEqual([
      {
        sample: false,
        title: expect.stringMatching(/SK \(SKI\).*phase II.*30 GWh/),
        category: 'INVESTMENT',
        amount: { amount: '2530000000.00', currency: 'USD' },
        exhibition: { edition: 3 },
        parties: [
          { organization: { name: 'SK Innovation' } },
          { organization: { name: 'Yancheng Economic and Technological Development Zone' } },
        ],
        note: expect.stringMatching(/largest foreign-funded project.*17 January 2022/),
        sources: [
          { publisher: 'The Paper', publishedOn: '2021-10-29' },
          { publisher: 'Yancheng News', publishedOn: '2022-11-23' },
        ],
      },
    ]);
  });

  it('has deals of each category, according to the roles of their parties', async () => {
    const document = '{ deals(first: 100) { nodes { category parties { role } } } }';
    const { nodes } = (await ask(document, { token: operator })).deals;
    const byRoles = ({ parties }: Any) => categoryByRoles(parties.map(({ role }: Any) => role));
    expect(nodes.map(({ category }: Any) => category)).toEqual(nodes.map(byRoles));
    expect(new Set(nodes.map(({ category }: Any) => category)).size).toBe(3);
  });

  it('has separate totals of investment, trade and cooperation for each edition', async () => {
    const { exhibition } = await ask(`{ exhibition(idOrSlug: "yancheng-2020") { totals { deals byCategory {
      category signingTotal { deals currencies { deals sum { amount currency } } } contractedTotal { deals } } } } }`);
    const line = ({ category, signingTotal, contractedTotal }: Any) => {
      const sums = signingTotal.currencies.map(
        ({ deals, sum }: Any) => `${deals} × ${sum.currency} ${sum.amount}`,
      );
      return [category, signingTotal.deals, contractedTotal.deals, ...sums].join(' | ');
    };
    expect(exhibition.totals.deals).toBe(6);
    expect(exhibition.totals.byCategory.map(line)).toEqual([
      'INVESTMENT | 3 | 3 | 3 × CNY 6220000000.00',
      'TRADE | 3 | 2 | 1 × KRW 45000000000 | 2 × USD 206000000.00',
      'COOPERATION | 0 | 0',
    ]);
  });

  it('is compared with the figures of the press, each with the deals that it covers', async () => {
    const { exhibition, series } = await ask(`{
      exhibition(idOrSlug: "yancheng-2021") { figureComparisons { reported { metric } computed } }
      series(idOrSlug: "china-korea-expo") { figureComparisons { reported { metric toEdition } computed } } }`);
    const line = ({ reported: { metric, toEdition }, computed }: Any) =>
      [metric, toEdition, computed].filter(Boolean).join(' ');
    expect(exhibition.figureComparisons.map(line).sort()).toEqual([
      // The two in dollars, and 1.5 billion yuan at 6.4.
      'FOREIGN_FUNDED_INVESTMENT 2824375000',
      'FOREIGN_FUNDED_PROJECTS 3',
      'INVESTMENT 29576000000',
      'PROJECTS 6',
    ]);
    expect(series.figureComparisons.map(line).sort()).toEqual([
      'INVESTMENT 2 1561215351.82',
      'INVESTMENT 3 40226000000',
      'INVESTMENT 5 49089500000',
      'PROJECTS 2 12',
      'PROJECTS 3 18',
      'PROJECTS 5 24',
      'TRADE 2 245626865.67',
      'TRADE 3 255939365.67',
      'TRADE 5 292559083.98',
    ]);
  });

  it('has the five speeches, paraphrased, in three languages', async () => {
    const document = `{ speeches(first: 100) { nodes { exhibition { edition } speaker { nameTranslations ${named} } office
      paraphrase sample text(language: "en") textTranslations { language } sources { publisher } } } }`;
    const { nodes } = (await ask(document, { token: operator })).speeches;
    expect(nodes).toHaveLength(speeches.length);
    for (const [speaker, office, edition, words] of speeches) {
      const found = nodes.find((each: Any) => textsOf(each.speaker.nameTranslations) === speaker);
      expect(found, speaker).toMatchObject({
        office,
        exhibition: { edition },
        paraphrase: true,
        sample: false,
        text: expect.stringMatching(words),
        textTranslations: [{ language: 'en' }, { language: 'zh' }, { language: 'ko' }],
      });
      expect(found.sources.length).toBeGreaterThan(0);
    }
  });

  it('plans a ceremony of two speeches and at least 24 invented deals, in three currencies', async () => {
    const document = `{ exhibition(idOrSlug: "yancheng-2023") { ceremonies { kind status programme {
      speech { id } deal { sample titleTranslations ${named} amount { currency } parties { organization { kind country } } } } } } }`;
    const { exhibition } = await ask(document, { token: operator });
    const [{ kind, status, programme }] = exhibition.ceremonies;
    expect([kind, status]).toEqual(['OPENING', 'PLANNED']);
    const deals = programme.map((item: Any) => item.deal).filter(Boolean);
    expect(programme.length - deals.length).toBe(2);
    expect(deals.length).toBeGreaterThanOrEqual(24);
    expect(deals.filter((deal: Any) => !deal.sample || deal.titleTranslations.length < 3)).toEqual([]);
    const distinct = (values: Any[]) => [...new Set(values)].sort();
    expect(distinct(deals.flatMap((deal: Any) => deal.amount?.currency ?? []))).toEqual([
      'CNY',
      'KRW',
      'USD',
    ]);
    const parties = deals.flatMap((deal: Any) => deal.parties.map((party: Any) => party.organization));
    expect(distinct(parties.map((each: Any) => each.kind))).toEqual(['COMPANY', 'PUBLIC_BODY']);
    expect(distinct(parties.map((each: Any) => each.country)).length).toBeGreaterThan(2);
  });

  it('is loaded once: a second seed changes nothing', async () => {
    const contents = async () => {
      const { rows } = await pavilion.database.pool.query(
        `SELECT (SELECT count(*) FROM "AuditRecord") AS changes, (SELECT count(*) FROM "Announcement") AS announced,
                (SELECT md5(string_agg(deal::text, '' ORDER BY id)) FROM "Deal" AS deal) AS deals,
                (SELECT md5(string_agg(figure::text, '' ORDER BY id)) FROM "ReportedFigure" AS figure) AS figures`,
      );
      return rows;
    };
    const before = await contents();
    await seed(pavilion.database);
    expect(await contents()).toEqual(before);
  });
});
