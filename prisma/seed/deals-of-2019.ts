import type { SeedDeal } from './deals.ts';

/** Invented. */
export const dealsOf2019: readonly SeedDeal[] = [
  {
    key: 'kia-plant-3-refit',
    titles: [
      'Refit of the third Kia plant in Yancheng',
      '起亚盐城第三工厂技术改造项目',
      '기아 옌청 제3공장 설비 개조 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['1200000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['kia', 'INVESTOR'],
      ['yueda', 'PARTNER'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'mobis-chassis-modules',
    titles: [
      'Hyundai Mobis chassis module plant',
      '摩比斯底盘模块工厂项目',
      '현대모비스 섀시 모듈 공장 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['180000000.00', 'USD'],
    industry: 'automobiles',
    parties: [
      ['hyundai-mobis', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'ski-battery-testing',
    titles: [
      'SK Innovation battery testing centre',
      'SKI动力电池检测中心项目',
      'SK이노베이션 배터리 시험센터 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['600000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['sk-innovation', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'tongwei-fish-ponds',
    titles: [
      'Tongwei solar power over fish ponds, phase I',
      '通威“渔光一体”光伏电站一期项目',
      '퉁웨이 양식장 태양광 발전소 1단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['950000000.00', 'CNY'],
    industry: 'new-energy-equipment',
    parties: [
      ['tongwei', 'INVESTOR'],
      ['yancheng', 'HOST'],
    ],
  },
  {
    key: 'lg-camera-modules',
    titles: ['LG camera module assembly', 'LG摄像头模组组装项目', 'LG 카메라 모듈 조립 사업'],
    category: 'INVESTMENT',
    instrument: 'LETTER_OF_INTENT',
    amount: ['70000000000', 'KRW'],
    industry: 'electronic-information',
    parties: [
      ['lg', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'saemangeum-exchange',
    titles: [
      'Exchange of staff between the parks of Saemangeum and Yancheng',
      '新万金与盐城园区人员交流合作',
      '새만금·옌청 산업단지 인력 교류 협력',
    ],
    category: 'COOPERATION',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: null,
    industry: 'modern-services',
    parties: [
      ['saemangeum-park', 'PARTNER'],
      ['yancheng-park', 'PARTNER'],
    ],
  },
];
