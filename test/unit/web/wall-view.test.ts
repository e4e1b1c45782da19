/** What a wall derives from its state and the time. */
import { describe, expect, it } from 'vitest';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { speeches } from '../../../src/web/preview/fixtures/speeches.ts';
import { openedAt, StreamFixture } from '../../../src/web/preview/fixtures/stream.ts';
import { unsetWall } from '../../../src/web/preview/fixtures/wall-control.ts';
import { applyAnnouncement, emptyContent } from '../../../src/web/wall/state/content.ts';
import { industryShares } from '../../../src/web/wall/state/industry-shares.ts';
import {
  countdownTo,
  earlierSignings,
  hasSignings,
  isLongTitle,
  languageAt,
  needsConnectionBadge,
  stageOf,
  visibleNotice,
} from '../../../src/web/wall/state/view.ts';
import { initialState, type WallContent, type WallState } from '../../../src/web/wall/state/wall-state.ts';

const { electricVehicles, batteryPlant, salesNetwork, robotPurchase } = deals;
const contentOf = ({ announcements }: StreamFixture) =>
  announcements.reduce((content, each) => applyAnnouncement(content, each), emptyContent('CNY'));

describe('the stage', () => {
  const open = () => new StreamFixture().open();

  it.each([
    ['before', new StreamFixture()],
    ['opening', open()],
    ['signing', open().sign(electricVehicles)],
    ['speech', open().startSpeech()],
    ['speech', open().sign(electricVehicles).startSpeech()],
    ['speech', open().sign(electricVehicles).startSpeech().finishSpeech()],
    ['signing', open().startSpeech().sign(electricVehicles)],
    ['signing', open().sign(electricVehicles).retract('electric-vehicles')],
    ['after', open().sign(electricVehicles).close()],
    ['after', open().sign(electricVehicles).startSpeech().close()],
  ])('is %s', (name, stream) => {
    expect(stageOf(contentOf(stream)).name).toBe(name);
  });

  it('of a signing has the newest one, and the speech that is under way', () => {
    const stage = stageOf(contentOf(open().sign(electricVehicles).startSpeech().sign(batteryPlant)));
    expect(stage).toMatchObject({
      signing: { deal: { dealId: 'battery-plant' } },
      speech: { speech: speeches.governor },
    });
    expect(stageOf(contentOf(open().sign(electricVehicles)))).toMatchObject({ speech: null });
  });
});

describe('earlier signings', () => {
  const stream = new StreamFixture().open().sign(electricVehicles, batteryPlant);
  const idsOf = (content: Parameters<typeof earlierSignings>[0]) =>
    earlierSignings(content).map(({ deal }) => deal.dealId);

  it('are all but the one on the stage', () => {
    expect(idsOf(contentOf(stream))).toEqual(['electric-vehicles']);
  });

  it('are all of them during a speech', () => {
    const content = contentOf(new StreamFixture().open().sign(electricVehicles, batteryPlant).startSpeech());
    expect(idsOf(content)).toEqual(['battery-plant', 'electric-vehicles']);
  });

  it('are none before and after the ceremony', () => {
    expect(idsOf(contentOf(new StreamFixture().sign(electricVehicles)))).toEqual([]);
    expect(idsOf(contentOf(new StreamFixture().open().sign(electricVehicles).close()))).toEqual([]);
  });
});

it('has signings from the first one on, also if the only one is retracted', () => {
  expect(hasSignings(contentOf(new StreamFixture().open()))).toBe(false);
  expect(hasSignings(contentOf(new StreamFixture().open().sign(electricVehicles)))).toBe(true);
  expect(
    hasSignings(contentOf(new StreamFixture().open().sign(electricVehicles).retract('electric-vehicles'))),
  ).toBe(true);
  // Totals of an earlier ceremony.
  expect(hasSignings(contentOf(new StreamFixture().sign(electricVehicles).open()))).toBe(true);
});

const showing = (content: WallContent): WallState => ({ ...initialState, content });

describe('a notice', () => {
  const during = contentOf(new StreamFixture().open().notice());
  const announcedAt = during.notice!.receivedAt;

  it('is visible for ninety seconds during the ceremony and after it', () => {
    expect(visibleNotice(showing(during), announcedAt)).toBe(during.notice);
    expect(visibleNotice(showing(during), announcedAt + 90_000)).toBe(during.notice);
    expect(visibleNotice(showing(during), announcedAt + 90_001)).toBeNull();
    expect(visibleNotice(showing({ ...during, phase: 'after' }), announcedAt + 90_001)).toBeNull();
  });

  it('stays before the opening', () => {
    const before = contentOf(new StreamFixture().notice());
    expect(visibleNotice(showing(before), announcedAt + 86_400_000)).toBe(before.notice);
  });

  it('that arrives late is visible from then on', () => {
    const [opened, notice] = new StreamFixture().open().notice().announcements;
    const late = announcedAt + 3_600_000;
    const content = applyAnnouncement(applyAnnouncement(emptyContent('CNY'), opened!), notice!, late);
    expect(visibleNotice(showing(content), late + 90_000)).toBe(content.notice);
    expect(visibleNotice(showing(content), late + 90_001)).toBeNull();
  });

  it('is taken down by the desk, in its stream and up to its sequence', () => {
    const { sequence } = during.notice!;
    const withHidden = (change: object, mode: 'LIVE' | 'REHEARSAL' = 'LIVE') =>
      visibleNotice({ ...showing(during), mode, settings: { ...unsetWall, ...change } }, announcedAt);
    expect(withHidden({ hiddenNotice: sequence })).toBeNull();
    expect(withHidden({ hiddenNotice: sequence + 1 })).toBeNull();
    expect(withHidden({ hiddenNotice: sequence - 1 })).toBe(during.notice);
    expect(withHidden({ hiddenRehearsalNotice: sequence })).toBe(during.notice);
    expect(withHidden({ hiddenRehearsalNotice: sequence }, 'REHEARSAL')).toBeNull();
    expect(withHidden({ hiddenNotice: sequence }, 'REHEARSAL')).toBe(during.notice);
  });

  it('is none without content or without a notice', () => {
    expect(visibleNotice(initialState, 0)).toBeNull();
    expect(visibleNotice(showing(emptyContent('CNY')), 0)).toBeNull();
  });
});

describe('the language', () => {
  const at = (now: number, wanted: string[], available = ['en', 'zh', 'ko']) =>
    languageAt(now, wanted, available, 'fallback');

  it('is each of the languages of the exhibition for twelve seconds', () => {
    expect([0, 11_999, 12_000, 24_000, 35_999, 36_000].map((now) => at(now, []))).toEqual([
      'en',
      'en',
      'zh',
      'ko',
      'ko',
      'en',
    ]);
  });

  it('is what the address asks for, one or several', () => {
    expect([0, 12_000, 24_000].map((now) => at(now, ['ko']))).toEqual(['ko', 'ko', 'ko']);
    expect([0, 12_000, 24_000].map((now) => at(now, ['ko', 'ja']))).toEqual(['ko', 'ja', 'ko']);
  });

  it('is that of the browser until the exhibition is known', () => {
    expect(at(0, [], [])).toBe('fallback');
  });
});

describe('the connection badge', () => {
  it('is not shown for a live connection, nor for a loss of less than three seconds', () => {
    expect(needsConnectionBadge({ name: 'live' }, 0)).toBe(false);
    expect(needsConnectionBadge({ name: 'offline', since: 1_000 }, 3_999)).toBe(false);
    expect(needsConnectionBadge({ name: 'offline', since: 1_000 }, 4_000)).toBe(true);
  });

  it.each([
    { name: 'connecting' } as const,
    { name: 'behind', by: 1 } as const,
    { name: 'rejected' } as const,
    { name: 'unknown-exhibition' } as const,
  ])('is shown immediately for $name', (connection) => {
    expect(needsConnectionBadge(connection, 0)).toBe(true);
  });
});

describe('the countdown', () => {
  const left = (seconds: number) => countdownTo(openedAt, openedAt - seconds * 1_000);

  it('counts days only from one day on', () => {
    expect(left(86_400 + 2 * 3_600 + 3 * 60 + 4)).toEqual([
      { value: 1, unit: 'days' },
      { value: 2, unit: 'hours' },
      { value: 3, unit: 'minutes' },
      { value: 4, unit: 'seconds' },
    ]);
    expect(left(86_399)).toEqual([
      { value: 23, unit: 'hours' },
      { value: 59, unit: 'minutes' },
      { value: 59, unit: 'seconds' },
    ]);
  });

  it('begins a day and an hour exactly at its first second', () => {
    expect(left(86_400)?.map(({ value }) => value)).toEqual([1, 0, 0, 0]);
    expect(left(23 * 3_600)?.map(({ value }) => value)).toEqual([23, 0, 0]);
  });

  it('rounds up, so that zero is the start', () => {
    expect(left(0.2)?.at(-1)).toEqual({ value: 1, unit: 'seconds' });
    expect(left(60)).toEqual([
      { value: 0, unit: 'hours' },
      { value: 1, unit: 'minutes' },
      { value: 0, unit: 'seconds' },
    ]);
  });

  it('is over at the start and afterwards', () => {
    expect(left(0)).toBeNull();
    expect(left(-5)).toBeNull();
  });
});

it('a title is long from 57 Latin or 29 wide characters on', () => {
  expect([56, 57].map((length) => isLongTitle('x'.repeat(length)))).toEqual([false, true]);
  expect([28, 29].map((length) => isLongTitle('约'.repeat(length)))).toEqual([false, true]);
  expect([28, 29].map((length) => isLongTitle('한'.repeat(length)))).toEqual([false, true]);
});

describe('the shares of industries', () => {
  it('are their parts of the headline, in the order of their first deals', () => {
    const content = contentOf(new StreamFixture().open().sign(batteryPlant, electricVehicles));
    expect(industryShares(content)).toEqual([
      {
        industry: 'NEW_ENERGY',
        deals: 1,
        money: { amount: '10440000000.00', currency: 'CNY' },
        share: 0.685,
        tone: 0,
      },
      {
        industry: 'AUTOMOBILES',
        deals: 1,
        money: { amount: '4800000000.00', currency: 'CNY' },
        share: 0.3149,
        tone: 1,
      },
    ]);
  });

  it('are zero for trade beside investment, so that all shares add up to one', () => {
    const shares = industryShares(
      contentOf(new StreamFixture().open().sign(electricVehicles, robotPurchase)),
    );
    expect(shares.map(({ industry, share, money }) => [industry, share, money !== null])).toEqual([
      ['AUTOMOBILES', 1, true],
      ['SERVICES', 0, false],
    ]);
  });

  it('are parts of trade where there is no investment', () => {
    const shares = industryShares(contentOf(new StreamFixture().open().sign(salesNetwork, robotPurchase)));
    expect(shares.map(({ share, money }) => [share, money?.amount ?? null])).toEqual([
      [0, null],
      [1, '8888.40'],
    ]);
  });

  it('are parts of the number of deals while no amount is disclosed', () => {
    const undisclosed = { ...robotPurchase, amount: null, converted: null };
    const shares = industryShares(contentOf(new StreamFixture().open().sign(salesNetwork, undisclosed)));
    expect(shares.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  it('leave out an industry without deals, and keep the colour of the others', () => {
    const stream = new StreamFixture()
      .open()
      .sign(electricVehicles, batteryPlant)
      .retract('electric-vehicles');
    expect(industryShares(contentOf(stream))).toMatchObject([{ industry: 'NEW_ENERGY', tone: 1, share: 1 }]);
  });

  it('repeat the colours after the sixth', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...electricVehicles,
      dealId: `deal-${index}`,
      industry: { code: `I${index}`, nameTranslations: [] },
    }));
    const tones = industryShares(contentOf(new StreamFixture().open().sign(...many))).map(({ tone }) => tone);
    expect(tones).toEqual([0, 1, 2, 3, 4, 5, 0]);
  });
});
