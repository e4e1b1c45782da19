/** Figures as the press reported them, including their contradictions. */
import type { FigureMetric, FigureQualifier } from '../generated/client/enums.ts';
import type { EditionNumber } from './editions.ts';
import type { Texts } from './localized.ts';
import type { SourceKey } from './sources.ts';

export interface SeedFigure {
  /** The scope: the opening of an edition, the edition, or all editions up to one. */
  of: { opening: EditionNumber } | { edition: EditionNumber } | { upTo: EditionNumber };
  metric: FigureMetric;
  qualifier: FigureQualifier;
  value: string;
  currency?: 'CNY' | 'USD';
  note?: Texts;
  sources: readonly SourceKey[];
}

type Statement = Omit<SeedFigure, 'of' | 'sources'>;

/** Figures of one scope from the same reports. */
function reported(
  of: SeedFigure['of'],
  sources: readonly SourceKey[],
  statements: Statement[],
): SeedFigure[] {
  return statements.map((statement) => ({ ...statement, of, sources }));
}

const likelyYuan: Texts = [
  'The report says US dollars; 140 billion yuan are likely meant.',
  '报道原文为美元，可能应为1400亿元人民币。',
  '보도에는 미국 달러로 되어 있으나 1,400억 위안을 뜻하는 것으로 보입니다.',
];
const twoCounts: Texts = [
  'Of the two reports, one counts the editions before the fifth only.',
  '两篇报道中，有一篇只统计了第五届之前的各届。',
  '두 보도 가운데 하나는 제5회 이전의 회차만 집계했습니다.',
];
const projectsOfTwoCounts: Texts = [
  'Of the two reports, one counts the editions before the fifth only. The same number was reported in 2022 for the first three editions, and 21 more projects were signed at the fourth.',
  '两篇报道中，有一篇只统计了第五届之前的各届。2022年报道的前三届项目数与此相同，而第四届又签约21个项目。',
  '두 보도 가운데 하나는 제5회 이전의 회차만 집계했습니다. 2022년에 보도된 제1~3회의 건수와 같으며, 제4회에서 21건이 추가로 체결되었습니다.',
];

export const reportedFigures: readonly SeedFigure[] = [
  ...reported(
    { opening: 1 },
    ['asia-today'],
    [
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '18' },
      { metric: 'INVESTMENT', qualifier: 'EXACT', value: '20300000000', currency: 'CNY' },
    ],
  ),
  ...reported(
    { edition: 2 },
    ['pr-newswire', 'the-paper-2020'],
    [
      { metric: 'EXHIBITORS', qualifier: 'MORE_THAN', value: '300' },
      { metric: 'BUYERS', qualifier: 'ABOUT', value: '500' },
    ],
  ),
  ...reported(
    { edition: 2 },
    ['asia-today'],
    [
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '127' },
      { metric: 'INVESTMENT', qualifier: 'ABOUT', value: '72100000000', currency: 'CNY' },
      { metric: 'LETTERS_OF_INTENT', qualifier: 'EXACT', value: '1900000000', currency: 'USD' },
    ],
  ),
  ...reported(
    { edition: 3 },
    ['kyodo-2021', 'daum-edaily'],
    [
      { metric: 'FLOOR_AREA', qualifier: 'ABOUT', value: '30000' },
      { metric: 'BOOTHS', qualifier: 'EXACT', value: '105' },
      { metric: 'EXHIBITORS', qualifier: 'EXACT', value: '121' },
      { metric: 'EXHIBITION_AREAS', qualifier: 'EXACT', value: '3' },
    ],
  ),
  ...reported(
    { opening: 3 },
    ['daum-edaily', 'the-paper-2021'],
    [
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '24' },
      { metric: 'INVESTMENT', qualifier: 'EXACT', value: '89300000000', currency: 'CNY' },
    ],
  ),
  ...reported(
    { opening: 3 },
    ['the-paper-2021'],
    [
      { metric: 'FOREIGN_FUNDED_PROJECTS', qualifier: 'EXACT', value: '8' },
      { metric: 'FOREIGN_FUNDED_INVESTMENT', qualifier: 'EXACT', value: '3390000000', currency: 'USD' },
    ],
  ),
  ...reported({ opening: 4 }, ['kyodo-2022'], [{ metric: 'GUESTS', qualifier: 'MORE_THAN', value: '500' }]),
  ...reported(
    { edition: 4 },
    ['kyodo-2022'],
    [{ metric: 'EXHIBITION_AREAS', qualifier: 'EXACT', value: '4' }],
  ),
  // Unlike those of the first and the third edition, the report does not say that all were signed at the opening.
  ...reported(
    { edition: 4 },
    ['xinhua-korean'],
    [
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '21' },
      { metric: 'INVESTMENT', qualifier: 'EXACT', value: '47300000000', currency: 'CNY' },
      { metric: 'FOREIGN_FUNDED_PROJECTS', qualifier: 'EXACT', value: '12' },
      { metric: 'FOREIGN_FUNDED_INVESTMENT', qualifier: 'EXACT', value: '1825000000', currency: 'USD' },
    ],
  ),
  ...reported({ opening: 5 }, ['news-collective'], [{ metric: 'GUESTS', qualifier: 'ABOUT', value: '700' }]),
  ...reported(
    { upTo: 2 },
    ['prensa-latina'],
    [
      { metric: 'PARTICIPANTS', qualifier: 'EXACT', value: '50000' },
      { metric: 'TRADE', qualifier: 'ALMOST', value: '3500000000', currency: 'USD' },
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '167' },
      { metric: 'INVESTMENT', qualifier: 'EXACT', value: '140000000000', currency: 'USD', note: likelyYuan },
    ],
  ),
  ...reported(
    { upTo: 3 },
    ['xinhua-korean'],
    [
      { metric: 'TRADE', qualifier: 'ABOUT', value: '5550000000', currency: 'USD' },
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '191' },
      { metric: 'INVESTMENT', qualifier: 'ALMOST', value: '230000000000', currency: 'CNY' },
    ],
  ),
  ...reported(
    { upTo: 5 },
    ['news-collective', 'seoul-economic-daily'],
    [
      { metric: 'PARTICIPANTS', qualifier: 'MORE_THAN', value: '100000', note: twoCounts },
      { metric: 'TRADE', qualifier: 'ABOUT', value: '7000000000', currency: 'USD', note: twoCounts },
      { metric: 'PROJECTS', qualifier: 'EXACT', value: '191', note: projectsOfTwoCounts },
      { metric: 'INVESTMENT', qualifier: 'ABOUT', value: '270000000000', currency: 'CNY', note: twoCounts },
    ],
  ),
];
