import { describe, expect, it } from 'vitest';
import type { LoadedDeal } from '../../../src/programme/deals/load-deal.ts';
import { signDeal } from '../../../src/programme/deals/sign-deal.ts';
import { decidingAs, loadedDeal, statements } from './loaded-rows.ts';

const input = { deal: 'deal', mode: 'LIVE' as 'LIVE' | 'REHEARSAL', idempotencyKey: 'test-key-1' };

const decide = (
  changes: Partial<LoadedDeal> = {},
  given: Partial<typeof input> = {},
  ceremony: { id: string } | null = { id: 'ceremony' },
) => signDeal.decide({ ceremony, deal: loadedDeal(changes) }, { ...input, ...given }, decidingAs());

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
    expect(() => decide({}, {}, null)).toThrow(expect.objectContaining({ code: 'CEREMONY_NOT_OPEN' }));
  });

  it('makes the parties public, in LIVE and not in a rehearsal', () => {
    const published = expect.stringContaining('"publicSince" =');
    expect(statements(decide().writes)).toEqual([published]);
    expect(statements(decide({}, { mode: 'REHEARSAL' }).writes)).not.toContainEqual(published);
  });
});
