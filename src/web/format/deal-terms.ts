/** Names of instruments and roles, for both pages. */
import type { WallDealFragment } from '../operations.ts';
import { baseLanguage } from './localized-texts.ts';

type Instrument = WallDealFragment['instrument'];
type Role = WallDealFragment['parties'][number]['role'];

export interface DealTerms {
  instruments: Record<Instrument, string>;
  roles: Record<Role, string>;
}

const en: DealTerms = {
  instruments: {
    CONTRACT: 'Contract',
    FRAMEWORK_AGREEMENT: 'Framework agreement',
    MEMORANDUM_OF_UNDERSTANDING: 'Memorandum of understanding',
    LETTER_OF_INTENT: 'Letter of intent',
  },
  roles: { INVESTOR: 'Investor', HOST: 'Host', BUYER: 'Buyer', SELLER: 'Seller', PARTNER: 'Partner' },
};

const zh: DealTerms = {
  instruments: {
    CONTRACT: '合同',
    FRAMEWORK_AGREEMENT: '框架协议',
    MEMORANDUM_OF_UNDERSTANDING: '谅解备忘录',
    LETTER_OF_INTENT: '意向书',
  },
  roles: { INVESTOR: '投资方', HOST: '承接方', BUYER: '采购方', SELLER: '供应方', PARTNER: '合作方' },
};

const ko: DealTerms = {
  instruments: {
    CONTRACT: '계약',
    FRAMEWORK_AGREEMENT: '기본협약',
    MEMORANDUM_OF_UNDERSTANDING: '양해각서',
    LETTER_OF_INTENT: '의향서',
  },
  roles: { INVESTOR: '투자', HOST: '유치', BUYER: '구매', SELLER: '공급', PARTNER: '협력' },
};

const ja: DealTerms = {
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
