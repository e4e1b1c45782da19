import type { SeedDeal } from './deals.ts';

/** Invented, except for the second deal: the only one that the press named with its amount. */
export const dealsOf2021: readonly SeedDeal[] = [
  {
    key: 'byd-battery-base',
    titles: [
      'BYD power battery base, phase I',
      '比亚迪动力电池基地一期项目',
      '비야디 동력배터리 기지 1단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['7500000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['byd', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  // [The Paper] reports the amount and the first sentence of the note, [Yancheng News] the second sentence and 30 GWh.
  // The instrument and the minute of the signing are assumed.
  {
    key: 'sk-battery-phase-2',
    titles: [
      'SK (SKI) power battery project, phase II: 30 GWh',
      'SK（SKI）动力电池二期项目：30GWh',
      'SK(SKI) 동력배터리 2단계 사업: 30GWh',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['2530000000.00', 'USD'],
    industry: 'new-energy-equipment',
    parties: [
      ['sk-innovation', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
    note: [
      'Yancheng’s largest foreign-funded project at the time. Construction began on 17 January 2022.',
      '当时盐城最大的外资项目。2022年1月17日开工建设。',
      '당시 옌청 최대의 외자 사업. 2022년 1월 17일 착공했습니다.',
    ],
    sources: ['the-paper-2021', 'yancheng-news'],
  },
  {
    key: 'kia-export-base',
    titles: [
      'Kia export base at the port of Dafeng',
      '起亚大丰港整车出口基地项目',
      '기아 다펑항 완성차 수출기지 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['1500000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['kia', 'INVESTOR'],
      ['yueda', 'PARTNER'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'tongwei-modules',
    titles: [
      'Tongwei high-efficiency solar module base, phase I',
      '通威高效光伏组件基地一期项目',
      '퉁웨이 고효율 태양광 모듈 기지 1단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['4000000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['tongwei', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'haesung-lead-frames',
    titles: [
      'Haesung Semiconductor lead frame line',
      'Haesung Semiconductor引线框架生产线项目',
      'Haesung Semiconductor 리드프레임 생산라인 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['60000000.00', 'USD'],
    industry: 'electronic-information',
    parties: [
      ['haesung', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'lg-digital-twin',
    titles: [
      'LG digital twin of the industrial park',
      'LG产业园数字孪生合作项目',
      'LG 산업단지 디지털 트윈 협력',
    ],
    category: 'TRADE',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: ['12000000000', 'KRW'],
    industry: 'smart-manufacturing',
    parties: [
      ['lg', 'SELLER'],
      ['yancheng-park', 'BUYER'],
    ],
  },
];
