/** Creates another exhibition through the public API only: other countries, currencies and languages. */
import { mutate, type RequestOptions } from './http-client.ts';

export interface BuiltExhibition {
  slug: string;
  exhibition: string;
  ceremony: string;
  deals: string[];
  speeches: string[];
  companies: string[];
  city: string;
}

export interface BuildOptions {
  slug?: string;
  deals?: number;
}

const de = (text: string) => ({ language: 'de', text });
const ja = (text: string) => ({ language: 'ja', text });

/** Runs a mutation that must succeed, and returns its success. */
export async function make(
  url: string,
  name: string,
  input: object,
  selection: string,
  options: RequestOptions,
) {
  const result = await mutate(url, name, input as Record<string, unknown>, selection, options);
  if (!result.__typename.endsWith('Success')) throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result;
}

export async function buildExhibition(
  url: string,
  organizer: string,
  { slug = 'hamburg-2030', deals: dealCount = 4 }: BuildOptions = {},
): Promise<BuiltExhibition> {
  const as = { token: organizer };
  const create = (name: string, input: object, selection: string) => make(url, name, input, selection, as);

  const { series } = await create(
    'createSeries',
    {
      slug: `${slug}-series`,
      nameTranslations: [de('Hafenmesse'), ja('港湾見本市')],
      hostCityTranslations: [de('Hamburg'), ja('ハンブルク')],
      hostCountry: 'DE',
      hostSubdivision: 'DE-HH',
      partnerCountries: ['JP'],
      heldSince: 2030,
    },
    'series { id }',
  );
  await create(
    'createIndustry',
    { code: `${slug}-shipping`, nameTranslations: [de('Schifffahrt'), ja('海運')] },
    'industry { id }',
  );
  const { exhibition } = await create(
    'createExhibition',
    {
      series: series.id,
      edition: 1,
      slug,
      nameTranslations: [ja('第1回港湾見本市'), de('Erste Hafenmesse')],
      themeTranslations: [de('Kurs halten')],
      startsOn: '2030-05-06',
      endsOn: '2030-05-10',
      timeZone: 'Europe/Berlin',
      languages: ['de', 'ja'],
      reportingCurrency: 'EUR',
      focusIndustries: [`${slug}-shipping`],
      venues: [
        {
          nameTranslations: [de('Messehalle')],
          cityTranslations: [de('Hamburg')],
          country: 'DE',
          timeZone: 'Europe/Berlin',
        },
        {
          nameTranslations: [de('Halle in Osaka'), ja('大阪会場')],
          cityTranslations: [ja('大阪')],
          country: 'JP',
          timeZone: 'Asia/Tokyo',
        },
      ],
      exchangeRates: [{ currency: 'JPY', rate: '0.0061', date: '2030-05-06', source: 'Test' }],
    },
    'exhibition { id venues { id } }',
  );
  const companies = await Promise.all(
    [
      { nameTranslations: [de('Reederei Nord'), ja('北海運')], country: 'DE' },
      { nameTranslations: [ja('大阪造船'), de('Osaka Werft')], country: 'JP' },
    ].map(async (company) => {
      const made = await create(
        'createCompany',
        { ...company, industry: `${slug}-shipping` },
        'company { id }',
      );
      return made.company.id as string;
    }),
  );
  const { publicBody } = await create(
    'createPublicBody',
    { nameTranslations: [de('Stadt Hamburg'), ja('ハンブルク市')], bodyKind: 'CITY', country: 'DE' },
    'publicBody { id }',
  );
  const deals: string[] = [];
  for (let number = 0; number < dealCount; number++) {
    const { deal } = await create(
      'createDeal',
      {
        exhibition: exhibition.id,
        titleTranslations: [de(`Vertrag ${number + 1}`), ja(`契約${number + 1}`)],
        category: 'INVESTMENT',
        instrument: 'CONTRACT',
        amount:
          number % 2 === 0 ? { amount: '1000.50', currency: 'EUR' } : { amount: '200000', currency: 'JPY' },
        industry: `${slug}-shipping`,
        parties: [
          { organization: companies[1], role: 'INVESTOR' },
          { organization: number % 2 === 0 ? companies[0] : publicBody.id, role: 'HOST' },
        ],
      },
      'deal { id }',
    );
    deals.push(deal.id);
  }
  const { person } = await create(
    'createPerson',
    { nameTranslations: [de('Anna Petersen')], country: 'DE' },
    'person { id }',
  );
  const { speech } = await create(
    'createSpeech',
    {
      exhibition: exhibition.id,
      speaker: person.id,
      officeTranslations: [de('Erste Bürgermeisterin'), ja('市長')],
      language: 'de',
      textTranslations: [de('Willkommen in Hamburg.'), ja('ハンブルクへようこそ。')],
    },
    'speech { id }',
  );
  const { ceremony } = await create(
    'createCeremony',
    {
      exhibition: exhibition.id,
      kind: 'OPENING',
      nameTranslations: [de('Eröffnung'), ja('開会式')],
      startsAt: '2030-05-06T09:00:00+02:00',
      venues: exhibition.venues.map((venue: { id: string }) => venue.id),
      programme: [{ speech: speech.id }, ...deals.map((deal) => ({ deal }))],
    },
    'ceremony { id }',
  );
  return {
    slug,
    exhibition: exhibition.id,
    ceremony: ceremony.id,
    deals,
    speeches: [speech.id],
    companies,
    city: publicBody.id,
  };
}

let keys = 0;
/** The day at the venue of the exhibition, on which a deal is signed now: 2030-05-06. */
export const todayAtVenue = () =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());

/** A new idempotency key each time. */
export const newKey = (): string => `test-key-${process.pid}-${++keys}`;
