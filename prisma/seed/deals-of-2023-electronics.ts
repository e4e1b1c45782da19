import type { SeedDeal } from './deals.ts';

export const electronicsDealsOf2023: readonly SeedDeal[] = [
  {
    key: 'samsung-display-drivers',
    titles: [
      'Samsung display driver packaging line',
      '三星显示驱动芯片封装生产线项目',
      '삼성 디스플레이 구동칩 패키징 라인 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['240000000000', 'KRW'],
    industry: 'electronic-information',
    parties: [
      ['samsung', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'lg-camera-modules-2',
    titles: [
      'LG camera module assembly, phase II',
      'LG摄像头模组组装二期项目',
      'LG 카메라 모듈 조립 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['175000000000', 'KRW'],
    industry: 'electronic-information',
    parties: [
      ['lg', 'INVESTOR'],
      ['yancheng-zone', 'HOST'],
    ],
  },
  {
    key: 'haesung-lead-frames-2',
    titles: [
      'Haesung Semiconductor lead frame line, phase II',
      'Haesung Semiconductor引线框架生产线二期项目',
      'Haesung Semiconductor 리드프레임 생산라인 2단계 사업',
    ],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: ['85000000.00', 'USD'],
    industry: 'electronic-information',
    parties: [
      ['haesung', 'INVESTOR'],
      ['yancheng-park', 'HOST'],
    ],
  },
  {
    key: 'ia-power-modules',
    titles: [
      'IA power modules for Yueda electric vehicles',
      'IA向悦达新能源汽车供应功率模块',
      'IA 웨다 전기차용 전력 모듈 공급',
    ],
    category: 'TRADE',
    instrument: 'FRAMEWORK_AGREEMENT',
    amount: ['640000000.00', 'CNY'],
    industry: 'electronic-information',
    parties: [
      ['ia', 'SELLER'],
      ['yueda', 'BUYER'],
    ],
  },
  {
    key: 'image-sensor-laboratory',
    titles: ['Joint laboratory for image sensors', '图像传感器联合实验室', '이미지 센서 공동 연구실'],
    category: 'INVESTMENT',
    instrument: 'MEMORANDUM_OF_UNDERSTANDING',
    amount: ['5200000.00', 'USD'],
    industry: 'electronic-information',
    parties: [
      ['mihon-denshi', 'PARTNER'],
      ['samsung', 'PARTNER'],
      ['yancheng-park', 'HOST'],
    ],
  },
];
