/** The rules of the programme, of cues and of ceremonies that are planned. */
import { describe, expect, it } from 'vitest';
import { createCeremony } from '../../../src/programme/ceremonies/create-ceremony.ts';
import { cueProgrammeItem } from '../../../src/programme/ceremonies/cue-programme-item.ts';
import type { LoadedProgramme } from '../../../src/programme/ceremonies/load-programme.ts';
import { updateProgramme } from '../../../src/programme/ceremonies/update-programme.ts';
import {
  decidingAs,
  en,
  loadedCeremony,
  loadedExhibition,
  operator,
  operatorOfAnother,
  parametersOf,
  programmeItem,
  statements,
  venueOf,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('cueProgrammeItem', () => {
  type Loaded = NonNullable<Parameters<typeof cueProgrammeItem.decide>[0]>;
  const item: Loaded = {
    id: 'item',
    ceremonyId: 'ceremony',
    exhibitionId: 'exhibition',
    slug: 'fair',
    series: { slug: 'fairs' },
    languages: ['en'],
    texts: en('Plant'),
    titled: false,
    done: false,
    cue: 'NONE',
    cuedItem: null,
  };
  const cue = (input: object = {}, changes: Partial<Loaded> | null = {}, identity = operator) =>
    cueProgrammeItem.decide(
      changes && { ...item, ...changes },
      { item: 'item', mode: 'LIVE', cue: 'CUED', evenIfIncomplete: false, ...input },
      decidingAs(identity),
    );

  it.each([
    ['LIVE', '"cue"', '"rehearsalCue"'],
    ['REHEARSAL', '"rehearsalCue"', '"cue"'],
  ])('in %s writes %s and not %s, and announces nothing', (mode, column, other) => {
    const { result, writes, announcement } = cue({ mode });
    expect(result).toEqual({ item: 'item', previouslyCued: null });
    expect(announcement).toBeUndefined();
    expect(statements(writes)).toEqual([
      `UPDATE "ProgrammeItem" SET ${column} = ?::"Cue" WHERE "id" = ?::uuid`,
    ]);
    expect(statements(writes).join()).not.toContain(`${other} =`);
  });

  it('cues one item at a time: the one that was cued loses its cue, and the audit log has both', () => {
    const { result, writes, audit } = cue({}, { cuedItem: 'before' });
    expect(result).toEqual({ item: 'item', previouslyCued: 'before' });
    expect(writes.map(({ values }) => values)).toEqual([['before'], ['CUED', 'item']]);
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'ProgrammeItem',
        id: 'item',
        before: { mode: 'LIVE', cue: 'NONE', cuedItem: 'before' },
        after: { mode: 'LIVE', cue: 'CUED', cuedItem: 'item' },
      },
    ]);
  });

  it.each(['HELD', 'NONE'])('leaves the item that is cued where another one becomes %s', (given) => {
    const { result, writes, audit } = cue({ cue: given }, { cuedItem: 'before' });
    expect(result).toEqual({ item: 'item', previouslyCued: null });
    expect(writes.map(({ values }) => values)).toEqual([[given, 'item']]);
    expect(audit[0]?.after).toEqual({ mode: 'LIVE', cue: given, cuedItem: 'before' });
  });

  it('names the languages in which texts are missing, unless evenIfIncomplete is set or the item is not cued', () => {
    const incomplete = { languages: ['en', 'zh', 'ko'] };
    expect(() => cue({}, incomplete)).toThrow(failure('TEXTS_INCOMPLETE', { missing: ['zh', 'ko'] }));
    expect(cue({ evenIfIncomplete: true }, incomplete).result).toMatchObject({ item: 'item' });
    expect(cue({ cue: 'HELD' }, incomplete).result).toMatchObject({ item: 'item' });
  });

  it('marks an item with a title as done, and no other', () => {
    expect(cue({ cue: 'DONE' }, { titled: true }).writes.map(({ values }) => values)).toEqual([
      ['DONE', 'item'],
    ]);
    expect(() => cue({ cue: 'DONE' })).toThrow(failure('INVALID_INPUT', { path: ['input', 'cue'] }));
  });

  it.each(['CUED', 'HELD'])('gives an item that is announced no cue, as here %s', (given) => {
    expect(() => cue({ cue: given }, { done: true })).toThrow(failure('PROGRAMME_ITEM_DONE'));
    expect(cue({ cue: 'NONE' }, { done: true, cue: 'CUED' }).result).toMatchObject({ item: 'item' });
  });

  it('does not find an item of another exhibition', () => {
    const notFound = failure('NOT_FOUND', { path: ['input', 'item'] });
    expect(() => cue({}, null)).toThrow(notFound);
    expect(() => cue({}, { languages: ['en', 'zh'] }, operatorOfAnother)).toThrow(notFound);
  });
});

/** The other columns of a new item. */
const untitled = { speechId: null, titles: null, titledKind: null, startsAt: null, durationSeconds: null };

const subject = (id: string, ceremonyId: string | null = null, exhibitionId = 'exhibition') => ({
  id,
  exhibitionId,
  ceremonyId,
  done: false,
});
const anthem = { kind: 'ANTHEM' as const, titleTranslations: en('Hymn') };
const programme: LoadedProgramme = {
  items: [
    programmeItem({ id: 'item-a', position: 0, dealId: 'a' }),
    programmeItem({ id: 'item-b', position: 1, speechId: 'b' }),
  ],
  subjects: [subject('a', 'ceremony'), subject('b', 'ceremony'), subject('c')],
};

describe('updateProgramme', () => {
  type Items = Parameters<typeof updateProgramme.decide>[1]['items'];
  const update = (
    items: Items,
    {
      row = {},
      loaded = programme,
      expectedVersion = null,
      identity = operator,
    }: {
      row?: Parameters<typeof loadedCeremony>[0] | null;
      loaded?: LoadedProgramme;
      expectedVersion?: number | null;
      identity?: typeof operator;
    } = {},
  ) =>
    updateProgramme.decide(
      { ceremony: row && loadedCeremony(row), programme: loaded },
      { ceremony: 'ceremony', items, expectedVersion },
      decidingAs(identity),
    );

  it('moves the items that stay, keeps their ids, adds new ones and removes those that are not given', () => {
    const { result, writes, audit, announcement } = update([{ deal: 'c' }, { deal: 'a' }]);
    expect(result).toEqual({ ceremony: 'ceremony' });
    expect(announcement).toBeUndefined();
    expect(parametersOf(writes, 'DELETE')).toEqual([['item-b']]);
    expect(parametersOf(writes, 'unnest')).toEqual([['item-a'], [1]]);
    expect(parametersOf(writes, 'INSERT')).toEqual([
      [{ id: 'new-1', ceremonyId: 'ceremony', position: 0, dealId: 'c', ...untitled }],
    ]);
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Ceremony',
        id: 'ceremony',
        before: {
          programme: [
            { deal: 'a', speech: null },
            { deal: null, speech: 'b' },
          ],
        },
        after: {
          programme: [
            { deal: 'c', speech: null },
            { deal: 'a', speech: null },
          ],
        },
      },
    ]);
  });

  it('keeps what was announced in the programme, in its order: the public sees its positions', () => {
    const loaded = { ...programme, items: programme.items.map((item) => ({ ...item, done: true })) };
    for (const items of [[{ deal: 'a' }], [{ speech: 'b' }, { deal: 'a' }], []])
      expect(() => update(items, { loaded })).toThrow(failure('PROGRAMME_ITEM_DONE'));
    const around = update([{ deal: 'c' }, { deal: 'a' }, { title: anthem }, { speech: 'b' }], { loaded });
    expect(around.result).toEqual({ ceremony: 'ceremony' });
    const announced = { ...subject('c'), done: true };
    const withAnnounced = { ...loaded, subjects: [...loaded.subjects.slice(0, 2), announced] };
    expect(() => update([{ deal: 'c' }, { deal: 'a' }, { speech: 'b' }], { loaded: withAnnounced })).toThrow(
      failure('PROGRAMME_ITEM_DONE'),
    );
  });

  it('keeps and plans items with a title by their ids, and refuses ids of other programmes', () => {
    const titled = programmeItem({ id: 'item-t', position: 2, titles: en('Anthem'), titledKind: 'ANTHEM' });
    const loaded = { ...programme, items: [...programme.items, titled] };
    const { writes, audit } = update(
      [{ item: 'item-t', durationSeconds: 90 }, { deal: 'a' }, { speech: 'b' }, { title: anthem }],
      { loaded },
    );
    expect(parametersOf(writes, 'unnest')).toEqual([
      ['item-a', 'item-b', 'item-t'],
      [1, 2, 0],
    ]);
    expect(parametersOf(writes, 'AS item SET "dealId"')).toEqual([
      [expect.objectContaining({ id: 'item-t', titles: en('Anthem'), durationSeconds: 90 })],
    ]);
    expect(parametersOf(writes, 'INSERT')).toEqual([
      [expect.objectContaining({ id: 'new-1', position: 3, titles: en('Hymn'), titledKind: 'ANTHEM' })],
    ]);
    expect(audit[0]?.after).toMatchObject({
      programme: [{ titles: en('Anthem'), kind: 'ANTHEM', durationSeconds: 90 }, {}, {}, {}],
    });
    expect(() => update([{ item: 'far' }])).toThrow(
      failure('NOT_FOUND', { path: ['input', 'items', '0', 'item'] }),
    );
    expect(() => update([{ item: 'item-a' }, { deal: 'a' }])).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'items', '1'] }),
    );
  });

  it.each([
    ['does not exist', []],
    ['is of another exhibition', [subject('d', null, 'other')]],
  ])('does not find a deal that %s', (_, more) => {
    const loaded = { ...programme, subjects: [...programme.subjects, ...more] };
    expect(() => update([{ deal: 'a' }, { deal: 'd' }], { loaded })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'items', '1', 'deal'] }),
    );
  });

  it('does not take a deal from the programme of another ceremony', () => {
    const loaded = { ...programme, subjects: [subject('d', 'another')] };
    expect(() => update([{ deal: 'd' }], { loaded })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'items', '0', 'deal'] }),
    );
  });

  it('is possible while the ceremony is open, and not after it', () => {
    expect(update([], { row: { status: 'OPEN' } }).result).toEqual({ ceremony: 'ceremony' });
    expect(() => update([], { row: { status: 'CLOSED' }, expectedVersion: 1 })).toThrow(
      failure('CEREMONY_NOT_OPEN'),
    );
    expect(update([], { row: { rehearsalStatus: 'CLOSED' } }).result).toEqual({ ceremony: 'ceremony' });
  });

  it('expects the version of the programme, not that of the ceremony', () => {
    expect(() => update([], { expectedVersion: 4 })).toThrow(
      failure('VERSION_CONFLICT', { currentVersion: 9 }),
    );
    expect(update([], { expectedVersion: 9 }).result).toEqual({ ceremony: 'ceremony' });
  });

  it('requires an operator of the exhibition', () => {
    expect(() => update([], { identity: operatorOfAnother })).toThrow(failure('FORBIDDEN'));
    expect(() => update([], { row: null })).toThrow(failure('NOT_FOUND', { path: ['input', 'ceremony'] }));
  });
});

describe('createCeremony', () => {
  type Input = Parameters<typeof createCeremony.decide>[1];
  const input: Input = {
    exhibition: { id: 'exhibition' },
    kind: 'OPENING',
    nameTranslations: en('Opening'),
    startsAt: new Date('2030-05-06T09:00:00Z'),
    sample: false,
  };
  const venues = [venueOf('hall'), venueOf('far', 'other')];
  const create = (changes: Partial<Input> = {}, identity = operator) =>
    createCeremony.decide(
      {
        exhibition: loadedExhibition(),
        ceremonies: 0,
        venues,
        programme: { items: [], subjects: programme.subjects },
      },
      { ...input, ...changes },
      decidingAs(identity),
    );

  it('is planned on a day that is none of the exhibition, with a warning', () => {
    const eve = { startsAt: new Date('2030-05-05T09:00:00Z'), endsAt: new Date('2030-05-06T09:00:00Z') };
    expect(create(eve).result).toMatchObject({ warnings: [{ path: ['input', 'startsAt'] }] });
    expect(create().result).not.toHaveProperty('warnings');
  });

  it('is planned with its venues and its programme', () => {
    const { result, writes, audit } = create({ venues: ['hall'], programme: [{ deal: 'c' }] });
    expect(result).toEqual({ ceremony: 'new-1' });
    expect(parametersOf(writes, '"CeremonyVenue"')).toEqual([
      [{ ceremonyId: 'new-1', venueId: 'hall', position: 0 }],
    ]);
    expect(parametersOf(writes, '"ProgrammeItem"')).toEqual([
      [{ id: 'new-2', ceremonyId: 'new-1', position: 0, dealId: 'c', ...untitled }],
    ]);
    expect(audit).toMatchObject([
      { type: 'Ceremony', id: 'new-1', before: null, after: { venues: ['hall'] } },
    ]);
  });

  it.each(['far', 'none'])('does not take place at %s, which is not a venue of the exhibition', (venue) => {
    expect(() => create({ venues: ['hall', venue] })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'venues', '1'] }),
    );
  });

  it('does not take a deal from the programme of another ceremony', () => {
    expect(() => create({ programme: [{ deal: 'a' }] })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'programme', '0', 'deal'] }),
    );
  });

  it('requires an operator of the exhibition', () => {
    expect(() => create({}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});
