/** The goals, as ratios within one run, and whether they are reached. */
import type { Median } from '../samples.ts';
import { formatFigure } from './figures.ts';
import { livePeers, pothosPeers } from './names.ts';

interface Target {
  name: string;
  bench: string;
  /** The scenarios to which the goal applies. */
  in: RegExp;
  atLeast?: number;
  atMost?: number;
  /** Undefined when the required figures were not measured. */
  measure(figures: Of): number | undefined;
}

type Of = (contender: string) => Record<string, number> | undefined;

const ratio = (figure: string, to: string) => (of: Of) => divide(of('pavilion')?.[figure], of(to)?.[figure]);
const ratioToBest = (figure: string, peers: readonly string[]) => (of: Of) =>
  divide(of('pavilion')?.[figure], max(peers.map((peer) => of(peer)?.[figure])));

const delivered = 'burstDeliveriesPerSecond';
const answered = 'queriesPerSecond';

const targets: readonly Target[] = [
  {
    name: 'burst / limit-tick',
    bench: 'fan-out',
    in: /./,
    atLeast: 0.75,
    measure: ratio(delivered, 'limit-tick'),
  },
  { name: 'burst / limit-joined', bench: 'fan-out', in: /./, measure: ratio(delivered, 'limit-joined') },
  {
    name: 'burst / best peer',
    bench: 'fan-out',
    in: /./,
    atLeast: 20,
    measure: ratioToBest(delivered, livePeers),
  },
  {
    name: 'CPU per delivery / limit-tick',
    bench: 'fan-out',
    in: /./,
    atMost: 1.4,
    measure: ratio('cpuSecondsPerMillion', 'limit-tick'),
  },
  {
    name: 'steady p99 / limit-tick',
    bench: 'fan-out',
    in: /^5000 sockets/,
    atMost: 1.3,
    measure: ratio('steadyP99Ms', 'limit-tick'),
  },
  {
    name: 'KiB a socket',
    bench: 'fan-out',
    in: /./,
    atMost: 20,
    measure: (of) => of('pavilion')?.memoryKiBPerSocket,
  },
  {
    name: 'hot / cached bytes',
    bench: 'queries',
    in: /hot/,
    atLeast: 0.6,
    measure: ratio(answered, 'floor-cached'),
  },
  { name: 'cold / floor', bench: 'queries', in: /cold/, measure: ratio(answered, 'floor-sql') },
  {
    name: 'cold / best peer on Pothos and Prisma',
    bench: 'queries',
    in: /cold/,
    atLeast: 1,
    measure: ratioToBest(answered, pothosPeers),
  },
  {
    name: 'nested, cold / graphql-yoga + Pothos + Prisma',
    bench: 'queries',
    in: /nested, cold/,
    atLeast: 1.5,
    measure: ratio(answered, 'query-yoga'),
  },
  {
    name: 'cold / Mercurius, loaders',
    bench: 'queries',
    in: /cold/,
    measure: ratio(answered, 'query-loaders'),
  },
  {
    name: 'cold / PostGraphile 5',
    bench: 'queries',
    in: /cold/,
    measure: ratio(answered, 'query-postgraphile'),
  },
  {
    name: 'signings a second',
    bench: 'signing',
    in: /./,
    atLeast: 200,
    measure: (of) => of('pavilion')?.signingsPerSecond,
  },
];

export function targetsTable(medians: readonly Median[]): string {
  const rows = targets.flatMap((target) =>
    scenariosOf(medians, target).flatMap(({ scenario, of }) => {
      const value = target.measure(of);
      if (value === undefined) return [];
      const { atLeast, atMost } = target;
      const asked = atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : '';
      const reached = value >= (atLeast ?? value) && value <= (atMost ?? value);
      return [
        `| ${target.name} | ${scenario} | ${formatFigure(value)} | ${asked} | ${asked && (reached ? 'yes' : '**no**')} |`,
      ];
    }),
  );
  return ['| Pavilion | in | measured | asked | reached |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function scenariosOf(medians: readonly Median[], { bench, in: pattern }: Target) {
  const own = medians.filter((median) => median.bench === bench && pattern.test(median.scenario));
  return [...Map.groupBy(own, ({ scenario }) => scenario)].map(([scenario, group]) => ({
    scenario,
    of: (contender: string) => group.find((median) => median.contender === contender)?.figures,
  }));
}

function divide(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function max(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
