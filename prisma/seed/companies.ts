/** The companies that the press named at the editions, in the languages in which it named them. */
import type { IndustryCode } from './industries.ts';
import type { Texts } from './localized.ts';

export interface SeedCompany {
  names: Texts;
  country: string;
  industry: IndustryCode;
}

export const companies = {
  kia: { names: ['Kia', '起亚', '기아'], country: 'KR', industry: 'automobiles' },
  'hyundai-motor-group': {
    names: ['Hyundai Motor Group', '现代汽车集团', '현대자동차그룹'],
    country: 'KR',
    industry: 'automobiles',
  },
  'hyundai-mobis': {
    names: ['Hyundai Mobis', '摩比斯', '현대모비스'],
    country: 'KR',
    industry: 'automobiles',
  },
  'sk-on': { names: ['SK On', null, 'SK온'], country: 'KR', industry: 'new-energy-equipment' },
  'sk-innovation': {
    names: ['SK Innovation', null, 'SK이노베이션'],
    country: 'KR',
    industry: 'new-energy-equipment',
  },
  samsung: { names: ['Samsung', '三星', '삼성'], country: 'KR', industry: 'electronic-information' },
  lg: { names: ['LG'], country: 'KR', industry: 'electronic-information' },
  haesung: { names: ['Haesung Semiconductor'], country: 'KR', industry: 'electronic-information' },
  ia: { names: ['IA'], country: 'KR', industry: 'electronic-information' },
  byd: { names: ['BYD', '比亚迪'], country: 'CN', industry: 'automobiles' },
  tongwei: { names: ['Tongwei', '通威'], country: 'CN', industry: 'new-energy-equipment' },
  'human-horizons': { names: ['Human Horizons', '华人运通'], country: 'CN', industry: 'automobiles' },
  yueda: { names: ['Yueda Group', '悦达集团'], country: 'CN', industry: 'automobiles' },
  faurecia: { names: ['Faurecia', '佛吉亚'], country: 'FR', industry: 'automobiles' },
  siemens: { names: ['Siemens', '西门子'], country: 'DE', industry: 'smart-manufacturing' },
  lafarge: { names: ['Lafarge'], country: 'FR', industry: 'smart-manufacturing' },
} satisfies Record<string, SeedCompany>;
