import type { SeedDeal } from './deals.ts';

/** Invented. */
export const dealsOf2020: readonly SeedDeal[] = [
  {
    key: 'kia-ev-line',
    titles: ['Kia electric vehicle line', '起亚电动汽车生产线项目', '기아 전기차 생산라인 사업'],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['2600000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['kia', 'INVESTOR'],
      ['yueda', 'PARTNER'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'ski-cells-for-yueda',
    titles: [
      'SK Innovation battery cells for Yueda electric vehicles',
      'SKI向悦达新能源汽车供应动力电池',
      'SK이노베이션 웨다 전기차 배터리 셀 공급',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['120000000.00', 'USD'],
    industry: 'new-energy-equipment',
    parties: [
      ['sk-innovation', 'SELLER'],
      ['yueda', 'BUYER'],
    ],
  },
  {
    key: 'human-horizons-plant-2',
    titles: [
      'Human Horizons smart vehicle plant, phase II',
      '华人运通智能汽车工厂二期项目',
      '휴먼호라이즌스 스마트카 공장 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['3200000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['human-horizons', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'mobis-drive-units',
    titles: [
      'Hyundai Mobis electric drive units for Human Horizons',
      '摩比斯向华人运通供应电驱动系统',
      '현대모비스 휴먼호라이즌스 전동 구동장치 공급',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['86000000.00', 'USD'],
    industry: 'automobiles',
    parties: [
      ['hyundai-mobis', 'SELLER'],
      ['human-horizons', 'BUYER'],
    ],
  },
  {
    key: 'faurecia-seats',
    titles: [
      'Faurecia seating systems plant',
      '佛吉亚汽车座椅系统工厂项目',
      '포레시아 자동차 시트 공장 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['420000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['faurecia', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'samsung-5g',
    titles: [
      'Samsung 5G network for the industrial park',
      '三星产业园5G网络合作项目',
      '삼성 산업단지 5G 네트워크 협력',
    ],
    category: 'TRADE',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: ['45000000000', 'KRW'],
    industry: 'electronic-information',
    parties: [
      ['samsung', 'SELLER'],
      ['yancheng-park', 'BUYER'],
    ],
  },
];
