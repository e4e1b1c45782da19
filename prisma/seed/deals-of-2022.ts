import type { SeedDeal } from './deals.ts';

/** Invented. */
export const dealsOf2022: readonly SeedDeal[] = [
  {
    key: 'kia-global-ev',
    titles: [
      'Preparing the Kia plant for a global electric model',
      '起亚全球电动车型投产准备项目',
      '기아 글로벌 전기차 모델 생산 준비 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['2800000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['kia', 'INVESTOR'],
      ['yueda', 'PARTNER'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'sk-on-recycling',
    titles: ['SK On battery recycling pilot', 'SK On动力电池回收试点项目', 'SK온 배터리 재활용 시범사업'],
    category: 'INVESTMENT',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['95000000.00', 'USD'],
    industry: 'new-energy-equipment',
    parties: [
      ['sk-on', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'byd-battery-base-2',
    titles: [
      'BYD power battery base, phase II',
      '比亚迪动力电池基地二期项目',
      '비야디 동력배터리 기지 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['3600000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['byd', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'siemens-for-yueda',
    titles: [
      'Siemens automation for the Yueda plants',
      '西门子悦达工厂自动化项目',
      '지멘스 웨다 공장 자동화 사업',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['260000000.00', 'CNY'],
    industry: 'smart-manufacturing',
    parties: [
      ['siemens', 'SELLER'],
      ['yueda', 'BUYER'],
    ],
  },
  {
    key: 'mobis-brakes-2',
    titles: [
      'Hyundai Mobis brake systems plant, phase II',
      '摩比斯制动系统工厂二期项目',
      '현대모비스 제동 시스템 공장 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['140000000.00', 'USD'],
    industry: 'automobiles',
    parties: [
      ['hyundai-mobis', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'samsung-chip-tests',
    titles: ['Samsung semiconductor test centre', '三星半导体测试中心项目', '삼성 반도체 시험센터 사업'],
    category: 'INVESTMENT',
    instrument: 'LETTER_OF_INTENT',
    amount: ['150000000000', 'KRW'],
    industry: 'electronic-information',
    parties: [
      ['samsung', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
];
