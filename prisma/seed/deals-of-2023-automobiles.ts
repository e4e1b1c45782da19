import type { SeedDeal } from './deals.ts';

export const automobileDealsOf2023: readonly SeedDeal[] = [
  {
    key: 'kia-ev-base-2',
    titles: [
      'Phase II of the Kia electric vehicle base',
      '起亚电动汽车基地二期项目',
      '기아 전기차 기지 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['4800000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['kia', 'INVESTOR'],
      ['yueda', 'PARTNER'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'mobis-electric-axles',
    titles: ['Hyundai Mobis electric axle plant', '摩比斯电驱动桥工厂项目', '현대모비스 전동 액슬 공장 사업'],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['210000000.00', 'USD'],
    industry: 'automobiles',
    parties: [
      ['hyundai-mobis', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'hyundai-hydrogen-trucks',
    titles: [
      'Hydrogen trucks for the port of Dafeng',
      '大丰港氢能重卡示范项目',
      '다펑항 수소 트럭 도입 사업',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['98500000000', 'KRW'],
    industry: 'automobiles',
    parties: [
      ['hyundai-motor-group', 'SELLER'],
      ['yancheng', 'BUYER'],
    ],
  },
  {
    key: 'faurecia-hydrogen-tanks',
    titles: [
      'Faurecia hydrogen storage tanks for Human Horizons',
      '佛吉亚向华人运通供应储氢罐',
      '포레시아 휴먼호라이즌스 수소 저장탱크 공급',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['315000000.00', 'CNY'],
    industry: 'automobiles',
    parties: [
      ['faurecia', 'SELLER'],
      ['human-horizons', 'BUYER'],
    ],
  },
  {
    key: 'beispiel-drive-tests',
    titles: [
      'Drivetrain test and certification centre',
      '传动系统测试认证中心项目',
      '구동계 시험인증센터 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['36400000.00', 'USD'],
    industry: 'automobiles',
    parties: [
      ['beispiel-antriebstechnik', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'human-horizons-in-korea',
    titles: [
      'Sales network for Human Horizons vehicles in Korea',
      '华人运通汽车韩国销售网络合作意向',
      '휴먼호라이즌스 차량 한국 판매망 구축 의향',
    ],
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    amount: null,
    industry: 'automobiles',
    parties: [
      ['human-horizons', 'SELLER'],
      ['gyeonbon-mobility', 'BUYER'],
    ],
  },
];
