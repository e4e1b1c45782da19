/** Measured figures and their medians. The name of a figure ends with its unit. */
export interface Sample {
  bench: string;
  /** What was measured, such as "2000 sockets". */
  scenario: string;
  contender: string;
  round: number;
  figures: Record<string, number>;
}

export interface Median {
  bench: string;
  scenario: string;
  contender: string;
  rounds: number;
  figures: Record<string, number>;
}

export function mediansOf(samples: readonly Sample[]): Median[] {
  const groups = Map.groupBy(samples, ({ bench, scenario, contender }) =>
    JSON.stringify([bench, scenario, contender]),
  );
  return [...groups.values()].map((group) => {
    const { bench, scenario, contender } = group[0]!;
    const names = new Set(group.flatMap(({ figures }) => Object.keys(figures)));
    const figures = Object.fromEntries(
      [...names].map((name) => [name, median(group.flatMap((sample) => sample.figures[name] ?? []))]),
    );
    return { bench, scenario, contender, rounds: group.length, figures };
  });
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** The quantile: the value that this share of all values does not exceed; 0.5 is the median. */
export function percentile(values: Float64Array | readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
