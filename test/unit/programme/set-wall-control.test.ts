import { describe, expect, it } from 'vitest';
import {
  unsetWall,
  unsetWallControl,
  type WallControlSettings,
} from '../../../src/announcements/wall-control.ts';
import { setWallControl } from '../../../src/programme/walls/set-wall-control.ts';
import { decidingAs, en, operator, operatorOfAnother, organizer } from './loaded-rows.ts';

type Input = Parameters<typeof setWallControl.decide>[1];

const loaded = (settings: WallControlSettings = unsetWallControl) => ({
  id: 'walls',
  exhibition: 'exhibition',
  slug: 'fair',
  series: { slug: 'fairs' },
  languages: ['zh', 'ko', 'en'],
  version: 4,
  settings,
});
const decide = (input: Partial<Input>, settings?: WallControlSettings, identity = operator) =>
  setWallControl.decide(
    loaded(settings),
    { exhibition: { id: 'exhibition' }, ...input } as Input,
    decidingAs(identity),
  );
const settingsAfter = (input: Partial<Input>, settings?: WallControlSettings) =>
  decide(input, settings).audit[0]!.after as WallControlSettings;
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const all = (change: object): WallControlSettings => ({ all: { ...unsetWall, ...change }, named: [] });

describe('setWallControl', () => {
  it('is audited under its own id, so that the last change of the exhibition can still be undone', () => {
    expect(decide({ picture: 'BLANK' }).audit).toMatchObject([
      { exhibition: 'exhibition', type: 'WallControl', id: 'walls' },
    ]);
  });

  it('sets all walls, keeps what is absent and clears what is null', () => {
    const blank = settingsAfter({ picture: 'BLANK' });
    expect(blank).toEqual(all({ picture: 'BLANK' }));
    const both = settingsAfter({ languages: ['ko', 'en'] }, blank);
    expect(both).toEqual(all({ picture: 'BLANK', languages: ['ko', 'en'] }));
    expect(settingsAfter({ picture: null }, both)).toEqual(all({ languages: ['ko', 'en'] }));
    expect(settingsAfter({ picture: null, languages: null }, both)).toEqual(unsetWallControl);
  });

  it('sets one wall by its name, and forgets a wall of which nothing is set', () => {
    const totals = settingsAfter({ wall: 'Hall A', picture: 'TOTALS' }, all({ picture: 'BLANK' }));
    expect(totals.all?.picture).toBe('BLANK');
    expect(totals.named).toEqual([{ wall: 'Hall A', settings: { ...unsetWall, picture: 'TOTALS' } }]);
    const two = settingsAfter({ wall: 'Gate', rehearsal: true }, totals);
    expect(two.named.map(({ wall }) => wall)).toEqual(['Gate', 'Hall A']);
    expect(settingsAfter({ wall: 'Hall A', picture: null }, two).named.map(({ wall }) => wall)).toEqual([
      'Gate',
    ]);
  });

  it('sorts the texts of the slide by the languages of the exhibition', () => {
    const slideTextTranslations = [...en('We begin at nine'), { language: 'zh', text: '九点开门' }];
    expect(settingsAfter({ slideTextTranslations }).all?.slideText?.map(({ language }) => language)).toEqual([
      'zh',
      'en',
    ]);
  });

  it('takes notices down by stream, and shows them again', () => {
    const down = settingsAfter({ hiddenNotice: { mode: 'LIVE', sequence: 7 } });
    expect(down).toEqual(all({ hiddenNotices: { LIVE: 7 } }));
    const both = settingsAfter({ hiddenNotice: { mode: 'REHEARSAL', sequence: 2 } }, down);
    expect(both).toEqual(all({ hiddenNotices: { LIVE: 7, REHEARSAL: 2 } }));
    expect(settingsAfter({ hiddenNotice: { mode: 'LIVE', sequence: 0 } }, both)).toEqual(
      all({ hiddenNotices: { REHEARSAL: 2 } }),
    );
  });

  it('accepts the languages of the exhibition only', () => {
    expect(() => decide({ languages: ['de'] })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'languages'] }),
    );
    expect(settingsAfter({ languages: ['ko', 'ko'] }).all?.languages).toEqual(['ko']);
  });

  it('gives at most 50 walls settings of their own', () => {
    const named = Array.from({ length: 50 }, (_, index) => ({
      wall: `Wall ${index}`,
      settings: { ...unsetWall, picture: 'BLANK' as const },
    }));
    expect(() => decide({ wall: 'One more', picture: 'BLANK' }, { all: null, named })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'wall'] }),
    );
    expect(settingsAfter({ wall: 'Wall 7', picture: 'TITLE' }, { all: null, named }).named).toHaveLength(50);
  });

  it('announces nothing, and sends the next version to the walls', () => {
    const decision = decide({ picture: 'BLANK' });
    expect(decision.announcement).toBeUndefined();
    expect(decision.notification).toEqual({ streamId: 'walls:exhibition', head: 5 });
  });

  it('requires an operator of the exhibition, and the expected version', () => {
    expect(() => decide({ picture: 'BLANK' }, undefined, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    expect(decide({ picture: 'BLANK' }, undefined, organizer).writes).toHaveLength(1);
    expect(() => decide({ picture: 'BLANK', expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', { current: { __typename: 'Exhibition', id: 'exhibition' } }),
    );
    expect(() =>
      setWallControl.decide(null, { exhibition: { id: 'no' } } as Input, decidingAs(operator)),
    ).toThrow(failure('NOT_FOUND', { path: ['input', 'exhibition'] }));
  });
});
