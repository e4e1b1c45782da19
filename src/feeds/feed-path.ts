/** The feeds by their names: /feeds/<slug>/<name>.json and .csv. */
export const feedNames = ['now', 'signings', 'totals'] as const;
export type FeedName = (typeof feedNames)[number];

export interface FeedPath {
  slug: string;
  name: FeedName;
  format: 'json' | 'csv';
}

/** Null if the path is not that of a feed. */
export function feedPathOf(path: string): FeedPath | null {
  const [, slug, name, format] = /^\/feeds\/([a-z0-9-]{1,80})\/([a-z]{1,20})\.(json|csv)$/.exec(path) ?? [];
  const feed = feedNames.find((each) => each === name);
  return slug && feed ? { slug, name: feed, format: format as FeedPath['format'] } : null;
}
