import type { SeedDeal } from './deals.ts';

export const newEnergyDealsOf2023: readonly SeedDeal[] = [
  {
    key: 'sk-on-battery-phase-3',
    titles: [
      'Phase III of the SK On power battery base',
      'SK On动力电池基地三期项目',
      'SK온 동력배터리 기지 3단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['1450000000.00', 'USD'],
    industry: 'new-energy-equipment',
    parties: [
      ['sk-on', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'tongwei-modules-2',
    titles: [
      'Tongwei high-efficiency solar module base, phase II',
      '通威高效光伏组件基地二期项目',
      '퉁웨이 고효율 태양광 모듈 기지 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['6200000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['tongwei', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'byd-storage-for-saemangeum',
    titles: [
      'BYD grid storage for the Saemangeum park',
      '比亚迪新万金园区储能系统供货项目',
      '비야디 새만금 산업단지 에너지저장장치 공급',
    ],
    category: 'TRADE',
    instrument: 'CONTRACT',
    amount: ['128000000000', 'KRW'],
    industry: 'new-energy-equipment',
    parties: [
      ['byd', 'SELLER'],
      ['saemangeum-park', 'BUYER'],
    ],
  },
  {
    key: 'gyeonbon-cathodes',
    titles: ['High-nickel cathode material plant', '高镍正极材料工厂项目', '하이니켈 양극재 공장 사업'],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['380000000.00', 'USD'],
    industry: 'new-energy-equipment',
    parties: [
      ['gyeonbon-battery-materials', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'exemple-offshore-wind',
    titles: [
      'Service harbour for offshore wind farms',
      '海上风电运维母港项目',
      '해상풍력 유지보수 항만 조성 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: ['1100000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['exemple-energie', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'green-power-for-cells',
    titles: [
      'Solar power for battery cell production',
      '光伏绿电供应动力电池生产合作意向',
      '배터리 셀 생산용 태양광 전력 공급 의향',
    ],
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    amount: null,
    industry: 'new-energy-equipment',
    parties: [
      ['tongwei', 'SELLER'],
      ['sk-on', 'BUYER'],
    ],
  },
];
