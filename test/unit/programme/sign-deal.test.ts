import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/auth/identity.ts';
import { signDeal } from '../../../src/programme/deals/sign-deal.ts';

const identity: Identity = {
  role: 'OPERATOR',
  subject: 'operator',
  name: null,
  exhibitions: ['fair'],
  expiresAt: null,
  tokenId: null,
};
const deal = {
  id: 'deal',
  version: 4,
  exhibitionId: 'exhibition',
  slug: 'fair',
  languages: ['en'],
  reportingCurrency: 'CNY',
  rates: [],
  status: 'PLANNED' as const,
  rehearsalStatus: 'PLANNED' as const,
  signedAs: null,
  titles: [{ language: 'en', text: 'Plant' }],
  category: 'INVESTMENT' as const,
  instrument: 'CONTRACT' as const,
  amount: '12.5000',
  currency: 'CNY',
  sample: false,
  industryId: 'industry',
  industry: { code: 'automobiles', names: [{ language: 'en', text: 'Automobiles' }] },
  parties: [],
};
const input = { deal: 'deal', mode: 'LIVE' as const, idempotencyKey: 'test-key-1', expectedVersion: null };
const deciding = { identity, at: new Date('2026-11-26T09:00:00Z'), newId: () => 'new' };
const ceremony = { id: 'ceremony' };

const decide = (changes: object = {}, given: object = {}, by: object = {}) =>
  signDeal.decide(
    { ceremony, deal: { ...deal, ...changes } },
    { ...input, ...given },
    { ...deciding, ...by },
  );

describe('the decision to sign a deal', () => {
  it('announces the deal as it was loaded, with its amount in the totals', () => {
    const { result, announcement } = decide();
    expect(result).toEqual({ deal: 'deal', announcement: 'new' });
    expect(announcement).toMatchObject({
      id: 'new',
      mode: 'LIVE',
      content: { kind: 'DEAL_SIGNED', deal: { amount: { amount: '12.50', currency: 'CNY' } } },
      totals: [{ sign: 1, money: { amount: '12.50', currency: 'CNY' } }],
    });
  });

  it('refuses a deal that is signed already, with the sequence of its signing, whatever version is expected', () => {
    expect(() => decide({ status: 'SIGNED', signedAs: 7 }, { expectedVersion: 1 })).toThrow(
      expect.objectContaining({ code: 'DEAL_ALREADY_SIGNED', sequence: 7 }),
    );
  });

  it.each(['WITHDRAWN', 'RETRACTED'])('refuses a deal that is %s, also in the rehearsal', (status) => {
    const notPlanned = expect.objectContaining({ code: 'DEAL_NOT_PLANNED' });
    expect(() => decide({ status })).toThrow(notPlanned);
    expect(() => decide({ status }, { mode: 'REHEARSAL' })).toThrow(notPlanned);
  });

  it('refuses without an open ceremony', () => {
    expect(() => signDeal.decide({ ceremony: null, deal }, input, deciding)).toThrow(
      expect.objectContaining({ code: 'CEREMONY_NOT_OPEN' }),
    );
  });

  it('refuses another version than the expected one, with both', () => {
    expect(() => decide({}, { expectedVersion: 3 })).toThrow(
      expect.objectContaining({ code: 'VERSION_CONFLICT', expectedVersion: 3, currentVersion: 4 }),
    );
    expect(decide({}, { expectedVersion: 4 }).result.deal).toBe('deal');
  });

  it('hides a planned deal from an operator of another exhibition', () => {
    const outsider = { identity: { ...identity, exhibitions: ['other'] } };
    expect(() => decide({}, {}, outsider)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => decide({ status: 'SIGNED', signedAs: 1 }, {}, outsider)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
