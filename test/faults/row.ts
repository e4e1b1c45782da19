/**
 * One row of the run: commands before, during and after a fault, and what came of them.
 *
 * The only data taken from the servers are their logged errors. The stored announcements are read over a separate
 * connection; the log of the operator and the screens belong to the run.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultOutcome } from './faults/fault.ts';
import { compare } from './operator/compare.ts';
import type { Operator } from './operator/operator.ts';
import { type Plan, planFault } from './plan.ts';
import { Random } from './random.ts';
import type { FarHall } from './screens/far-hall.ts';
import type { Latency } from './screens/latencies.ts';
import type { Violations } from './screens/sequence-check.ts';
import type { Venue } from './venue.ts';

export interface Pace {
  beforeMs: number;
  duringMs: number;
  afterMs: number;
  /** Commands a second. */
  rate: number;
  /** How long the row waits for the screens at its end. */
  catchUpWithinMs: number;
}

export interface Row extends Violations {
  fault: string;
  /** The random choices, in a few words. */
  chosen: string;
  clients: number;
  announcements: number;
  /** Deliveries over all connections that differ from the stored announcement of the same sequence. */
  differing: number;
  latency: { before: Latency | null; during: Latency | null; after: Latency | null };
  /** From the end of the fault until screens were live again. */
  recovery: { live: number; p50Ms: number; p99Ms: number };
  commands: { ok: number; failed: number; unknown: number };
  resets: number;
  /** One line for each problem. */
  complaints: string[];
}

export async function playRow<V extends Venue>(
  fault: Fault<V>,
  venue: V,
  hall: FarHall,
  operator: Operator,
  { seed, ...pace }: Pace & { seed: number },
): Promise<Row> {
  const plan = planFault(seed, fault.name, pace.duringMs);
  const headBefore = await venue.announcements.head();
  await hall.begin();
  operator.begin(Random.of(seed, `commands during ${fault.name}`));
  venue.surprises();
  const startedAt = Date.now();
  operator.start(pace.rate);
  await wait(pace.beforeMs + plan.delayMs);
  const struckAt = Date.now();
  const outcome: FaultOutcome = (await fault.inject(venue, plan)) ?? {};
  const endedAt = Date.now();
  await hall.watchRecovery(endedAt);
  await wait(pace.afterMs + pace.duringMs - plan.delayMs - plan.lastsMs);
  const recovery = await hall.recovered(pace.catchUpWithinMs);
  await operator.settle();
  await fault.mend?.(venue);
  const finishedAt = Date.now();

  const stored = await venue.announcements.read(headBefore);
  const { behind } = await hall.caughtUp(stored.head, pace.catchUpWithinMs);
  const report = await hall.report(stored.announcements, stored.head);
  const complaints = [
    ...compare(operator.log, stored, headBefore, outcome.lostTail ?? null),
    ...(outcome.complaints ?? []),
    ...complaintsAbout(report.resets.length, fault),
  ];
  if (behind > 0) complaints.push(`${behind} screens are behind`);
  if (recovery.live < report.screens)
    complaints.push(`${report.screens - recovery.live} screens did not reconnect`);
  const surprises = venue.surprises();
  if (surprises.length > 0 && !fault.allowsSurprises)
    complaints.push(`${surprises.length} errors were logged, such as ${surprises[0]}`);
  const outcomes = Object.groupBy(operator.log, ({ outcome }) => outcome);
  return {
    fault: fault.name,
    chosen: describe(fault, plan),
    clients: report.screens,
    announcements: stored.announcements.length,
    lost: report.wire.lost + report.taken.lost,
    doubled: report.wire.doubled + report.taken.doubled,
    reordered: report.wire.reordered + report.taken.reordered,
    differing: report.differing,
    latency: {
      before: await hall.latency(startedAt, struckAt),
      during: await hall.latency(struckAt, endedAt),
      after: await hall.latency(endedAt, finishedAt),
    },
    recovery,
    commands: {
      ok: outcomes.ok?.length ?? 0,
      failed: outcomes.failed?.length ?? 0,
      unknown: outcomes.unknown?.length ?? 0,
    },
    resets: report.resets.length,
    complaints,
  };
}

function describe({ hits }: Fault<never>, { order, delayMs, lastsMs }: Plan): string {
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(1);
  const numbers = order.map((index) => index + 1);
  if (hits === 'servers') return `servers ${numbers.join(' ')}, after ${seconds(delayMs)} s`;
  return `${hits ? `${hits} ${numbers[0]}, ` : ''}after ${seconds(delayMs)} s, for ${seconds(lastsMs)} s`;
}

/** A screen resets only if announcements were lost: any other reset is an error of the server. */
function complaintsAbout(resets: number, fault: Fault<never>): string[] {
  return resets > 0 && !fault.losesTail ? [`${resets} screens were reset although nothing was lost`] : [];
}

export function isClean({ lost, doubled, reordered, differing, complaints }: Row): boolean {
  return lost + doubled + reordered + differing + complaints.length === 0;
}
