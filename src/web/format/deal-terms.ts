/** Names of categories, instruments and roles, for both pages. */
import type { DealCategory, WallDealFragment } from '../operations.ts';
import { baseLanguage } from './localized-texts.ts';

type Instrument = WallDealFragment['instrument'];
type Role = WallDealFragment['parties'][number]['role'];

export interface DealTerms {
  categories: Record<DealCategory, string>;
  instruments: Record<Instrument, string>;
  roles: Record<Role, string>;
}

const en: DealTerms = {
  categories: { INVESTMENT: 'Investment', TRADE: 'Trade', COOPERATION: 'Cooperation' },
  instruments: {
    CONTRACT: 'Contract',
    FRAMEWORK_AGREEMENT: 'Framework agreement',
    MEMORANDUM_OF_UNDERSTANDING: 'Memorandum of understanding',
    LETTER_OF_INTENT: 'Letter of intent',
  },
  roles: { INVESTOR: 'Investor', HOST: 'Host', BUYER: 'Buyer', SELLER: 'Seller', PARTNER: 'Partner' },
};

const zh: DealTerms = {
  categories: { INVESTMENT: '投资', TRADE: '贸易', COOPERATION: '合作' },
  instruments: {
    CONTRACT: '合同',
    FRAMEWORK_AGREEMENT: '框架协议',
    MEMORANDUM_OF_UNDERSTANDING: '谅解备忘录',
    LETTER_OF_INTENT: '意向书',
  },
  roles: { INVESTOR: '投资方', HOST: '承接方', BUYER: '采购方', SELLER: '供应方', PARTNER: '合作方' },
};

const ko: DealTerms = {
  categories: { INVESTMENT: '투자', TRADE: '거래', COOPERATION: '협력' },
  instruments: {
    CONTRACT: '계약',
    FRAMEWORK_AGREEMENT: '기본협약',
    MEMORANDUM_OF_UNDERSTANDING: '양해각서',
    LETTER_OF_INTENT: '의향서',
  },
  roles: { INVESTOR: '투자', HOST: '유치', BUYER: '구매', SELLER: '공급', PARTNER: '협력' },
};

const ja: DealTerms = {
  categories: { INVESTMENT: '投資', TRADE: '取引', COOPERATION: '協力' },
  instruments: {
    CONTRACT: '契約',
    FRAMEWORK_AGREEMENT: '基本協定',
    MEMORANDUM_OF_UNDERSTANDING: '覚書',
    LETTER_OF_INTENT: '意向書',
  },
  roles: { INVESTOR: '投資者', HOST: '受入側', BUYER: '買い手', SELLER: '売り手', PARTNER: '協力者' },
};

const all: Record<string, DealTerms> = { en, zh, ko, ja };

/** dealTerms returns the terms in a language, in English if the pages are not available in it. */
export function dealTerms(language: string): DealTerms {
  return all[baseLanguage(language)] ?? en;
}
