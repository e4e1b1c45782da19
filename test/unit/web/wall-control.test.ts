import { describe, expect, it } from 'vitest';
import { controlledWalls, noticeOnWalls, ownSettings } from '../../../src/web/desk/state/walls.ts';
import { connected, deskView } from '../../../src/web/preview/fixtures/desk.ts';
import { unsetWall } from '../../../src/web/preview/fixtures/wall-control.ts';
import { languagesOf, modeOf, pictureOf, settingsOf } from '../../../src/web/wall/state/control.ts';
import { reduce } from '../../../src/web/wall/state/reduce.ts';
import { initialState } from '../../../src/web/wall/state/wall-state.ts';

const text = (words: string) => [{ language: 'en', text: words }];

describe('what the desk has set for a wall', () => {
  const all = {
    ...unsetWall,
    picture: 'BLANK' as const,
    languages: ['ko'],
    rehearsal: true,
    hiddenNotice: 4,
  };
  const gate = {
    ...unsetWall,
    picture: 'SLIDE' as const,
    slideTextTranslations: text('Wait'),
    hiddenNotice: 2,
  };
  const control = { allWalls: all, namedWalls: [{ wall: 'Gate', settings: gate }] };

  it('is that of its name, and that of all walls where its own says nothing', () => {
    expect(settingsOf(control, 'Gate')).toEqual({
      picture: 'SLIDE',
      slideTextTranslations: text('Wait'),
      languages: ['ko'],
      rehearsal: true,
      hiddenNotice: 4,
      hiddenRehearsalNotice: null,
    });
    expect(settingsOf(control, 'Hall A')).toBe(all);
    const live = { ...control, namedWalls: [{ wall: 'Gate', settings: { ...gate, rehearsal: false } }] };
    expect(settingsOf(live, 'Gate').rehearsal).toBe(false);
  });

  it('comes before what its address says', () => {
    const state = reduce(initialState, { type: 'settings-received', settings: all });
    expect([pictureOf(initialState), pictureOf(state)]).toEqual(['PROGRAMME', 'BLANK']);
    expect(languagesOf(initialState, ['zh'])).toEqual(['zh']);
    expect(languagesOf(state, ['zh'])).toEqual(['ko']);
    expect(languagesOf({ ...state, settings: unsetWall }, ['zh'])).toEqual(['zh']);
  });

  it('switches the stream, unless it says nothing of a rehearsal', () => {
    expect(modeOf(all, 'LIVE')).toBe('REHEARSAL');
    expect(modeOf({ ...all, rehearsal: false }, 'REHEARSAL')).toBe('LIVE');
    expect(modeOf(unsetWall, 'REHEARSAL')).toBe('REHEARSAL');
    expect(modeOf(null, 'LIVE')).toBe('LIVE');
  });
});

describe('the desk', () => {
  const view = deskView();
  const controlled = (settings: object, wall?: string) => ({
    ...view,
    exhibition: {
      ...view.exhibition,
      wallControl: {
        version: 2,
        allWalls: wall ? unsetWall : { ...unsetWall, ...settings },
        namedWalls: wall ? [{ wall, settings: { ...unsetWall, ...settings } }] : [],
      },
    },
  });

  it('lists the walls that are connected, and those that have settings of their own', () => {
    expect(controlledWalls(view)).toEqual(connected.map(({ name }) => name));
    expect(controlledWalls(controlled({ picture: 'BLANK' }, 'Gate'))).toEqual([
      'Gate',
      'Hall A',
      'Hall B',
      'Lobby',
    ]);
  });

  it('shows what is set for the chosen wall, else for all', () => {
    const gate = controlled({ picture: 'BLANK' }, 'Gate');
    expect(ownSettings(gate, 'Gate').picture).toBe('BLANK');
    expect(ownSettings(gate, 'Lobby').picture).toBeNull();
    expect(ownSettings(controlled({ picture: 'TITLE' }), null).picture).toBe('TITLE');
  });

  it('can take down the newest notice, once', () => {
    expect(noticeOnWalls(view, 'LIVE')).toBe(7);
    expect(noticeOnWalls(controlled({ hiddenNotice: 7 }), 'LIVE')).toBeNull();
    expect(noticeOnWalls(controlled({ hiddenRehearsalNotice: 7 }), 'LIVE')).toBe(7);
    expect(noticeOnWalls(controlled({ hiddenRehearsalNotice: 7 }), 'REHEARSAL')).toBeNull();
    expect(noticeOnWalls(deskView({ announcements: { nodes: [] } }), 'LIVE')).toBeNull();
  });
});
