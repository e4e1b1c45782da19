import type { SeedDeal } from './deals.ts';

export const servicesDealsOf2023: readonly SeedDeal[] = [
  {
    key: 'straits-cold-chain',
    titles: ['Bonded cold-chain logistics centre', '保税冷链物流中心项目', '보세 콜드체인 물류센터 사업'],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['158000000.00', 'USD'],
    industry: 'modern-services',
    parties: [
      ['straits-example-logistics', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'green-industry-fund',
    titles: ['China–Korea green industry fund', '中韩绿色产业基金', '한중 녹색산업 펀드'],
    category: 'INVESTMENT',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['2000000000.00', 'CNY'],
    industry: 'modern-services',
    parties: [
      ['lion-sample-capital', 'INVESTOR'],
      ['yueda', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'small-trader-customs',
    titles: [
      'Electronic customs clearance for small traders',
      '中小贸易商电子通关平台合作意向',
      '중소 무역업체 전자통관 플랫폼 구축 의향',
    ],
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    amount: null,
    industry: 'modern-services',
    parties: [
      ['gyeonbon-soft', 'SELLER'],
      ['yancheng', 'BUYER'],
    ],
  },
  {
    key: 'four-parks-start-ups',
    titles: [
      'Start-up exchange of the Yancheng, Yantai, Huizhou and Saemangeum parks',
      '盐城、烟台、惠州、新万金园区创业企业交流合作',
      '옌청·옌타이·후이저우·새만금 산업단지 창업기업 교류 협력',
    ],
    category: 'COOPERATION',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: null,
    industry: 'modern-services',
    parties: [
      ['yancheng-park', 'PARTNER'],
      ['yantai-park', 'PARTNER'],
      ['huizhou-park', 'PARTNER'],
      ['saemangeum-park', 'PARTNER'],
    ],
  },
];
