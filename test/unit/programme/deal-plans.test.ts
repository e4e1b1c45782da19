/** The rules of a deal that is planned: nothing of it is public, and its whole state is in the audit log. */
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/auth/identity.ts';
import { createDeal } from '../../../src/programme/deals/create-deal.ts';
import { requireParties } from '../../../src/programme/deals/deal-input.ts';
import type { LoadedDeal } from '../../../src/programme/deals/load-deal.ts';
import { updateDeal } from '../../../src/programme/deals/update-deal.ts';
import { withdrawDeal } from '../../../src/programme/deals/withdraw-deal.ts';
import {
  decidingAs,
  en,
  loadedDeal,
  loadedExhibition,
  operator,
  operatorOfAnother,
  parametersOf,
  statements,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const industries = [{ id: 'wine-id', code: 'wine', names: en('Wine') }];
const organizations = ['KR', 'CN', 'DE'].map((country) => ({
  id: country,
  kind: 'COMPANY' as const,
  names: en(country),
  country,
  mergedIntoId: null as string | null,
}));
const state = {
  titles: en('Plant'),
  category: 'INVESTMENT',
  instrument: 'CONTRACT',
  amount: { amount: '12.50', currency: 'USD' },
  industryId: 'industry',
  parties: [
    { role: 'INVESTOR', organizationId: 'KR' },
    { role: 'HOST', organizationId: 'CN' },
  ],
  sample: false,
};

type UpdateInput = Parameters<typeof updateDeal.decide>[1];
const update = (
  input: Partial<UpdateInput> = {},
  row: Partial<LoadedDeal> | null = {},
  identity: Identity = operator,
) =>
  updateDeal.decide(
    { deal: row && loadedDeal(row), opening: null, industries, organizations },
    { deal: 'deal', ...input },
    decidingAs(identity),
  );
const withdraw = (
  row: Partial<LoadedDeal> | null = {},
  expectedVersion?: number,
  identity = operator,
  ceremony?: { id: string },
) =>
  withdrawDeal.decide(
    { deal: row && loadedDeal(row), ceremony },
    { deal: 'deal', expectedVersion },
    decidingAs(identity),
  );

describe('updateDeal', () => {
  it('keeps what is absent from the input', () => {
    const { result, audit, announcement } = update({ category: 'TRADE' });
    expect(result).toEqual({ deal: 'deal' });
    expect(announcement).toBeUndefined();
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Deal',
        id: 'deal',
        before: { ...state, status: 'PLANNED' },
        after: { ...state, category: 'TRADE', status: 'PLANNED' },
      },
    ]);
  });

  it('clears amount and currency with null, and keeps both if the input has none', () => {
    const [[cleared]] = parametersOf(update({ amount: null }).writes, 'UPDATE "Deal"') as [[object]];
    expect(cleared).toMatchObject({ amount: null, currencyCode: null });
    const [[kept]] = parametersOf(update().writes, 'UPDATE "Deal"') as [[object]];
    expect(kept).toMatchObject({ amount: '12.50', currencyCode: 'USD' });
  });

  const changes: [field: string, input: Partial<UpdateInput>, after: object][] = [
    [
      'titleTranslations, in the order of the languages of the exhibition',
      { titleTranslations: [...en('Works'), { language: 'zh', text: '工厂' }] },
      { titles: [{ language: 'zh', text: '工厂' }, ...en('Works')] },
    ],
    ['instrument', { instrument: 'LETTER_OF_INTENT' }, { instrument: 'LETTER_OF_INTENT' }],
    [
      'amount, with the decimals of its currency',
      { amount: { amount: '7', currency: 'EUR' } },
      { amount: { amount: '7.00', currency: 'EUR' } },
    ],
    ['industry', { industry: 'wine' }, { industryId: 'wine-id' }],
    [
      'parties',
      {
        parties: [
          { organization: 'DE', role: 'SELLER' },
          { organization: 'CN', role: 'BUYER' },
        ] as UpdateInput['parties'],
      },
      {
        parties: [
          { role: 'SELLER', organizationId: 'DE' },
          { role: 'BUYER', organizationId: 'CN' },
        ],
      },
    ],
  ];

  it.each(changes)('changes %s', (_, input, after) => {
    expect(update(input).audit[0]?.after).toEqual({ ...state, status: 'PLANNED', ...after });
  });

  it('writes the parties again only if they change', () => {
    const rewritten = expect.stringContaining('DELETE FROM "DealParty"');
    expect(statements(update({ category: 'TRADE' }).writes)).not.toContainEqual(rewritten);
    const [, parties] = changes.find(([field]) => field === 'parties')!;
    expect(statements(update(parties).writes)).toContainEqual(rewritten);
  });

  it('names the field of an industry and of an organization that do not exist', () => {
    expect(() => update({ industry: 'steel' })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'industry'] }),
    );
    const parties = [
      { organization: 'DE', role: 'SELLER' },
      { organization: 'FR', role: 'BUYER' },
    ] as UpdateInput['parties'];
    expect(() => update({ parties })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'parties', '1', 'organization'] }),
    );
  });
});

describe('withdrawDeal', () => {
  it('removes the deal from the programme and announces nothing', () => {
    const { result, writes, audit, announcement } = withdraw();
    expect(result).toEqual({ deal: 'deal', ceremony: null });
    expect(announcement).toBeUndefined();
    expect(statements(writes)).toEqual([
      'DELETE FROM "ProgrammeItem" WHERE "dealId" = ?::uuid',
      `UPDATE "Deal" SET "status" = 'WITHDRAWN' WHERE "id" = ?::uuid`,
    ]);
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Deal',
        id: 'deal',
        before: { ...state, status: 'PLANNED' },
        after: { ...state, status: 'WITHDRAWN' },
      },
    ]);
  });

  it('returns the ceremony whose programme it has left, so that a client corrects what it has cached', () => {
    const { result } = withdraw({}, undefined, operator, { id: 'ceremony' });
    expect(result).toEqual({ deal: 'deal', ceremony: 'ceremony' });
  });
});

describe.each([
  [
    'updateDeal',
    (row: Partial<LoadedDeal> | null, expectedVersion?: number, identity = operator) =>
      update({ expectedVersion }, row, identity),
  ],
  ['withdrawDeal', withdraw],
] as const)('%s', (_, decide) => {
  it.each(['SIGNED', 'WITHDRAWN', 'RETRACTED'] as const)(
    'leaves a deal that is %s as it is, whatever version is expected',
    (status) => {
      expect(() => decide({ status })).toThrow(
        failure('DEAL_NOT_PLANNED', { message: `The deal is ${status.toLowerCase()}.` }),
      );
      expect(() => decide({ status }, 1)).toThrow(failure('DEAL_NOT_PLANNED'));
    },
  );

  it('changes a deal that is signed in the rehearsal only', () => {
    expect(decide({ rehearsalStatus: 'SIGNED' }).result).toMatchObject({ deal: 'deal' });
  });

  it('changes the expected version and no other', () => {
    expect(() => decide({}, 3)).toThrow(failure('VERSION_CONFLICT', { currentVersion: 4 }));
    expect(decide({}, 4).result).toMatchObject({ deal: 'deal' });
  });

  it('does not find a planned deal of another exhibition, and forbids a signed one', () => {
    for (const row of [null, {}, { status: 'WITHDRAWN' as const }])
      expect(() => decide(row, 1, operatorOfAnother)).toThrow(
        failure('NOT_FOUND', { path: ['input', 'deal'] }),
      );
    expect(() => decide({ status: 'SIGNED' }, 1, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

describe('createDeal', () => {
  type Input = Parameters<typeof createDeal.decide>[1];
  const input = {
    exhibition: { id: 'exhibition' },
    titleTranslations: en('Plant'),
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: { amount: '12.5', currency: 'USD' },
    industry: 'wine',
    parties: [
      { organization: 'KR', role: 'INVESTOR' },
      { organization: 'CN', role: 'HOST' },
    ],
    sample: false,
  } as Input;
  const create = (
    changes: Partial<Input> = {},
    exhibition = loadedExhibition() as never,
    identity = operator,
  ) =>
    createDeal.decide(
      { exhibition, industries, organizations },
      { ...input, ...changes },
      decidingAs(identity),
    );

  it('plans the deal and announces nothing', () => {
    const { result, audit, announcement, writes } = create();
    expect(result).toEqual({ deal: 'new-1' });
    expect(announcement).toBeUndefined();
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Deal',
        id: 'new-1',
        before: null,
        after: { ...state, industryId: 'wine-id', status: 'PLANNED' },
      },
    ]);
    const [[row]] = parametersOf(writes, 'INSERT INTO "Deal"') as [[object]];
    expect(row).toMatchObject({
      id: 'new-1',
      exhibitionId: 'exhibition',
      amount: '12.50',
      currencyCode: 'USD',
    });
    const [parties] = parametersOf(writes, 'INSERT INTO "DealParty"');
    expect(parties).toMatchObject([
      { dealId: 'new-1', organizationId: 'KR', position: 0 },
      { dealId: 'new-1', organizationId: 'CN', position: 1 },
    ]);
  });

  it.each([undefined, null])('has no amount if the input has %s', (amount) => {
    expect(create({ amount }).audit[0]?.after).toMatchObject({ amount: null });
  });

  it('requires an operator of the exhibition', () => {
    expect(() => create({}, undefined, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    expect(() => create({}, null as never)).toThrow(failure('NOT_FOUND', { path: ['input', 'exhibition'] }));
  });

  it('names the field of an industry and of an organization that do not exist', () => {
    expect(() => create({ industry: 'steel' })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'industry'] }),
    );
    const parties = [{ organization: 'FR', role: 'INVESTOR' }] as Input['parties'];
    expect(() => create({ parties })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'parties', '0', 'organization'] }),
    );
  });

  it('refuses a party that was merged, and keeps what was read of the others out of announcements', () => {
    const merged = organizations.map((each) => ({ ...each, mergedIntoId: each.id === 'KR' ? 'CN' : null }));
    const parties = [{ organization: 'KR', role: 'INVESTOR' }] as Input['parties'];
    expect(() => requireParties(parties, merged)).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'parties', '0', 'organization'] }),
    );
    expect(requireParties(parties, organizations)).toEqual([
      { role: 'INVESTOR', organization: { id: 'KR', kind: 'COMPANY', names: en('KR'), country: 'KR' } },
    ]);
  });
});
