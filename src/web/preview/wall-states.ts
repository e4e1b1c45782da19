/** Every state of a wall, produced by the events that lead to it. */
import { headlinesOf } from '../headline.ts';
import type { WallSettingsFragment } from '../operations.ts';
import type { Settings } from '../wall/settings.ts';
import { reduce, type WallEvent } from '../wall/state/reduce.ts';
import { type Exhibition, initialState, type WallState } from '../wall/state/wall-state.ts';
import { deals, texts } from './fixtures/deals.ts';
import { exhibition, snapshotOf, withStatus } from './fixtures/exhibition.ts';
import { speeches } from './fixtures/speeches.ts';
import { openedAt, StreamFixture } from './fixtures/stream.ts';
import { unsetWall } from './fixtures/wall-control.ts';

export interface WallPreview {
  state: WallState;
  /** The time on the clock of the wall. */
  now: number;
  settings?: Partial<Settings>;
}

const { electricVehicles, batteryPlant, displayLine, salesNetwork, robotPurchase } = deals;
const several = [batteryPlant, displayLine, robotPurchase, electricVehicles];
const open = () => new StreamFixture().open();
const minuteMs = 60_000;

/** The wall after the announcements, connected, and after `events`. */
function after(
  stream: StreamFixture,
  {
    events = [],
    change = {},
    ...rest
  }: Partial<WallPreview> & { events?: WallEvent[]; change?: Partial<Exhibition> } = {},
): WallPreview {
  const mode = rest.settings?.mode ?? 'LIVE';
  const snapshot = snapshotOf(stream.announcements, change);
  const all: WallEvent[] = [
    { type: 'snapshot-loaded', exhibition: snapshot, mode },
    { type: 'connected' },
    ...events,
  ];
  return { state: all.reduce(reduce, initialState), now: stream.now + 10_000, ...rest };
}

/** During the ceremony, after the desk has set something for the wall. */
function controlled(change: Partial<WallSettingsFragment>): WallPreview {
  const settings = { ...unsetWall, ...change };
  return after(open().sign(...several), { events: [{ type: 'settings-received', settings }] });
}

function withoutSnapshot(...events: WallEvent[]): WallPreview {
  return { state: events.reduce(reduce, initialState), now: openedAt };
}

const oneLanguage: Partial<Exhibition> = {
  themeTranslations: texts({ zh: '新机遇、新动能：黄海两岸产业共享' }),
  nameTranslations: texts({ zh: '第十二届中韩贸易投资博览会' }),
};

/** A total without a converted sum, because a rate is missing. */
function withoutRate(preview: WallPreview): WallPreview {
  const { content } = preview.state;
  const converted = { money: null, missingRates: ['KRW', 'USD'] };
  const drop = <Row extends Parameters<typeof headlinesOf>[0]['byCategory'][number]>(
    rows: readonly Row[],
  ) => {
    const shown = headlinesOf({ byCategory: rows });
    return rows.map((row) =>
      shown.includes(row) ? { ...row, signingTotal: { ...row.signingTotal, converted } } : row,
    );
  };
  const { totals } = content!;
  const byIndustry = totals.byIndustry.map((row) => ({ ...row, byCategory: drop(row.byCategory) }));
  return {
    ...preview,
    state: {
      ...preview.state,
      content: { ...content!, totals: { ...totals, byCategory: drop(totals.byCategory), byIndustry } },
    },
  };
}

export const wallStates: Record<string, WallPreview> = {
  connecting: withoutSnapshot(),
  'offline from the start': withoutSnapshot({ type: 'snapshot-failed', at: openedAt - minuteMs }),
  'unknown exhibition': withoutSnapshot({ type: 'exhibition-unknown' }),
  'rejected from the start': withoutSnapshot({ type: 'rejected' }),

  'before the opening': after(new StreamFixture(), { now: openedAt - 93 * minuteMs }),
  'days before the opening': after(new StreamFixture(), { now: openedAt - 12 * 24 * 60 * minuteMs }),
  'before the opening, in one language': after(new StreamFixture(), { change: oneLanguage }),
  'notice before the opening': after(new StreamFixture().notice()),
  'past the planned start': after(new StreamFixture(), { now: openedAt + minuteMs }),
  opening: after(open()),

  signing: after(open().sign(...several)),
  'first signing': after(open().sign(electricVehicles)),
  'signing in another currency': after(open().sign(electricVehicles, batteryPlant)),
  'signing with many digits, in one language': after(open().sign(electricVehicles, displayLine)),
  'signing with a long title': after(open().sign(...several, salesNetwork)),
  'signing without investment': after(open().sign(salesNetwork, robotPurchase)),
  'signing with a missing rate': withoutRate(after(open().sign(...several))),
  'many signings': after(
    open().sign(
      ...Array.from({ length: 12 }, (_, index) => ({ ...several[index % 4]!, dealId: `deal-${index}` })),
    ),
  ),
  'corrected amount': after(
    open()
      .sign(...several)
      .correct('battery-plant', { amount: { amount: '1540000000.00', currency: 'USD' } }),
  ),
  'corrected title, disclosed amount': after(
    open()
      .sign(...several, salesNetwork)
      .correct('sales-network', {
        titleTranslations: texts({ en: 'Sales network in Korea', zh: '韩国销售网络', ko: '한국 판매망' }),
        amount: { amount: '36400000.00', currency: 'USD' },
      }),
  ),
  retracted: after(
    open()
      .sign(...several)
      .retract('battery-plant'),
  ),
  'earlier deal corrected and retracted': after(
    open()
      .sign(...several)
      .correct('display-line', {})
      .retract('robot-purchase')
      .sign(salesNetwork),
  ),

  speech: after(
    open()
      .sign(...several)
      .startSpeech(),
  ),
  'speech before the first signing': after(open().startSpeech(speeches.ambassador)),
  'finished speech': after(
    open()
      .sign(...several)
      .startSpeech()
      .finishSpeech(),
  ),
  'finished speech without a text': after(
    open().startSpeech(speeches.ambassador).finishSpeech(speeches.ambassador),
  ),
  'signing during a speech': after(
    open()
      .startSpeech()
      .sign(...several),
  ),

  notice: after(
    open()
      .sign(...several)
      .notice(),
  ),
  offline: after(open().sign(...several), { events: [{ type: 'disconnected', at: openedAt }] }),
  behind: after(open().sign(...several), { events: [{ type: 'head-checked', head: 8, shown: 5 }] }),
  rejected: after(open().sign(...several), { events: [{ type: 'rejected' }] }),
  rehearsal: after(open().sign(...several), { settings: { mode: 'REHEARSAL' } }),
  replay: after(open().sign(...several), { settings: { replaySpeed: 60 } }),
  'one venue': after(open().sign(...several), { settings: { venue: '2' } }),
  'title picture': controlled({ picture: 'TITLE' }),
  slide: controlled({
    picture: 'SLIDE',
    slideTextTranslations: texts({
      en: 'We continue at ten past eleven',
      zh: '十一点十分继续',
      ko: '11시 10분에 계속합니다',
    }),
  }),
  'totals picture': controlled({ picture: 'TOTALS' }),
  'blank picture': controlled({ picture: 'BLANK' }),
  'after the closing': after(
    open()
      .sign(...several)
      .close(),
    { change: { ceremonies: withStatus('CLOSED') } },
  ),
  'after the closing, without signings': after(open().close(), {
    change: { ceremonies: withStatus('CLOSED') },
  }),
};

export const previewSettings: Settings = {
  slug: exhibition.slug,
  token: null,
  mode: 'LIVE',
  languages: ['en'],
  theme: 'ink',
  venue: null,
  name: null,
  replaySpeed: null,
};
