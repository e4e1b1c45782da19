/** The verbs that change one item of a programme. */
import { describe, expect, it } from 'vitest';
import { addProgrammeItem } from '../../../src/programme/ceremonies/add-programme-item.ts';
import { moveProgrammeItem } from '../../../src/programme/ceremonies/move-programme-item.ts';
import { removeProgrammeItem } from '../../../src/programme/ceremonies/remove-programme-item.ts';
import { updateProgrammeItem } from '../../../src/programme/ceremonies/update-programme-item.ts';
import {
  decidingAs,
  en,
  loadedCeremony,
  operator,
  operatorOfAnother,
  parametersOf,
  programmeItem,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const items = [
  programmeItem({ id: 'signed', position: 0, dealId: 'a', done: true }),
  programmeItem({ id: 'anthem', position: 1, titles: en('Anthem'), titledKind: 'ANTHEM' }),
  programmeItem({ id: 'spoken', position: 3, speechId: 'b', done: true }),
  programmeItem({ id: 'planned', position: 4, dealId: 'c', startsAt: '2030-05-06T09:10:00.000Z' }),
];
const subjects = [{ id: 'd', exhibitionId: 'exhibition', ceremonyId: null, done: false }];
const loaded = (row: Parameters<typeof loadedCeremony>[0] = {}) => ({
  ceremony: loadedCeremony(row),
  programme: { items, subjects },
});

type Run = (
  input?: object,
  row?: Parameters<typeof loadedCeremony>[0],
  identity?: typeof operator,
) => { writes: readonly { sql: string }[]; audit: readonly object[]; result: object };

const add: Run = (input = {}, row = {}, identity = operator) =>
  addProgrammeItem.decide(
    loaded(row),
    { ceremony: 'ceremony', title: { kind: 'BREAK', titleTranslations: en('Tea') }, ...input },
    decidingAs(identity),
  );
const update: Run = (input = {}, row = {}, identity = operator) =>
  updateProgrammeItem.decide(loaded(row), { item: 'anthem', kind: 'VIDEO', ...input }, decidingAs(identity));
const move: Run = (input = {}, row = {}, identity = operator) =>
  moveProgrammeItem.decide(loaded(row), { item: 'planned', position: 0, ...input }, decidingAs(identity));
const remove: Run = (input = {}, row = {}, identity = operator) =>
  removeProgrammeItem.decide(loaded(row), { item: 'planned', ...input }, decidingAs(identity));

describe.each([
  ['addProgrammeItem', add, 'ceremony'],
  ['updateProgrammeItem', update, 'item'],
  ['moveProgrammeItem', move, 'item'],
  ['removeProgrammeItem', remove, 'item'],
])('%s', (_name, run, subject) => {
  it('expects the version of the programme, and returns the ceremony that has it', () => {
    expect(() => run({ expectedVersion: 4 })).toThrow(
      failure('VERSION_CONFLICT', {
        currentVersion: 9,
        current: { __typename: 'Ceremony', id: 'ceremony' },
      }),
    );
    expect(run({ expectedVersion: 9 }).result).toMatchObject({ ceremony: 'ceremony' });
  });

  it('leaves the whole programme before and after in the audit log', () => {
    expect(run().audit).toMatchObject([
      {
        type: 'Ceremony',
        id: 'ceremony',
        before: { programme: [{ deal: 'a' }, { kind: 'ANTHEM' }, { speech: 'b' }, { deal: 'c' }] },
        after: { programme: expect.any(Array) },
      },
    ]);
  });

  it('is possible while the ceremony is open, and not after it', () => {
    expect(run({}, { status: 'OPEN' }).result).toMatchObject({ ceremony: 'ceremony' });
    expect(() => run({}, { status: 'CLOSED' })).toThrow(
      failure('CEREMONY_NOT_OPEN', { path: ['input', subject] }),
    );
  });

  it('shows an operator of another exhibition nothing', () => {
    expect(() => run({}, {}, operatorOfAnother)).toThrow(
      failure(subject === 'ceremony' ? 'FORBIDDEN' : 'NOT_FOUND'),
    );
  });
});

describe('an item that is added', () => {
  it.each([
    ['at the end', {}, 4],
    ['at its place', { position: 1 }, 1],
    ['at the end, if its place is after it', { position: 99 }, 4],
  ])('comes %s, with its plan', (_, input, position) => {
    const { result, writes } = add({ durationSeconds: 600, ...input });
    expect(result).toEqual({ ceremony: 'ceremony', item: 'new-1' });
    expect(parametersOf(writes as never, 'INSERT')).toEqual([
      [
        {
          ...{ id: 'new-1', ceremonyId: 'ceremony', position, dealId: null, speechId: null },
          ...{ titles: en('Tea'), titledKind: 'BREAK', startsAt: null, durationSeconds: 600 },
        },
      ],
    ]);
  });

  it('is a deal of the exhibition that is in no programme', () => {
    expect(add({ title: null, deal: 'd' }).result).toMatchObject({ item: 'new-1' });
    expect(() => add({ title: null, deal: 'c' })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'deal'] }),
    );
    expect(() => add({ title: null, deal: 'e' })).toThrow(failure('NOT_FOUND', { path: ['input', 'deal'] }));
  });
});

describe('an item that is moved', () => {
  it('takes its place among all items, and the others move up', () => {
    expect(parametersOf(move().writes as never, 'unnest')).toEqual([
      ['signed', 'anthem', 'spoken', 'planned'],
      [1, 2, 3, 0],
    ]);
  });

  it('does not pass an announced item if it is announced itself', () => {
    expect(() => move({ item: 'spoken', position: 0 })).toThrow(failure('PROGRAMME_ITEM_DONE'));
    expect(() => move({ item: 'signed', position: 3 })).toThrow(failure('PROGRAMME_ITEM_DONE'));
    expect(move({ item: 'spoken', position: 3 }).result).toMatchObject({ item: 'spoken' });
  });
});

describe('an item that is updated', () => {
  it('gets another kind, title and plan', () => {
    const { writes } = update({
      titleTranslations: en('Film'),
      startsAt: new Date('2030-05-06T09:30:00Z'),
    });
    expect(parametersOf(writes as never, 'UPDATE "ProgrammeItem" AS item SET "dealId"')).toEqual([
      [
        expect.objectContaining({
          ...{ id: 'anthem', titles: en('Film'), titledKind: 'VIDEO', startsAt: '2030-05-06T09:30:00.000Z' },
        }),
      ],
    ]);
  });

  it('has no title of its own if it is a signing or a speech, and its plan is cleared by null', () => {
    expect(() => update({ item: 'planned' })).toThrow(failure('INVALID_INPUT', { path: ['input', 'kind'] }));
    const { writes } = update({ item: 'planned', kind: undefined, startsAt: null });
    expect(parametersOf(writes as never, 'SET "dealId"')).toEqual([
      [expect.objectContaining({ id: 'planned', dealId: 'c', startsAt: null })],
    ]);
  });
});

describe('an item that is removed', () => {
  it('is deleted alone, and a signed one stays', () => {
    expect(parametersOf(remove().writes as never, 'DELETE')).toEqual([['planned']]);
    expect(remove({ item: 'anthem' }).result).toMatchObject({ typename: 'ProgrammeItem', deleted: 'anthem' });
    expect(() => remove({ item: 'signed' })).toThrow(failure('PROGRAMME_ITEM_DONE'));
  });
});
