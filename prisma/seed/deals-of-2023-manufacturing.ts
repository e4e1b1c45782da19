import type { SeedDeal } from './deals.ts';

export const manufacturingDealsOf2023: readonly SeedDeal[] = [
  {
    key: 'siemens-training-centre',
    titles: [
      'Siemens training centre for digital factories',
      '西门子数字化工厂实训中心项目',
      '지멘스 디지털 공장 교육센터 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['180000000.00', 'CNY'],
    industry: 'smart-manufacturing',
    parties: [
      ['siemens', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'musterwerk-welding-robots',
    titles: [
      'Welding robots for the Kia body shop',
      '起亚车身车间焊接机器人采购项目',
      '기아 차체 공장 용접 로봇 구매',
    ],
    category: 'TRADE',
    instrument: 'CONTRACT',
    amount: ['42750000.00', 'USD'],
    industry: 'smart-manufacturing',
    parties: [
      ['musterwerk-automation', 'SELLER'],
      ['kia', 'BUYER'],
    ],
  },
  {
    key: 'mihon-collaborative-robots',
    titles: ['Collaborative robot plant', '协作机器人工厂项目', '협동 로봇 공장 사업'],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['860000000.00', 'CNY'],
    industry: 'smart-manufacturing',
    parties: [
      ['mihon-robotics', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'lafarge-low-carbon',
    titles: [
      'Lafarge low-carbon building materials line',
      'Lafarge低碳建材生产线项目',
      'Lafarge 저탄소 건축자재 생산라인 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['540000000.00', 'CNY'],
    industry: 'smart-manufacturing',
    parties: [
      ['lafarge', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'musterstadt-partnership',
    titles: [
      'Industrial partnership of Musterstadt and Yancheng',
      '穆斯特市与盐城产业合作伙伴关系',
      '무스터슈타트·옌청 산업 동반자 관계',
    ],
    category: 'COOPERATION',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: null,
    industry: 'smart-manufacturing',
    parties: [
      ['musterstadt', 'PARTNER'],
      ['yancheng', 'PARTNER'],
    ],
  },
];
