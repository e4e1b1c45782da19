/** The host, its zones, the parks it works with, and the organizer of the series. */
import type { PublicBodyKind } from '../generated/client/enums.ts';
import type { Texts } from './localized.ts';

export interface SeedPublicBody {
  names: Texts;
  country: string;
  bodyKind: PublicBodyKind;
}

export const publicBodies = {
  ccoic: {
    names: ['China Chamber of International Commerce', '中国国际商会', '중국국제상회'],
    country: 'CN',
    bodyKind: 'CHAMBER',
  },
  yancheng: { names: ['Yancheng', '盐城', '옌청'], country: 'CN', bodyKind: 'CITY' },
  'yancheng-zone': {
    names: [
      'Yancheng Economic and Technological Development Zone',
      '盐城经济技术开发区',
      '옌청경제기술개발구',
    ],
    country: 'CN',
    bodyKind: 'ZONE',
  },
  'yancheng-park': {
    names: ['China–Korea (Yancheng) Industrial Park', '中韩（盐城）产业园', '한중(옌청)산업단지'],
    country: 'CN',
    bodyKind: 'PARK',
  },
  'yantai-park': {
    names: ['China–Korea (Yantai) Industrial Park', '中韩（烟台）产业园', '한중(옌타이)산업단지'],
    country: 'CN',
    bodyKind: 'PARK',
  },
  'huizhou-park': {
    names: ['China–Korea (Huizhou) Industrial Park', '中韩（惠州）产业园', '한중(후이저우)산업단지'],
    country: 'CN',
    bodyKind: 'PARK',
  },
  'saemangeum-park': {
    names: ['Saemangeum Industrial Park', '新万金产业园', '새만금산업단지'],
    country: 'KR',
    bodyKind: 'PARK',
  },
} satisfies Record<string, SeedPublicBody>;

/** Musterstadt is the city of German sample forms. */
export const samplePublicBodies = {
  musterstadt: { names: ['Musterstadt', '穆斯特市', '무스터슈타트'], country: 'DE', bodyKind: 'CITY' },
} satisfies Record<string, SeedPublicBody>;
