/** `node bench/top-functions.ts <file.cpuprofile>`: the functions in which a profiled server spent its CPU time. */
import { readFileSync } from 'node:fs';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const shown = 30;
const file = process.argv[2];
if (!file) throw new Error('node bench/top-functions.ts <file.cpuprofile>');
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
const names = new Map(
  nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
    const place = url.replace(/^.*\/(?=(node_modules|src|bench)\/)/, '').replace(/^file:\/\//, '');
    return [id, `${functionName || '(anonymous)'} ${place}${url ? `:${lineNumber + 1}` : ''}`];
  }),
);
const microseconds = new Map<string, number>();
for (const [index, id] of samples.entries()) {
  const name = names.get(id) ?? '?';
  if (name.startsWith('(idle)')) continue;
  microseconds.set(name, (microseconds.get(name) ?? 0) + (timeDeltas[index] ?? 0));
}
const total = [...microseconds.values()].reduce((sum, each) => sum + each, 0);
console.log(`${(total / 1_000_000).toFixed(2)} s busy`);
for (const [name, time] of [...microseconds].sort(([, a], [, b]) => b - a).slice(0, shown))
  console.log(
    `${((time / total) * 100).toFixed(1).padStart(5)} %  ${(time / 1000).toFixed(0).padStart(6)} ms  ${name}`,
  );
