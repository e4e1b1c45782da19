/** An update that changes nothing is no change, in every verb: no version, no audit row, no notification. */
import { describe, expect, it } from 'vitest';
import { updateExhibition } from '../../../src/catalog/exhibitions/update-exhibition.ts';
import { updateCompany } from '../../../src/catalog/organizations/update-organization.ts';
import { type Decision, withoutUnchanged } from '../../../src/mutations/decision.ts';
import { cueProgrammeItem } from '../../../src/programme/ceremonies/cue-programme-item.ts';
import { resetRehearsal } from '../../../src/programme/ceremonies/reset-rehearsal.ts';
import { updateProgramme } from '../../../src/programme/ceremonies/update-programme.ts';
import { updateDeal } from '../../../src/programme/deals/update-deal.ts';
import { updateSpeech } from '../../../src/programme/speeches/update-speech.ts';
import {
  decidingAs,
  en,
  loadedCeremony,
  loadedDeal,
  loadedSpeech,
  organizer,
  programmeItem,
  unused,
} from '../programme/loaded-rows.ts';

const deciding = () => decidingAs(organizer);
const day = (text: string) => new Date(`${text}T00:00:00Z`);

interface Update {
  verb: string;
  decide(input: object): Decision<object>;
  /** Inputs that leave everything as it is stored. */
  unchanged: object[];
  changed: object;
}

const deal = loadedDeal();
const organizations = deal.parties.map(({ organization }) => ({ ...organization, mergedIntoId: null }));
const items = [{ deal: 'plant' }, { speech: 'welcome' }];

const updates: Update[] = [
  {
    verb: 'updateDeal',
    decide: (input) =>
      updateDeal.decide(
        {
          deal,
          opening: null,
          industries: [{ id: 'industry', code: 'automobiles', names: [] }],
          organizations,
        },
        { deal: 'deal', ...input },
        deciding(),
      ),
    unchanged: [
      {},
      {
        titleTranslations: en('Plant'),
        category: 'INVESTMENT',
        instrument: 'CONTRACT',
        amount: { amount: '12.5', currency: 'USD' },
        industry: 'automobiles',
        parties: deal.parties.map(({ role, organization }) => ({ role, organization: organization.id })),
      },
    ],
    changed: { amount: { amount: '12.51', currency: 'USD' } },
  },
  {
    verb: 'updateSpeech',
    decide: (input) => updateSpeech.decide(loadedSpeech(), { speech: 'speech', ...input }, deciding()),
    unchanged: [
      {},
      {
        officeTranslations: en('Mayor'),
        language: 'en',
        textTranslations: en('Welcome.'),
        paraphrase: false,
      },
    ],
    changed: { paraphrase: true },
  },
  {
    verb: 'updateCompany',
    decide: (input) =>
      updateCompany.decide(
        {
          organization: {
            ...{
              version: 4,
              createdBy: null,
              usedIn: unused,
              bodyKind: null,
              archived: false,
              mergedIntoId: null,
            },
            ...{ names: en('Optik'), country: 'DE', industryId: null, website: null },
          },
          deals: [{ id: 'deal', titles: en('Plant'), parties: [] }],
          industries: [],
        },
        { company: 'company', ...input },
        deciding(),
      ),
    unchanged: [{}, { nameTranslations: en('Optik'), country: 'DE', industry: null, website: null }],
    changed: { website: 'https://optik.example' },
  },
  {
    verb: 'updateExhibition',
    decide: (input) =>
      updateExhibition.decide(
        {
          exhibition: {
            ...{ slug: 'fair', series: { slug: 'fairs' } },
            ...{ id: 'exhibition', version: 4, names: en('Fair'), theme: null },
            ...{ startsOn: '2030-05-06', endsOn: '2030-05-08', timeZone: 'Asia/Shanghai', languages: ['en'] },
            ...{ reportingCurrencyCode: 'CNY', focusIndustries: ['wine'], venues: [], archived: false },
            rates: [
              { currency: 'EUR', rate: '7.8', date: '2030-05-01', source: 'Test', sample: false },
              { currency: 'USD', rate: '7', date: '2030-05-01', source: 'Test', sample: false },
            ],
            // The stored rates may be sent at any time; others only while no ceremony is open.
            nextVenue: 0,
            ceremonyIsOpen: true,
            ceremonies: [],
          },
          industries: [{ id: 'wine-id', code: 'wine', names: en('Wine') }],
        },
        { exhibition: { slug: 'fair' }, ...input } as never,
        deciding(),
      ),
    unchanged: [
      {},
      {
        ...{ nameTranslations: en('Fair'), themeTranslations: null, startsOn: day('2030-05-06') },
        ...{ endsOn: day('2030-05-08'), timeZone: 'Asia/Shanghai', languages: ['en'] },
        ...{ focusIndustries: ['wine'], addVenues: [] },
        exchangeRates: [
          { currency: 'USD', rate: '7.00', date: day('2030-05-01'), source: 'Test' },
          { currency: 'EUR', rate: '7.8', date: day('2030-05-01'), source: 'Test' },
        ],
      },
    ],
    changed: { languages: ['en', 'zh'] },
  },
  {
    verb: 'updateProgramme',
    decide: (input) =>
      updateProgramme.decide(
        {
          ceremony: loadedCeremony(),
          programme: {
            items: [
              programmeItem({ id: 'one', position: 0, dealId: 'plant', done: true }),
              programmeItem({ id: 'two', position: 3, speechId: 'welcome' }),
            ],
            subjects: ['plant', 'welcome'].map((id) => ({
              ...{ id, exhibitionId: 'exhibition', ceremonyId: 'ceremony', done: id === 'plant' },
            })),
          },
        },
        { ceremony: 'ceremony', items, ...input },
        deciding(),
      ),
    unchanged: [{}],
    changed: { items: items.toReversed() },
  },
  ...(['NONE', 'CUED', 'HELD'] as const).map((cue) => ({
    verb: `cueProgrammeItem to ${cue}`,
    decide: (input: object) =>
      cueProgrammeItem.decide(
        {
          ...{
            id: 'item',
            ceremonyId: 'ceremony',
            exhibitionId: 'exhibition',
            slug: 'fair',
            series: { slug: 'fairs' },
            languages: ['en'],
          },
          ...{
            texts: en('Plant'),
            titled: false,
            done: false,
            cue,
            cuedItem: cue === 'CUED' ? null : 'other',
          },
        },
        { item: 'item', mode: 'LIVE', cue, evenIfIncomplete: false, ...input },
        deciding(),
      ),
    unchanged: [{}],
    changed: { cue: cue === 'NONE' ? 'CUED' : 'NONE' },
  })),
];

describe.each(updates.map((update) => [update.verb, update] as const))('%s', (_, update) => {
  it.each(update.unchanged.map((input) => [input]))('writes nothing for %j, and succeeds', (input) => {
    const decision = update.decide(input);
    const { result, writes, audit } = withoutUnchanged(decision);
    expect(result).toEqual(decision.result);
    expect([writes, audit]).toEqual([[], []]);
  });

  it('writes the row and the audit log where a value differs', () => {
    const decision = update.decide(update.changed);
    expect(decision.writes.length).toBeGreaterThan(0);
    expect(withoutUnchanged(decision)).toBe(decision);
  });
});

it('updateCompany leaves the deals alone that it is a party of, unless its name or country differs', () => {
  const { decide } = updates.find(({ verb }) => verb === 'updateCompany')!;
  const writesDeals = (input: object) => decide(input).writes.some(({ sql }) => sql.includes('"Deal"'));
  expect(
    writesDeals({ nameTranslations: en('Optik'), country: 'DE', website: 'https://optik.example' }),
  ).toBe(false);
  expect(writesDeals({ nameTranslations: en('Lens') })).toBe(true);
  expect(writesDeals({ country: 'FR' })).toBe(true);
});

describe('resetRehearsal', () => {
  const untouched = { ceremonies: {}, deals: {}, speeches: {}, cues: {}, announcements: 0 };
  const writes = (changes: object) =>
    withoutUnchanged(
      resetRehearsal.decide(
        { id: 'exhibition', slug: 'fair', series: { slug: 'fairs' }, leases: [], ...untouched, ...changes },
        { exhibition: { slug: 'fair' } },
        deciding(),
      ),
    ).writes.length;

  it('wipes nothing and begins no epoch where nothing was rehearsed', () => {
    expect(writes({})).toBe(0);
  });

  it.each([
    { ceremonies: { opening: 'OPEN' } },
    { deals: { plant: 'SIGNED' } },
    { speeches: { welcome: 'STARTED' } },
    { cues: { item: 'CUED' } },
    { announcements: 1 },
  ])('wipes %j', (changes) => {
    expect(writes(changes)).toBeGreaterThan(0);
  });
});

describe('withoutUnchanged', () => {
  const decision = (before: object | null, after: object | null): Decision<object> => ({
    result: {},
    writes: [{ sql: 'UPDATE' } as never],
    audit: [{ type: 'Deal', id: 'deal', before, after }],
  });

  it('compares what is stored: a date by its text, an absent field like an undefined one, in any order', () => {
    const at = new Date('2030-05-06T09:00:00Z');
    const same = decision({ at, title: 'Plant' }, { title: 'Plant', note: undefined, at: at.toISOString() });
    expect(withoutUnchanged(same).writes).toEqual([]);
  });

  it('keeps what is created, also an empty one', () => {
    const created = decision(null, null);
    expect(withoutUnchanged(created)).toBe(created);
  });

  it('keeps a change of one object beside others that stay, what is announced, and writes without an audit entry', () => {
    const mixed = { ...decision({ a: 1 }, { a: 1 }) };
    mixed.audit = [...mixed.audit, { type: 'Deal', id: 'other', before: { a: 1 }, after: { a: 2 } }];
    const announced = { ...decision({}, {}), announcement: {} as never };
    const unaudited = { ...decision({}, {}), audit: [] };
    for (const each of [mixed, announced, unaudited]) expect(withoutUnchanged(each)).toBe(each);
  });
});
