import { describe, expect, it } from 'vitest';
import { closeCeremony } from '../../../src/programme/ceremonies/close-ceremony.ts';
import { openCeremony as opening } from '../../../src/programme/ceremonies/open-ceremony.ts';
import type { LoadedDeal } from '../../../src/programme/deals/load-deal.ts';
import { signDeal } from '../../../src/programme/deals/sign-deal.ts';
import { signDeals } from '../../../src/programme/deals/sign-deals.ts';
import { startSpeech } from '../../../src/programme/speeches/start-speech.ts';
import {
  decidingAs,
  lease,
  loadedCeremony,
  loadedDeal,
  loadedSpeech,
  openCeremony,
  operatorOfAnother,
  statements,
} from './loaded-rows.ts';

const input = {
  ceremony: null as string | null,
  again: false,
  deal: 'deal',
  mode: 'LIVE' as 'LIVE' | 'REHEARSAL',
  idempotencyKey: 'test-key-1',
};

const decide = (
  changes: Partial<LoadedDeal> = {},
  given: Partial<typeof input> = {},
  ceremonies = [openCeremony()],
) => signDeal.decide({ ceremonies, deal: loadedDeal(changes) }, { ...input, ...given }, decidingAs());

describe('the decision to sign a deal', () => {
  it('announces the deal as it was loaded, with its amount in the totals', () => {
    const { announcement } = decide({ category: 'TRADE' });
    expect(announcement).toMatchObject({
      content: {
        kind: 'DEAL_SIGNED',
        deal: {
          amount: { amount: '12.50', currency: 'USD' },
          converted: { money: { amount: '87.50', currency: 'CNY' } },
        },
      },
      totals: [{ sign: 1, category: 'TRADE', money: { amount: '12.50', currency: 'USD' } }],
    });
  });

  it('names the sequence of the signing if the deal is already signed', () => {
    expect(() => decide({ status: 'SIGNED', signedAs: 7 })).toThrow(
      expect.objectContaining({ code: 'DEAL_ALREADY_SIGNED', sequence: 7 }),
    );
  });

  it.each(['WITHDRAWN', 'RETRACTED'] as const)('does not rehearse a deal that is %s', (status) => {
    expect(() => decide({ status }, { mode: 'REHEARSAL' })).toThrow(
      expect.objectContaining({ code: 'DEAL_NOT_PLANNED' }),
    );
  });

  it('requires an open ceremony', () => {
    expect(() => decide({}, {}, [])).toThrow(expect.objectContaining({ code: 'CEREMONY_NOT_OPEN' }));
  });

  it('makes the parties public, in LIVE and not in a rehearsal', () => {
    const published = expect.stringContaining('"publicSince" =');
    expect(statements(decide().writes)).toEqual([published]);
    expect(statements(decide({}, { mode: 'REHEARSAL' }).writes)).not.toContainEqual(published);
  });

  const [morning, evening] = [openCeremony({ id: 'morning' }), openCeremony({ id: 'evening' })];
  const ceremonyOf = (given: Partial<typeof input>, ceremonies = [morning, evening]) => {
    const content = decide({}, given, ceremonies).announcement!.content;
    return (content as { ceremony: { id: string } }).ceremony.id;
  };

  it('is made at the ceremony that is named, else in whose programme it is, else at the only open one', () => {
    expect(ceremonyOf({ ceremony: 'evening' })).toBe('evening');
    expect(ceremonyOf({}, [morning, { ...evening, isPlannedThere: true }])).toBe('evening');
    expect(ceremonyOf({}, [morning])).toBe('morning');
    expect(() => ceremonyOf({})).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', path: ['input', 'ceremony'] }),
    );
    expect(() => ceremonyOf({ ceremony: 'closed' })).toThrow(
      expect.objectContaining({ code: 'CEREMONY_NOT_OPEN', path: ['input', 'ceremony'] }),
    );
  });

  it('signs a retracted deal once more only where that is asked for, as its next round', () => {
    const retracted = { status: 'RETRACTED', signings: 1 } as const;
    expect(() => decide(retracted)).toThrow(expect.objectContaining({ code: 'DEAL_NOT_PLANNED' }));
    const { announcement, audit } = decide(retracted, { again: true });
    expect(announcement?.content).toMatchObject({ kind: 'DEAL_SIGNED', round: 2 });
    expect(audit).toMatchObject([{ before: { status: 'RETRACTED' }, after: { status: 'SIGNED', round: 2 } }]);
    expect(decide().announcement?.content).not.toHaveProperty('round');
    expect(() => decide({ status: 'WITHDRAWN' }, { again: true })).toThrow(
      expect.objectContaining({ code: 'DEAL_NOT_PLANNED' }),
    );
  });
});

describe('the decision to sign a group of deals', () => {
  const group = (rows: Partial<LoadedDeal>[], given: object = {}, identity = decidingAs()) =>
    signDeals.decide(
      {
        ceremonies: [openCeremony()],
        deals: rows.map((row, index) => loadedDeal({ id: `deal-${index}`, ...row })).toReversed(),
      },
      {
        deals: rows.map((_, index) => ({ deal: `deal-${index}`, expectedVersion: 4 })),
        mode: 'LIVE',
        idempotencyKey: 'test-key-1',
        ...given,
      },
      identity,
    );

  it('announces them in the order given, each with its amount', () => {
    const { result, announcements, audit, writes } = group([{ category: 'TRADE' }, {}]);
    expect(result).toEqual({ deals: ['deal-0', 'deal-1'], announcements: ['new-1', 'new-2'] });
    expect(announcements).toMatchObject([
      { id: 'new-1', subject: { dealId: 'deal-0' }, totals: [{ category: 'TRADE' }] },
      { id: 'new-2', subject: { dealId: 'deal-1' }, totals: [{ category: 'INVESTMENT' }] },
    ]);
    expect([audit.length, writes.length]).toEqual([2, 2]);
  });

  it.each([
    ['is signed', { status: 'SIGNED', signedAs: 7 }, 'DEAL_ALREADY_SIGNED'],
    ['is withdrawn', { status: 'WITHDRAWN' }, 'DEAL_NOT_PLANNED'],
    ['is of another exhibition', { exhibitionId: 'other' }, 'INVALID_INPUT'],
  ] as const)('signs none where one %s, and names it', (_, row, code) => {
    expect(() => group([{}, row])).toThrow(
      expect.objectContaining({ code, path: ['input', 'deals', '1', 'deal'] }),
    );
  });

  it('signs the versions that are expected, and none for an operator of another exhibition', () => {
    expect(() => group([{}, { version: 5 }])).toThrow(expect.objectContaining({ code: 'VERSION_CONFLICT' }));
    expect(() => group([{}], {}, decidingAs(operatorOfAnother))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', path: ['input', 'deals', '0', 'deal'] }),
    );
  });
});

describe('a ceremony on hold', () => {
  const onHold = lease({ holder: 'operator', holderName: 'operator', onHold: true });

  it('has no signings, alone or in a group, and no speech begins, also for the operator who has control', () => {
    const held = [openCeremony({ lease: onHold })];
    const refused = (...path: string[]) =>
      expect.objectContaining({ code: 'CEREMONY_ON_HOLD', path: ['input', ...path] });
    for (const mode of ['LIVE', 'REHEARSAL'] as const)
      expect(() => decide({}, { mode }, held)).toThrow(refused('deal'));
    expect(() =>
      signDeals.decide(
        { ceremonies: held, deals: [loadedDeal()] },
        { deals: [{ deal: 'deal' }], mode: 'LIVE', idempotencyKey: 'k' } as never,
        decidingAs(),
      ),
    ).toThrow(refused('deals', '0', 'deal'));
    expect(() =>
      startSpeech.decide(
        { ceremonies: held, speech: loadedSpeech() },
        { speech: 'speech', mode: 'LIVE', idempotencyKey: 'k' },
        decidingAs(),
      ),
    ).toThrow(refused('speech'));
    expect(
      decide({}, {}, [openCeremony({ lease: { ...onHold, onHold: false } })]).announcement,
    ).toBeDefined();
  });

  it('is neither opened nor closed', () => {
    const refused = expect.objectContaining({ code: 'CEREMONY_ON_HOLD', path: ['input', 'ceremony'] });
    const input = { ceremony: 'ceremony', mode: 'LIVE', idempotencyKey: 'k' } as const;
    expect(() =>
      opening.decide(loadedCeremony({ lease: onHold, status: 'PLANNED' }), input, decidingAs()),
    ).toThrow(refused);
    expect(() =>
      closeCeremony.decide(
        { ceremony: loadedCeremony({ lease: onHold, status: 'OPEN' }), unfinished: [], target: null },
        input,
        decidingAs(),
      ),
    ).toThrow(refused);
  });
});

describe('an item on hold', () => {
  const deciding = (cue: 'NONE' | 'CUED' | 'HELD') =>
    openCeremony({ items: [{ id: 'item', subject: 'deal', cue }] });

  it('is neither signed, alone or in a group, nor started', () => {
    const held = [deciding('HELD')];
    const onHold = (...path: string[]) =>
      expect.objectContaining({ code: 'PROGRAMME_ITEM_HELD', path: ['input', ...path] });
    expect(() => decide({}, {}, held)).toThrow(onHold('deal'));
    expect(() => decide({}, { mode: 'REHEARSAL' }, held)).toThrow(onHold('deal'));
    const group = {
      deals: [{ deal: 'other' }, { deal: 'deal' }],
      mode: 'LIVE',
      idempotencyKey: 'k',
    } as const;
    const deals = [loadedDeal(), loadedDeal({ id: 'other' })];
    const signGroup = (ceremonies: typeof held) =>
      signDeals.decide({ ceremonies, deals }, { ...group, deals: [...group.deals] }, decidingAs());
    expect(() => signGroup(held)).toThrow(onHold('deals', '1', 'deal'));
    expect(signGroup([deciding('CUED')]).announcements).toHaveLength(2);
    const speech = openCeremony({ items: [{ id: 'item', subject: 'speech', cue: 'HELD' }] });
    expect(() =>
      startSpeech.decide(
        { ceremonies: [speech], speech: loadedSpeech() },
        { speech: 'speech', mode: 'LIVE', idempotencyKey: 'k' },
        decidingAs(),
      ),
    ).toThrow(onHold('speech'));
  });

  it('loses its cue when it is announced, and costs no statement if it has none', () => {
    const cleared = 'UPDATE "ProgrammeItem" SET "cue" = \'NONE\' WHERE "id" = ANY(?::uuid[])';
    expect(statements(decide({}, {}, [deciding('CUED')]).writes)).toContain(cleared);
    expect(statements(decide({}, {}, [deciding('NONE')]).writes)).not.toContain(cleared);
    const rehearsed = decide({}, { mode: 'REHEARSAL' }, [deciding('CUED')]);
    expect(statements(rehearsed.writes).join()).toContain('SET "rehearsalCue" = \'NONE\'');
  });
});
