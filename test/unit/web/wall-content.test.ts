/** What a wall shows after the snapshot and after each announcement. */
import { describe, expect, it } from 'vitest';
import { deals, texts } from '../../../src/web/preview/fixtures/deals.ts';
import { exhibition, snapshotOf, withStatus } from '../../../src/web/preview/fixtures/exhibition.ts';
import { speeches } from '../../../src/web/preview/fixtures/speeches.ts';
import { ceremony, StreamFixture } from '../../../src/web/preview/fixtures/stream.ts';
import { totalsOf } from '../../../src/web/preview/fixtures/totals.ts';
import {
  applyAnnouncement,
  contentOfSnapshot,
  emptyContent,
  maxSignings,
} from '../../../src/web/wall/state/content.ts';
import type { WallContent } from '../../../src/web/wall/state/wall-state.ts';

const { electricVehicles, batteryPlant, displayLine, salesNetwork, robotPurchase } = deals;

function contentOf({ announcements }: StreamFixture, start = emptyContent('CNY')): WallContent {
  return announcements.reduce((content, each) => applyAnnouncement(content, each), start);
}

const idsOf = ({ signings }: WallContent) => signings.map(({ deal }) => deal.dealId);
const totalOf = ({ totals }: WallContent) => totals.byCategory[0]!.signingTotal.converted.money?.amount;

describe('before the first announcement', () => {
  it('the wall is before the opening, at sequence 0, without deals and totals', () => {
    const content = emptyContent('KRW');
    expect(content).toMatchObject({ phase: 'before', sequence: 0, signings: [], speech: null, notice: null });
    expect(content.totals).toMatchObject({ deals: 0, reportingCurrency: 'KRW' });
    expect(content.totals.byCategory).toEqual([]);
    expect(content.totals.byIndustry).toEqual([]);
    expect(content.ceremonyName).toBeNull();
  });
});

describe('a signing', () => {
  it('comes first, with the totals and the sequence of its announcement', () => {
    const content = contentOf(new StreamFixture().open().sign(electricVehicles, batteryPlant));
    expect(idsOf(content)).toEqual(['battery-plant', 'electric-vehicles']);
    expect(content).toMatchObject({ phase: 'live', sequence: 3 });
    expect(content.totals.deals).toBe(2);
    expect(totalOf(content)).toBe('15240000000.00');
    expect(content.signings[0]).toMatchObject({
      status: 'signed',
      sequence: 3,
      announcedAt: '2030-11-03T01:32:00.000Z',
      before: null,
      reason: [],
    });
  });

  it('counts once: announced again, or older than what is shown, it changes nothing', () => {
    const stream = new StreamFixture().open().sign(electricVehicles, batteryPlant);
    const content = contentOf(stream);
    for (const announcement of stream.announcements)
      expect(applyAnnouncement(content, announcement)).toBe(content);
  });

  it('removes the oldest one above the limit', () => {
    const many = Array.from({ length: maxSignings + 3 }, (_, index) => ({
      ...electricVehicles,
      dealId: `deal-${index}`,
    }));
    const content = contentOf(new StreamFixture().open().sign(...many));
    expect(maxSignings).toBe(8);
    expect(content.signings).toHaveLength(8);
    expect(idsOf(content).at(0)).toBe('deal-10');
    expect(idsOf(content).at(-1)).toBe('deal-3');
    expect(content.totals.deals).toBe(11);
  });

  it('leaves a speech under way in its place, and makes a finished one leave', () => {
    const during = new StreamFixture().open().startSpeech().sign(electricVehicles);
    expect(contentOf(during).speech).toMatchObject({ speech: speeches.governor, isFinished: false });
    const afterwards = new StreamFixture().open().startSpeech().finishSpeech().sign(electricVehicles);
    expect(contentOf(afterwards).speech).toBeNull();
  });

  it('leaves a notice where it is', () => {
    const content = contentOf(new StreamFixture().open().notice('Seats, please').sign(electricVehicles));
    expect(content.notice?.text[0]?.text).toBe('Seats, please');
  });
});

describe('a correction', () => {
  const stream = new StreamFixture()
    .open()
    .sign(electricVehicles, batteryPlant)
    .correct('electric-vehicles', {
      amount: { amount: '4900000000.00', currency: 'CNY' },
      converted: { money: { amount: '4900000000.00', currency: 'CNY' }, rate: null },
    });
  const content = contentOf(stream);

  it('moves the deal to the front, and shows it once', () => {
    expect(idsOf(content)).toEqual(['electric-vehicles', 'battery-plant']);
  });

  it('shows the corrected deal, the deal before, the reason and its own sequence', () => {
    const [signing] = content.signings;
    expect(signing).toMatchObject({ status: 'corrected', sequence: 4 });
    expect(signing?.deal.amount?.amount).toBe('4900000000.00');
    expect(signing?.before?.amount?.amount).toBe('4800000000.00');
    expect(signing?.reason.map(({ language }) => language)).toEqual(['en', 'zh', 'ko']);
  });

  it('changes the totals', () => {
    expect(totalOf(content)).toBe('15340000000.00');
    expect(content.totals.deals).toBe(2);
  });

  it('of another deal leaves the first correction as it is', () => {
    const next = contentOf(
      new StreamFixture()
        .open()
        .sign(electricVehicles, batteryPlant)
        .correct('electric-vehicles', {})
        .correct('battery-plant', { instrument: 'CONTRACT' }),
    );
    expect(next.signings.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['corrected', 5],
      ['corrected', 4],
    ]);
  });
});

describe('a retraction', () => {
  const content = contentOf(
    new StreamFixture().open().sign(electricVehicles, batteryPlant).retract('electric-vehicles'),
  );

  it('stays visible as retracted, with its reason and without a previous state', () => {
    expect(content.signings[0]).toMatchObject({ status: 'retracted', sequence: 4, before: null });
    expect(content.signings[0]?.reason[0]?.text).toBe('Not signed today.');
    expect(idsOf(content)).toEqual(['electric-vehicles', 'battery-plant']);
  });

  it('takes the deal out of the totals', () => {
    expect(content.totals.deals).toBe(1);
    expect(totalOf(content)).toBe('10440000000.00');
  });
});

describe('a speech', () => {
  it('is under way until it is finished, with the sequence of the newer announcement', () => {
    const stream = new StreamFixture().open().startSpeech();
    expect(contentOf(stream).speech).toMatchObject({
      speech: speeches.governor,
      isFinished: false,
      sequence: 2,
    });
    stream.finishSpeech();
    expect(contentOf(stream).speech).toMatchObject({
      speech: speeches.governor,
      isFinished: true,
      sequence: 3,
    });
  });

  it('leaves the wall when its speaker is redacted, and no other speech does', () => {
    const stream = new StreamFixture().open().startSpeech().redact('ambassador');
    expect(contentOf(stream).speech).toMatchObject({ speech: speeches.governor });
    expect(contentOf(stream.redact('governor')).speech).toBeNull();
    expect(contentOf(stream)).toMatchObject({ phase: 'live', sequence: 4, signings: [] });
  });

  it('shows its text when that is released, at the place that it has, and no text of another speech', () => {
    const withoutText = { ...speeches.governor, textTranslations: [] };
    const stream = new StreamFixture().open().startSpeech(withoutText).finishSpeech(withoutText);
    expect(contentOf(stream).speech?.speech.textTranslations).toEqual([]);
    stream.releaseText(speeches.ambassador);
    expect(contentOf(stream).speech).toMatchObject({ speech: withoutText, isFinished: true, sequence: 3 });
    stream.releaseText();
    expect(contentOf(stream).speech).toMatchObject({
      speech: speeches.governor,
      isFinished: true,
      sequence: 3,
    });
    const later = new StreamFixture()
      .open()
      .startSpeech()
      .finishSpeech()
      .sign(electricVehicles)
      .releaseText();
    expect(contentOf(later).speech).toBeNull();
  });

  it('is replaced by the next one', () => {
    const stream = new StreamFixture().open().startSpeech().finishSpeech().startSpeech(speeches.ambassador);
    expect(contentOf(stream).speech?.speech.speechId).toBe('ambassador');
  });
});

describe('a notice', () => {
  it('keeps its time and sequence, and the newer one replaces it', () => {
    const content = contentOf(new StreamFixture().notice('First').notice('Second'));
    expect(content.notice).toMatchObject({ sequence: 2, receivedAt: Date.parse('2030-11-03T01:31:00.000Z') });
    expect(content.notice?.text).toEqual(
      texts({ en: 'Second', zh: '请留在座位上，第二部分约十分钟后开始。' }),
    );
    expect(content.phase).toBe('before');
  });
});

describe('the ceremony', () => {
  it('begins with an empty stage when it opens, and keeps the totals of the announcement', () => {
    const stream = new StreamFixture().sign(electricVehicles).notice().startSpeech().open();
    const content = contentOf(stream);
    expect(content).toMatchObject({ phase: 'live', signings: [], speech: null, notice: null, sequence: 4 });
    expect(content.ceremonyName).toBe(ceremony.nameTranslations);
    expect(content.totals.deals).toBe(1);
  });

  it('ends with its signings and its notice, without a speech', () => {
    const stream = new StreamFixture().open().sign(electricVehicles).notice().startSpeech().close();
    const content = contentOf(stream);
    expect(content).toMatchObject({ phase: 'after', speech: null, sequence: 5 });
    expect(content.ceremonyName).toBe(ceremony.nameTranslations);
    expect(idsOf(content)).toEqual(['electric-vehicles']);
    expect(content.notice).not.toBeNull();
  });

  it('stays closed when a deal is corrected afterwards', () => {
    const stream = new StreamFixture().open().sign(electricVehicles).close().correct('electric-vehicles', {});
    expect(contentOf(stream)).toMatchObject({ phase: 'after', sequence: 4 });
  });
});

describe('an announcement of an unknown kind', () => {
  it('changes totals and sequence only', () => {
    const stream = new StreamFixture().open().sign(electricVehicles);
    const before = contentOf(stream);
    const [, signed] = stream.announcements;
    const unknown = {
      ...signed!,
      __typename: 'DealWitnessed',
      sequence: 3,
      totals: { ...signed!.totals, deals: 7 },
    };
    const after = applyAnnouncement(before, unknown as never);
    expect(after).toEqual({ ...before, sequence: 3, totals: unknown.totals });
  });
});

describe('the order of industries', () => {
  it('is that of their first deals, whichever has more deals later', () => {
    const another = { ...batteryPlant, dealId: 'another' };
    const content = contentOf(new StreamFixture().open().sign(electricVehicles, batteryPlant, another));
    expect(content.totals.byIndustry.map(({ industry }) => industry)).toEqual(['NEW_ENERGY', 'AUTOMOBILES']);
    expect(content.industryOrder).toEqual(['AUTOMOBILES', 'NEW_ENERGY']);
  });

  it('keeps the place of an industry without deals', () => {
    const content = contentOf(
      new StreamFixture().open().sign(electricVehicles, displayLine).retract('electric-vehicles'),
    );
    expect(content.industryOrder).toEqual(['AUTOMOBILES', 'ELECTRONICS']);
  });
});

describe('a snapshot', () => {
  const stream = new StreamFixture()
    .open()
    .sign(electricVehicles, batteryPlant, displayLine, salesNetwork, robotPurchase)
    .startSpeech();

  it('of the whole stream gives what its announcements gave one by one', () => {
    expect(contentOfSnapshot(snapshotOf(stream.announcements), 'LIVE', null)).toEqual({
      ...contentOf(stream),
      industryOrder: stream.announcements.at(-1)!.totals.byIndustry.map(({ industry }) => industry),
    });
  });

  it('without the opening takes the phase from the status of the ceremonies', () => {
    const phase = (status: 'OPEN' | 'CLOSED' | 'PLANNED', mode: 'LIVE' | 'REHEARSAL' = 'LIVE') =>
      contentOfSnapshot(
        snapshotOf(stream.announcements, { last: 2, ceremonies: withStatus(status) }),
        mode,
        null,
      ).phase;
    expect([phase('PLANNED'), phase('OPEN'), phase('CLOSED')]).toEqual(['before', 'live', 'after']);
    // Only operators see the rehearsal status of a ceremony: a rehearsal with announcements has begun.
    expect(phase('PLANNED', 'REHEARSAL')).toBe('live');
  });

  it('with one ceremony open and another closed is live', () => {
    const ceremonies = [...withStatus('CLOSED'), ...withStatus('OPEN')];
    const snapshot = snapshotOf(stream.announcements, { last: 1, ceremonies });
    expect(contentOfSnapshot(snapshot, 'LIVE', null).phase).toBe('live');
  });

  it('with one ceremony closed and another planned is after the closing', () => {
    const ceremonies = [...withStatus('CLOSED'), ...withStatus('PLANNED')];
    const snapshot = snapshotOf(stream.announcements, { last: 1, ceremonies });
    expect(contentOfSnapshot(snapshot, 'LIVE', null).phase).toBe('after');
  });

  it('of the whole stream takes the phase from the announcements alone', () => {
    const snapshot = snapshotOf(new StreamFixture().notice().announcements, {
      ceremonies: withStatus('OPEN'),
    });
    expect(contentOfSnapshot(snapshot, 'LIVE', null).phase).toBe('before');
    expect(contentOfSnapshot(snapshotOf([]), 'REHEARSAL', null).phase).toBe('before');
  });

  it('is at the head of the stream, and shows only its newest announcements', () => {
    const content = contentOfSnapshot(snapshotOf(stream.announcements, { last: 2 }), 'LIVE', null);
    expect(content.sequence).toBe(7);
    expect(idsOf(content)).toEqual(['robot-purchase']);
    expect(content.totals.deals).toBe(5);
  });

  it('replaces what was shown, also by an older state: a rehearsal begins anew', () => {
    const previous = contentOf(stream);
    const content = contentOfSnapshot(snapshotOf([]), 'REHEARSAL', previous);
    expect(content).toMatchObject({ sequence: 0, phase: 'before', signings: [], speech: null });
    expect(content.totals.deals).toBe(0);
  });

  it('keeps the colours of the industries that were shown before', () => {
    const previous = contentOf(new StreamFixture().open().sign(displayLine));
    const content = contentOfSnapshot(snapshotOf(stream.announcements), 'LIVE', previous);
    expect(content.industryOrder[0]).toBe('ELECTRONICS');
    expect(new Set(content.industryOrder).size).toBe(content.industryOrder.length);
    expect(content.industryOrder).toHaveLength(4);
  });

  it('of an exhibition without announcements or stream is empty', () => {
    const content = contentOfSnapshot({ ...exhibition, stream: null, announcements: null }, 'LIVE', null);
    expect(content).toEqual(emptyContent('CNY'));
  });

  it('of a stream that has not begun shows the totals of the deals that were recorded, but not in a rehearsal', () => {
    const past = { ...exhibition, totals: totalsOf([electricVehicles]) };
    expect(contentOfSnapshot(past, 'LIVE', null)).toMatchObject({ totals: past.totals, signings: [] });
    expect(contentOfSnapshot(past, 'REHEARSAL', null).totals.deals).toBe(0);
  });
});

describe('ceremonies side by side', () => {
  it('a wall stays live until the last of them is closed, and keeps what was signed when another one opens', () => {
    const stream = new StreamFixture().open().sign(electricVehicles).openAnother().close();
    expect(contentOf(stream)).toMatchObject({ phase: 'live', openCeremonies: ['another'] });
    expect(idsOf(contentOf(stream))).toEqual(['electric-vehicles']);
    expect(contentOf(stream.closeAnother())).toMatchObject({ phase: 'after', openCeremonies: [] });
  });

  it('a ceremony that was closed too early goes on', () => {
    const stream = new StreamFixture().open().sign(electricVehicles).close().reopen();
    expect(contentOf(stream)).toMatchObject({ phase: 'live', openCeremonies: [ceremony.ceremonyId] });
    expect(contentOf(stream.close())).toMatchObject({ phase: 'after' });
  });
});
