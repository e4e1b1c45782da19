/** Formats a row of the run as one line of text. */
import { isClean, type Row } from './row.ts';
import type { Latency } from './screens/latencies.ts';

const columns = [
  ['clients', 7],
  ['announced', 11],
  ['lost', 5],
  ['doubled', 8],
  ['reordered', 10],
  ['before', 12],
  ['during', 14],
  ['after', 14],
  ['live again', 14],
  ['ok/failed/unknown', 18],
] as const;
const nameWidth = 52;

export function printHeader(): void {
  const heads = columns.map(([name, width]) => name.padStart(width)).join('');
  console.log(`${'fault'.padEnd(nameWidth)}${heads}`);
  console.log(`${'(latencies are p50/p99 in ms, from command to screen)'.padEnd(nameWidth)}`);
}

export function printRow(row: Row): void {
  const { before, during, after } = row.latency;
  const { ok, failed, unknown } = row.commands;
  const values = [
    row.clients,
    row.announcements,
    row.lost,
    row.doubled,
    row.reordered,
    shown(before),
    shown(during),
    shown(after),
    `${Math.round(row.recovery.p50Ms)}/${Math.round(row.recovery.p99Ms)}`,
    `${ok}/${failed}/${unknown}`,
  ];
  const cells = values.map((value, index) => String(value).padStart(columns[index]![1])).join('');
  console.log(`${row.fault.padEnd(nameWidth)}${cells}  ${row.chosen}${isClean(row) ? '' : '  RED'}`);
  for (const complaint of row.complaints.slice(0, 10)) console.log(`    ${complaint}`);
  if (row.complaints.length > 10) console.log(`    … and ${row.complaints.length - 10} more`);
  if (row.differing > 0) console.log(`    ${row.differing} deliveries differ from the stored announcements`);
}

function shown(latency: Latency | null): string {
  return latency ? `${Math.round(latency.p50Ms)}/${Math.round(latency.p99Ms)}` : '-';
}
