/** What an overlay shows, derived from its address, the state of a wall and the time. */
import { describe, expect, it } from 'vitest';
import { type GraphicContent, graphicContent } from '../../../src/web/overlay/graphic-content.ts';
import { type Graphic, readOverlaySettings } from '../../../src/web/overlay/settings.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { exhibition, snapshotOf } from '../../../src/web/preview/fixtures/exhibition.ts';
import { openedAt, StreamFixture } from '../../../src/web/preview/fixtures/stream.ts';
import { unsetWall } from '../../../src/web/preview/fixtures/wall-control.ts';
import { reduce } from '../../../src/web/wall/state/reduce.ts';
import { initialState, type WallState } from '../../../src/web/wall/state/wall-state.ts';

const { electricVehicles, batteryPlant, robotPurchase } = deals;
const holdMs = 20_000;
const open = () => new StreamFixture().open();

/** The state after the announcements, the newest of which arrived `sinceMs` ago. */
function shownAfter(
  stream: StreamFixture,
  graphic: Graphic | null,
  { sinceMs = 0, hold = holdMs, state = stateOf(stream) } = {},
): GraphicContent | null {
  return graphicContent(state, { graphic, holdMs: hold }, stream.now + sinceMs);
}

function stateOf({ announcements }: StreamFixture): WallState {
  const before = reduce(initialState, {
    type: 'snapshot-loaded',
    exhibition: snapshotOf([]),
    mode: 'LIVE',
  });
  return announcements.reduce(
    (state, announcement) =>
      reduce(state, { type: 'announced', announcement, at: Date.parse(announcement.announcedAt) }),
    before,
  );
}

const dealIn = (content: GraphicContent | null) =>
  content && 'signing' in content ? content.signing.deal.dealId : null;

describe('the lower third', () => {
  it('shows a signing from its arrival on for the time that the address says', () => {
    const stream = open().sign(electricVehicles);
    expect(dealIn(shownAfter(stream, 'lower-third'))).toBe('electric-vehicles');
    expect(dealIn(shownAfter(stream, 'lower-third', { sinceMs: holdMs - 1 }))).toBe('electric-vehicles');
    expect(shownAfter(stream, 'lower-third', { sinceMs: holdMs })).toBeNull();
    expect(dealIn(shownAfter(stream, 'lower-third', { sinceMs: 3_600_000, hold: 0 }))).toBe(
      'electric-vehicles',
    );
  });

  it('shows deals that were signed together one after the other, in their order', () => {
    const stream = open().sign(electricVehicles, batteryPlant, robotPurchase);
    for (const announcement of stream.announcements.slice(2))
      Object.assign(announcement, { announcedAt: new Date(stream.now).toISOString() });
    const at = (sinceMs: number) => dealIn(shownAfter(stream, 'lower-third', { sinceMs }));
    expect([at(0), at(holdMs), at(2 * holdMs)]).toEqual(['battery-plant', 'robot-purchase', null]);
    expect(dealIn(shownAfter(stream, 'lower-third', { hold: 0 }))).toBe('robot-purchase');
  });

  it('shows a correction and a retraction as what they are, each in place of the signing', () => {
    const corrected = open().sign(electricVehicles).correct('electric-vehicles', {});
    expect(shownAfter(corrected, 'lower-third')).toMatchObject({
      key: '3',
      signing: { status: 'corrected' },
    });
    const retracted = open().sign(electricVehicles).retract('electric-vehicles');
    expect(shownAfter(retracted, 'lower-third')).toMatchObject({
      key: '3',
      signing: { status: 'retracted' },
    });
  });

  it('shows a speaker, until the speech is finished or the time is over', () => {
    const stream = open().sign(electricVehicles).startSpeech();
    expect(shownAfter(stream, 'lower-third')).toMatchObject({ name: 'speech', key: 'governor' });
    expect(shownAfter(stream, 'lower-third', { sinceMs: holdMs })).toBeNull();
    expect(shownAfter(stream.finishSpeech(), 'lower-third')).toBeNull();
  });

  it('is empty before the opening and after the closing', () => {
    expect(shownAfter(new StreamFixture(), 'lower-third')).toBeNull();
    expect(shownAfter(open(), 'lower-third')).toBeNull();
    expect(shownAfter(open().sign(electricVehicles).close(), 'lower-third', { hold: 0 })).toBeNull();
  });
});

describe('the total', () => {
  it('is there from the first signing on, also after the closing', () => {
    expect(shownAfter(open(), 'total')).toBeNull();
    expect(shownAfter(open().sign(electricVehicles), 'total')).toMatchObject({ totals: { deals: 1 } });
    expect(shownAfter(open().sign(electricVehicles).close(), 'total')).toMatchObject({
      totals: { deals: 1 },
    });
    expect(shownAfter(open().sign(electricVehicles).retract('electric-vehicles'), 'total')).toBeNull();
  });
});

describe('the ticker', () => {
  it('begins with the newest signing and goes through all of them', () => {
    const stream = open().sign(electricVehicles, batteryPlant);
    const at = (turn: number) => dealIn(shownAfter(stream, 'ticker', { sinceMs: turn * 8_000 }));
    expect([at(0), at(1), at(2)]).toEqual(['battery-plant', 'electric-vehicles', 'battery-plant']);
  });

  it('leaves out what was retracted', () => {
    const stream = open().sign(electricVehicles, batteryPlant).retract('battery-plant');
    const at = (turn: number) => dealIn(shownAfter(stream, 'ticker', { sinceMs: turn * 8_000 }));
    expect([at(0), at(1)]).toEqual(['electric-vehicles', 'electric-vehicles']);
    expect(shownAfter(stream.retract('electric-vehicles'), 'ticker')).toBeNull();
  });
});

describe('the countdown', () => {
  const stream = new StreamFixture();
  const at = (now: number, state = stateOf(stream)) =>
    graphicContent(state, { graphic: 'countdown', holdMs }, now);

  it('runs until the planned start, and has no figures from then until the opening', () => {
    expect(at(openedAt - 61_000)).toMatchObject({ parts: [{ value: 0 }, { value: 1 }, { value: 1 }] });
    expect(at(openedAt)).toMatchObject({ name: 'countdown', parts: null });
    expect(shownAfter(open(), 'countdown')).toBeNull();
  });

  it('is not for a ceremony that has opened, also before its planned start, and goes on to the next one', () => {
    const closed = open().close();
    expect(at(openedAt - 60_000, stateOf(closed))).toBeNull();
    const second = { ...exhibition.ceremonies[0]!, id: 'second', startsAt: '2030-11-04T01:30:00Z' };
    const state = stateOf(closed);
    const both = { ...state.exhibition!, ceremonies: [...state.exhibition!.ceremonies, second] };
    expect(at(openedAt, { ...state, exhibition: both })).toMatchObject({ key: 'second' });
  });
});

describe('every graphic', () => {
  it.each(['lower-third', 'total', 'ticker'] as const)(
    'is empty while the desk blanks the wall: %s',
    (graphic) => {
      const stream = open().sign(electricVehicles);
      const state = stateOf(stream);
      const set = (picture: 'BLANK' | 'TITLE') =>
        reduce(state, { type: 'settings-received', settings: { ...unsetWall, picture } });
      expect(shownAfter(stream, graphic, { state: set('BLANK') })).toBeNull();
      // Another picture is for the halls.
      expect(shownAfter(stream, graphic, { state: set('TITLE') })).not.toBeNull();
    },
  );

  it.each(['lower-third', 'total', 'ticker', 'countdown'] as const)(
    'is empty without a snapshot: %s',
    (graphic) => {
      expect(graphicContent(initialState, { graphic, holdMs }, openedAt)).toBeNull();
    },
  );
});

describe('the address of an overlay', () => {
  const read = (query: string) =>
    readOverlaySettings({ slug: 'expo', token: null, parameters: new URLSearchParams(query) });

  it('names graphic, safe area, time and language', () => {
    expect(read('graphic=ticker&safe=93&hold=8&lang=ko')).toMatchObject({
      graphic: 'ticker',
      safePercent: 93,
      holdMs: 8_000,
      languages: ['ko'],
      name: 'Overlay ticker',
    });
  });

  it('has the lower third, the graphics safe area of EBU R 95 and 20 seconds by default', () => {
    expect(read('')).toMatchObject({ graphic: 'lower-third', safePercent: 90, holdMs: 20_000 });
  });

  it('names itself at the desk by its graphic, or as it says', () => {
    expect(read('graphic=total').name).toBe('Overlay total');
    expect(read('graphic=total&name=Studio').name).toBe('Studio');
  });

  it('keeps the limits of the safe area, and has no graphic of an unknown name', () => {
    expect(read('safe=7').safePercent).toBe(50);
    expect(read('safe=150').safePercent).toBe(100);
    expect(read('safe=wide').safePercent).toBe(90);
    expect(read('hold=-3').holdMs).toBe(0);
    expect(read('graphic=crawl').graphic).toBeNull();
  });
});
