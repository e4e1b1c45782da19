/** The medians of each benchmark as a Markdown table per scenario. */
import type { Median } from '../samples.ts';
import { formatFigure } from './figures.ts';
import { contenderName } from './names.ts';

interface Column {
  title: string;
  figure: string;
  /** Also shown in parentheses as a share of this contender's figure. */
  shareOf?: string;
}

const columns: Record<string, Column[]> = {
  'fan-out': [
    {
      title: 'deliveries/s, burst (of limit-tick)',
      figure: 'burstDeliveriesPerSecond',
      shareOf: 'limit-tick',
    },
    { title: 'CPU s per million', figure: 'cpuSecondsPerMillion' },
    { title: 'p50 ms, steady', figure: 'steadyP50Ms' },
    { title: 'p99 ms, steady', figure: 'steadyP99Ms' },
    { title: 'KiB a socket', figure: 'memoryKiBPerSocket' },
    { title: 'connections/s', figure: 'connectionsPerSecond' },
    { title: 'load’s CPU s per million', figure: 'loadCpuSecondsPerMillion' },
  ],
  'queries, cold': [
    { title: 'queries/s (of the floor)', figure: 'queriesPerSecond', shareOf: 'floor-sql' },
    { title: 'p50 ms', figure: 'p50Ms' },
    { title: 'p99 ms', figure: 'p99Ms' },
    { title: 'CPU ms a query', figure: 'cpuMsPerQuery' },
  ],
  'queries, hot': [
    { title: 'queries/s (of cached bytes)', figure: 'queriesPerSecond', shareOf: 'floor-cached' },
    { title: 'p50 ms', figure: 'p50Ms' },
    { title: 'p99 ms', figure: 'p99Ms' },
    { title: 'CPU ms a query', figure: 'cpuMsPerQuery' },
  ],
  signing: [
    { title: 'signings/s (of the floor)', figure: 'signingsPerSecond', shareOf: 'floor-commit' },
    { title: 'CPU ms a signing', figure: 'cpuMsPerSigning' },
    { title: 'p50 ms', figure: 'p50Ms' },
    { title: 'p99 ms', figure: 'p99Ms' },
    { title: 'deliveries/s', figure: 'deliveriesPerSecond' },
    { title: 'p99 ms to a screen', figure: 'deliveryP99Ms' },
  ],
  growth: [
    { title: 'nested q/s', figure: 'nestedQueriesPerSecond' },
    { title: 'totals q/s', figure: 'totalsQueriesPerSecond' },
    { title: 'deal q/s', figure: 'dealQueriesPerSecond' },
    { title: 'signings/s', figure: 'signingSigningsPerSecond' },
    { title: 'deliveries/s, burst', figure: 'fanOutBurstDeliveriesPerSecond' },
    { title: 'p99 ms, steady', figure: 'fanOutSteadyP99Ms' },
  ],
};

/** One table for all scenarios of a benchmark; queries have one for hot and one for cold. */
export function benchTable(key: string, medians: readonly Median[]): string {
  const shown = columns[key]!;
  const head = ['', '', ...shown.map(({ title }) => title)];
  const rows = [...Map.groupBy(medians, ({ scenario }) => scenario)].flatMap(([scenario, group]) =>
    group.map(({ contender, figures }, index) => [
      index === 0 ? scenario : '',
      contenderName(contender),
      ...shown.map(({ figure, shareOf }) => {
        const base = group.find((median) => median.contender === shareOf)?.figures[figure];
        const share =
          base && figures[figure] !== undefined ? ` (${formatFigure(figures[figure] / base)})` : '';
        return formatFigure(figures[figure]) + share;
      }),
    ]),
  );
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
