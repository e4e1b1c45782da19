/** The reported facts of each edition: dates, theme and venues, in the languages of the reports. */
import { type IndustryCode, industryCodes } from './industries.ts';
import type { Texts } from './localized.ts';

export type EditionNumber = 1 | 2 | 3 | 4 | 5;
export const editionNumbers: readonly EditionNumber[] = [1, 2, 3, 4, 5];

interface SeedVenue {
  names: Texts;
  city: Texts;
  country: string;
  timeZone: string;
}

export interface SeedEdition {
  year: number;
  startsOn: string;
  endsOn: string;
  /** True if the dates are invented. */
  sample: boolean;
  theme?: Texts;
  focus?: readonly IndustryCode[];
  venues: readonly [SeedVenue, ...SeedVenue[]];
  /** CNY per unit. The round numbers are invented. */
  rates: { USD: string; KRW: string };
}

const yancheng = { city: ['Yancheng', '盐城', '옌청'], country: 'CN', timeZone: 'Asia/Shanghai' } as const;
const seoul = { city: ['Seoul', '首尔', '서울'], country: 'KR', timeZone: 'Asia/Seoul' } as const;

export const editions: Readonly<Record<EditionNumber, SeedEdition>> = {
  // Only the year is reported. The database needs days.
  1: {
    year: 2019,
    startsOn: '2019-10-18',
    endsOn: '2019-10-22',
    sample: true,
    venues: [{ ...yancheng, names: yancheng.city }],
    rates: { USD: '7', KRW: '0.006' },
  },
  // The reports name the first day and a duration of five days.
  2: {
    year: 2020,
    startsOn: '2020-10-30',
    endsOn: '2020-11-03',
    sample: false,
    venues: [{ ...yancheng, names: yancheng.city }],
    rates: { USD: '6.7', KRW: '0.0059' },
  },
  3: {
    year: 2021,
    startsOn: '2021-10-29',
    endsOn: '2021-11-02',
    sample: false,
    theme: ['Smooth industrial circulation, opening up cooperation and win-win'],
    venues: [
      {
        ...yancheng,
        names: [
          'Jiangsu Yancheng International Convention and Exhibition Center',
          '江苏盐城国际会展中心',
          '장쑤옌청국제컨벤션전시센터',
        ],
      },
    ],
    rates: { USD: '6.4', KRW: '0.0055' },
  },
  // The first opening in two venues, linked live.
  4: {
    year: 2022,
    startsOn: '2022-11-18',
    endsOn: '2022-11-22',
    sample: false,
    theme: ['Smooth Cooperation for a Better Future', '畅通合作 共赢未来'],
    venues: [
      {
        ...yancheng,
        names: ['Yancheng International Conference Center', '盐城国际会议中心', '옌청국제회의센터'],
      },
      { ...seoul, names: seoul.city },
    ],
    rates: { USD: '7.1', KRW: '0.0053' },
  },
  5: {
    year: 2023,
    startsOn: '2023-11-03',
    endsOn: '2023-11-07',
    sample: false,
    theme: [
      'Openness and cooperation in an environmental way. For a shared future of science and innovation',
    ],
    focus: industryCodes,
    venues: [
      {
        ...yancheng,
        names: ['China–Korea (Yancheng) Industrial Park', '中韩（盐城）产业园', '한중(옌청)산업단지'],
      },
    ],
    rates: { USD: '7.2', KRW: '0.0054' },
  },
};

/** Half past nine in Yancheng on the first day. The time is invented. */
export function openingOf(edition: EditionNumber): Date {
  return new Date(`${editions[edition].startsOn}T09:30:00+08:00`);
}
