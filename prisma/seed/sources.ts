/** The reports. Each real figure, speech and deal names at least one of them. */

import { seedIds } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

interface SeedSource {
  publisher: string;
  /** The publisher's own number of the report, if it has one. */
  reference?: string;
  publishedOn: string;
}

const sources = {
  'the-paper-2020': { publisher: 'The Paper', publishedOn: '2020-10-30' },
  'pr-newswire': { publisher: 'PR Newswire', publishedOn: '2020-11-04' },
  'asia-today': { publisher: 'Asia Today', publishedOn: '2021-09-30' },
  'the-paper-2021': { publisher: 'The Paper', publishedOn: '2021-10-29' },
  'kyodo-2021': { publisher: 'Kyodo', reference: 'AsiaNet 92695', publishedOn: '2021-10-29' },
  'prensa-latina': { publisher: 'Prensa Latina', publishedOn: '2021-10-29' },
  'daum-edaily': { publisher: 'Daum/E-daily', publishedOn: '2021-10-31' },
  'kyodo-2022': { publisher: 'Kyodo', reference: 'AsiaNet 98885', publishedOn: '2022-11-18' },
  'xinhua-korean': { publisher: 'Xinhua Korean', publishedOn: '2022-11-19' },
  'yancheng-news': { publisher: 'Yancheng News', publishedOn: '2022-11-23' },
  'seoul-economic-daily': { publisher: 'Seoul Economic Daily', publishedOn: '2023-11-03' },
  'news-collective': { publisher: 'News Collective', publishedOn: '2023-11-30' },
} satisfies Record<string, SeedSource>;

export type SourceKey = keyof typeof sources;
const keys = Object.keys(sources) as SourceKey[];
const sourceId = seedIds('source', keys);

export function publishedOn(key: SourceKey): Date {
  return new Date(sources[key].publishedOn);
}

/** For `sources: { connect }`. */
export function asReported(by: readonly SourceKey[]): { id: string }[] {
  return by.map((key) => ({ id: sourceId(key) }));
}

export async function writeSources(tx: Transaction): Promise<void> {
  await tx.source.createMany({
    data: keys.map((key) => ({ ...sources[key], id: sourceId(key), publishedOn: publishedOn(key) })),
    skipDuplicates: true,
  });
}
