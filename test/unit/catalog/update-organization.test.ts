import { describe, expect, it } from 'vitest';
import { updateCompany, updatePublicBody } from '../../../src/catalog/organizations/update-organization.ts';
import {
  decidingAs,
  en,
  operator,
  organizer,
  parametersOf,
  statements,
  unused,
} from '../programme/loaded-rows.ts';

type Loaded = Parameters<typeof updateCompany.decide>[0];
type Input = Parameters<typeof updateCompany.decide>[1];

const before = {
  names: en('Optik'),
  country: 'DE',
  industryId: 'optics-id',
  website: 'https://optik.example',
  archived: false,
};
const company = {
  version: 4,
  createdBy: 'operator',
  usedIn: unused,
  bodyKind: null,
  mergedIntoId: null,
  ...before,
};
const update = (input: Partial<Input> = {}, loaded: Partial<Loaded> = {}, identity = organizer) =>
  updateCompany.decide(
    {
      organization: company,
      deals: [],
      industries: [{ id: 'wine-id', code: 'wine', names: en('Wine') }],
      ...loaded,
    },
    { company: 'company', ...input },
    decidingAs(identity),
  );
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

it.each<[string, Partial<Input>, object]>([
  ['nothing', {}, {}],
  ['its name', { nameTranslations: en('Lens') }, { names: en('Lens') }],
  ['its country', { country: 'FR' }, { country: 'FR' }],
  ['its industry', { industry: 'wine' }, { industryId: 'wine-id' }],
  ['its industry to none, with null', { industry: null }, { industryId: null }],
  ['its website', { website: 'https://lens.example' }, { website: 'https://lens.example' }],
  ['its website to none, with null', { website: null }, { website: null }],
  ['that it is archived', { archived: true }, { archived: true }],
])('changes %s and keeps what is absent from the input', (_, input, after) => {
  const { result, writes, audit } = update(input);
  expect(result).toEqual({ organization: 'company' });
  expect(parametersOf(writes, 'UPDATE "Organization"')).toMatchObject([
    [{ id: 'company', ...before, ...after }],
  ]);
  expect(audit).toEqual([{ type: 'Company', id: 'company', before, after: { ...before, ...after } }]);
});

it('lists its deals under the new name and country, and under the other parties as before', () => {
  const deal = {
    id: 'deal',
    titles: en('Plant'),
    parties: [
      { id: 'company', names: en('Optik'), country: 'DE' },
      { id: 'other', names: en('Winery'), country: 'KR' },
    ],
  };
  const [[index]] = parametersOf(
    update({ nameTranslations: en('Lens'), country: 'FR' }, { deals: [deal] }).writes,
    'UPDATE "Deal"',
  ) as [[object]];
  expect(JSON.stringify(index)).toMatch(/lens/i);
  expect(JSON.stringify(index)).toMatch(/winery/i);
  expect(JSON.stringify(index)).not.toMatch(/optik/i);
  expect(index).toMatchObject({ id: 'deal', countries: expect.arrayContaining(['FR', 'KR']) });
  expect(statements(update().writes)).toHaveLength(1);
});

it('names the industry that does not exist', () => {
  expect(() => update({ industry: 'steel' })).toThrow(
    failure('INVALID_INPUT', { path: ['input', 'industry'] }),
  );
});

it('changes the expected version and no other, and nothing that does not exist', () => {
  expect(() => update({ expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT', { currentVersion: 4 }));
  expect(update({ expectedVersion: 4 }).audit).toHaveLength(1);
  expect(() => update({}, { organization: null })).toThrow(
    failure('NOT_FOUND', { path: ['input', 'company'] }),
  );
});

it('is for organizers, and for the operator who added it', () => {
  expect(update({}, {}, operator).audit).toHaveLength(1);
  for (const createdBy of ['another', null])
    expect(() => update({}, { organization: { ...company, createdBy } }, operator)).toThrow(
      failure('FORBIDDEN'),
    );
});

describe('updatePublicBody', () => {
  const body = {
    ...{ version: 4, createdBy: null, usedIn: unused, names: en('City'), country: 'CN', industryId: null },
    ...{ bodyKind: 'CITY' as const, website: null, archived: false, mergedIntoId: null },
  };
  const change = (input: object, organization: typeof body | null = body) =>
    updatePublicBody.decide(
      { organization, deals: [] },
      { publicBody: 'body', ...input } as never,
      decidingAs(organizer),
    );

  it('changes what is given and keeps the rest', () => {
    const { result, writes, audit } = change({ bodyKind: 'ZONE', archived: true });
    expect(result).toEqual({ organization: 'body' });
    expect(parametersOf(writes, 'UPDATE "Organization"')).toMatchObject([
      [{ id: 'body', names: en('City'), country: 'CN', bodyKind: 'ZONE', archived: true }],
    ]);
    expect(audit).toMatchObject([
      { type: 'PublicBody', before: { bodyKind: 'CITY' }, after: { bodyKind: 'ZONE' } },
    ]);
  });

  it('finds it, at the version that is expected', () => {
    expect(() => change({}, null)).toThrow(failure('NOT_FOUND', { path: ['input', 'publicBody'] }));
    expect(() => change({ expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
  });
});
