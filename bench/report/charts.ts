/** The medians that are drawn, and how. */
import type { Median } from '../samples.ts';
import { type BarGroup, drawBarChart } from './bar-chart.ts';
import { contenderName } from './names.ts';

interface Chart {
  file: string;
  title: string;
  unit: string;
  logarithmic: boolean;
  groups(medians: readonly Median[]): BarGroup[];
}

const charts: readonly Chart[] = [
  {
    file: 'fan-out-burst',
    title: 'Fan-out: a burst of 50 announcements to every socket',
    unit: 'deliveries a second',
    logarithmic: true,
    groups: byScenario('fan-out', /./, 'burstDeliveriesPerSecond'),
  },
  {
    file: 'fan-out-latency',
    title: 'Fan-out: five announcements a second, the slowest of a hundred deliveries',
    unit: 'p99 in milliseconds, shorter is better',
    logarithmic: true,
    groups: byScenario('fan-out', /./, 'steadyP99Ms'),
  },
  {
    file: 'fan-out-cpu',
    title: 'Fan-out: what a million deliveries cost the server',
    unit: 'CPU seconds, shorter is better',
    logarithmic: true,
    groups: byScenario('fan-out', /./, 'cpuSecondsPerMillion'),
  },
  {
    file: 'queries-cold',
    title: 'Queries without a response cache',
    unit: 'queries a second, 16 callers',
    logarithmic: true,
    groups: byScenario('queries', /cold/, 'queriesPerSecond'),
  },
  {
    file: 'queries-hot',
    title: 'The same query again and again, with the response cache that each has',
    unit: 'queries a second, 16 callers',
    logarithmic: true,
    groups: byScenario('queries', /hot/, 'queriesPerSecond'),
  },
  {
    file: 'signing',
    title: 'Signings',
    unit: 'deals signed a second, 16 callers',
    logarithmic: false,
    groups: byScenario('signing', /./, 'signingsPerSecond'),
  },
  {
    file: 'growth',
    title: 'Growth with deals and with server processes',
    unit: 'a second',
    logarithmic: true,
    groups: byFigure({
      'query: nested': 'nestedQueriesPerSecond',
      'query: totals': 'totalsQueriesPerSecond',
      'query: a deal': 'dealQueriesPerSecond',
      signings: 'signingSigningsPerSecond',
      'deliveries in a burst': 'fanOutBurstDeliveriesPerSecond',
    }),
  },
];

/** SVGs by file name, for the benchmarks that were run. */
export function drawCharts(medians: readonly Median[]): Map<string, string> {
  const drawn = charts.map(
    ({ file, groups, ...chart }) => [file, { ...chart, groups: groups(medians) }] as const,
  );
  return new Map(
    drawn
      .filter(([, { groups }]) => groups.some(({ bars }) => bars.length > 0))
      .map(([file, chart]) => [`${file}.svg`, drawBarChart(chart)]),
  );
}

function byScenario(bench: string, pattern: RegExp, figure: string): Chart['groups'] {
  return (medians) => {
    const own = medians.filter((median) => median.bench === bench && pattern.test(median.scenario));
    return [...Map.groupBy(own, ({ scenario }) => scenario)].map(([name, group]) => ({
      name,
      bars: group.map(({ contender, figures }) => ({
        name: contenderName(contender),
        value: figures[figure] ?? 0,
      })),
    }));
  };
}

function byFigure(names: Record<string, string>): Chart['groups'] {
  return (medians) => {
    const own = medians.filter(({ bench, contender }) => bench === 'growth' && contender === 'pavilion');
    return Object.entries(names).map(([name, figure]) => ({
      name,
      bars: own.map(({ scenario, figures }) => ({
        name: `Pavilion, ${scenario}`,
        value: figures[figure] ?? 0,
      })),
    }));
  };
}
