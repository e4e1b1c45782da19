/** Stored results, and the page with the newest of each benchmark. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import type { Median, Sample } from '../samples.ts';
import { drawCharts } from './charts.ts';
import { formatFigure } from './figures.ts';
import { benchTable } from './tables.ts';
import { targetsTable } from './targets.ts';

export interface Results {
  date: string;
  commit: string;
  machine: Machine;
  options: object;
  versions: Record<string, string>;
  medians: Median[];
  samples: Sample[];
}

interface Section {
  bench: string;
  results: Results;
  medians: Median[];
}

const headings: Record<string, string> = {
  'fan-out': 'Fan-out: a burst of 50 announcements to every socket, and a steady five a second',
  queries: 'Queries: 16 callers',
  signing: 'Signing: 16 callers',
  growth: 'Growth',
};
const charts: Record<string, string[]> = {
  'fan-out': ['fan-out-burst', 'fan-out-latency', 'fan-out-cpu'],
  queries: ['queries-cold', 'queries-hot'],
  signing: ['signing'],
  growth: ['growth'],
};

export function keepResults(directory: string, results: Results): void {
  mkdirSync(directory, { recursive: true });
  const name = results.date.slice(0, 16).replace(':', '-');
  writeFileSync(join(directory, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
}

/** Draws the charts and writes the page; returns its text. */
export function writeReport(directory: string): string {
  const sections = newestOfEachBench(directory);
  for (const { medians } of sections) {
    for (const [name, svg] of drawCharts(medians)) writeFileSync(join(directory, name), svg);
  }
  const page = `# Results of the bench

Medians; compare figures of one run only, as ratios: absolute ones drift with the machine. Written by
\`npm run bench\`, which bench/README.md explains.

${sections.map(sectionText).join('\n\n')}
`;
  writeFileSync(join(directory, 'README.md'), page);
  return page;
}

function newestOfEachBench(directory: string): Section[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  const newestFirst = files.sort().reverse();
  const all = newestFirst.map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as Results);
  return Object.keys(headings).flatMap((bench) => {
    const results = all.find(({ medians }) => medians.some((median) => median.bench === bench));
    if (!results) return [];
    return [{ bench, results, medians: results.medians.filter((median) => median.bench === bench) }];
  });
}

function sectionText({ bench, results, medians }: Section): string {
  const { date, commit, machine, versions } = results;
  const rounds = Math.max(...medians.map((median) => median.rounds));
  const tables =
    bench === 'queries'
      ? ['cold', 'hot'].map((temperature) =>
          benchTable(
            `queries, ${temperature}`,
            medians.filter(({ scenario }) => scenario.endsWith(temperature)),
          ),
        )
      : [benchTable(bench, medians)];
  return [
    `## ${headings[bench]}`,
    `${date.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ` +
      `${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${versions.node}` +
      (machine.loadBefore === undefined
        ? ''
        : `, load average of others ${formatFigure(machine.loadBefore)}`),
    ...(bench === 'growth' ? [] : [targetsTable(medians)]),
    ...tables,
    charts[bench]!.map((name) => `![](${name}.svg)`).join('\n'),
  ].join('\n\n');
}
