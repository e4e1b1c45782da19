/** What every merge asks, what it moves, and that it begins again where something was added while it waited. */
import { describe, expect, it } from 'vitest';
import { mergeCompanies, mergePublicBodies } from '../../../src/catalog/organizations/merge-organizations.ts';
import { mergePeople } from '../../../src/catalog/people/merge-people.ts';
import type { Sql } from '../../../src/database/sql.ts';
import type { LoadedMerge } from '../../../src/mutations/define-merge.ts';
import { decidingAs, en, operator, organizer, parametersOf, statements } from '../programme/loaded-rows.ts';

const object = (id: string, more: object = {}) => ({
  ...{ id, version: 4, archived: false, mergedIntoId: null },
  ...more,
});
const survivor = { id: 'stays', names: en('Hanbit'), country: 'KR' };
const deal = {
  id: 'deal',
  titles: en('Plant'),
  parties: [
    { id: 'goes', names: en('Hambit'), country: 'CN' },
    { id: 'third', names: en('City'), country: 'DE' },
  ],
};
type Loaded = LoadedMerge<never>;
const loaded = (more: object = {}) =>
  ({
    objects: [object('goes'), object('stays')],
    conflicts: { deals: 0, exhibitions: 0, series: 0 },
    moved: { deals: ['deal'], exhibitions: [], series: [] },
    more: { deals: [deal], survivor },
    ...more,
  }) as never as Loaded;
const merge = (more: object = {}, input: object = {}) =>
  mergeCompanies.decide(
    loaded(more) as never,
    { duplicate: 'goes', survivor: 'stays', ...input } as never,
    decidingAs(organizer),
  );
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const at = (field: string) => ({ path: ['input', field] });

describe('a merge', () => {
  it('is for organizers', () => {
    for (const { rights } of [mergeCompanies, mergePublicBodies, mergePeople]) {
      expect(() => rights(organizer)).not.toThrow();
      expect(() => rights(operator)).toThrow(failure('FORBIDDEN'));
    }
  });

  it('moves every reference and key, and archives the duplicate last', () => {
    const { result, writes } = merge();
    expect(result).toEqual({ duplicate: 'goes', survivor: 'stays' });
    const texts = statements(writes);
    for (const table of ['DealParty', 'Exhibitor', 'ExhibitionSeries', 'ExternalKey'])
      expect(texts, table).toContainEqual(expect.stringContaining(`UPDATE "${table}" SET`));
    expect(texts.at(-1)).toContain('"archived" = true, "mergedIntoId" =');
    expect(parametersOf(writes, 'UPDATE "Deal"')).toMatchObject([
      [{ id: 'deal', countries: ['DE', 'KR'], searchText: 'plant | hanbit | city' }],
    ]);
  });

  it('is in the audit log of both, and of what was merged into the duplicate before', () => {
    const earlier = object('earlier', { archived: true, mergedIntoId: 'goes' });
    const { audit } = merge({ objects: [object('goes'), object('stays'), earlier] });
    expect(audit.map(({ id, after }) => [id, after])).toEqual([
      ['goes', { archived: true, mergedIntoId: 'stays', references: {} }],
      ['earlier', { mergedIntoId: 'stays' }],
      [
        'stays',
        { received: { duplicate: 'goes', references: { deals: ['deal'], exhibitions: [], series: [] } } },
      ],
    ]);
  });

  it('finds both, at the version of the duplicate that is expected', () => {
    expect(() => merge({ objects: [object('stays')] })).toThrow(failure('NOT_FOUND', at('duplicate')));
    expect(() => merge({ objects: [object('goes')] })).toThrow(failure('NOT_FOUND', at('survivor')));
    expect(() => merge({}, { expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', { currentVersion: 4 }),
    );
    expect(merge({}, { expectedVersion: 4 }).audit).toHaveLength(2);
  });

  it.each<[string, object, string]>([
    ['a duplicate that was merged', { goes: { archived: true, mergedIntoId: 'third' } }, 'duplicate'],
    ['a survivor that was merged', { stays: { archived: true, mergedIntoId: 'third' } }, 'survivor'],
    ['an archived survivor', { stays: { archived: true } }, 'survivor'],
  ])('refuses %s', (_what, changes, field) => {
    const { goes, stays } = changes as Record<string, object | undefined>;
    const objects = [object('goes', goes), object('stays', stays)];
    expect(() => merge({ objects })).toThrow(failure('INVALID_INPUT', at(field)));
  });

  it('refuses an object as its own duplicate, but takes an archived duplicate', () => {
    const own = { duplicate: 'stays' };
    expect(() => merge({}, own)).toThrow(failure('INVALID_INPUT', at('survivor')));
    expect(merge({ objects: [object('goes', { archived: true }), object('stays')] }).audit).toHaveLength(2);
  });

  it('refuses what both are a party of, and counts it', () => {
    const conflicts = { deals: 2, exhibitions: 1, series: 0 };
    expect(() => merge({ conflicts })).toThrow(
      failure('MERGE_CONFLICT', {
        ...at('duplicate'),
        references: [
          { noun: 'deals', count: 2 },
          { noun: 'exhibitions', count: 1 },
        ],
      }),
    );
  });
});

describe('a merge begins again', () => {
  const input = { duplicate: 'goes', survivor: 'stays' } as never;
  const lockless = (row: object, of: string) => async (statement: Sql) =>
    !/FOR (NO KEY UPDATE|UPDATE)\s*$/.test(statement.sql) && statement.sql.includes(of) ? [row] : [];

  it.each([
    ['mergeCompanies', mergeCompanies, 'FROM "DealParty" AS item'],
    ['mergeCompanies', mergeCompanies, 'FROM "Exhibitor" AS item'],
    ['mergePublicBodies', mergePublicBodies, 'FROM "ExhibitionSeries" AS item'],
    ['mergePeople', mergePeople, 'FROM "Speech" AS item'],
  ] as const)('%s, where something that refers to the duplicate was added', async (_name, verb, of) => {
    const row = { conflicts: 0, moved: ['x'], referring: ['x'] };
    await expect(verb.load(lockless(row, of) as never, input)).rejects.toMatchObject({ code: '40001' });
  });

  it('where another object was merged into the duplicate while it waited', async () => {
    const row = object('added', { mergedIntoId: 'goes' });
    const read = lockless(row, 'FROM "Person" AS item');
    await expect(mergePeople.load(read as never, input)).rejects.toMatchObject({ code: '40001' });
  });
});
