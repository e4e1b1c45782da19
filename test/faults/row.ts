/**
 * One row of the run: presses before, during and after a fault, and what came of them.
 *
 * Promises: nothing is taken from what servers say of themselves but their logged errors. The record is read over a
 * connection of its own, the operator's log and the screens are the run's.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Struck } from './faults/fault.ts';
import { compare } from './operator/compare.ts';
import type { Operator } from './operator/operator.ts';
import type { FarHall } from './screens/far-hall.ts';
import type { Latency } from './screens/latencies.ts';
import type { Violations } from './screens/sequence-check.ts';
import type { Venue } from './venue.ts';

export interface Pace {
  beforeMs: number;
  duringMs: number;
  afterMs: number;
  /** Presses a second. */
  rate: number;
  /** How long screens are waited for, in the end. */
  catchUpWithinMs: number;
}

export interface Row extends Violations {
  fault: string;
  clients: number;
  announcements: number;
  /** Given to screens over all connections, by announcements that were not on record as they were given. */
  differing: number;
  latency: { before: Latency | null; during: Latency | null; after: Latency | null };
  /** From the end of the fault until screens were live again. */
  recovery: { live: number; p50Ms: number; p99Ms: number };
  presses: { ok: number; failed: number; unknown: number };
  resets: number;
  /** One line for each thing that must not be. */
  complaints: string[];
}

export async function playRow<V extends Venue>(
  fault: Fault<V>,
  venue: V,
  hall: FarHall,
  operator: Operator,
  pace: Pace,
): Promise<Row> {
  const headBefore = await venue.record.head();
  await hall.begin();
  operator.begin();
  venue.surprises();
  const startedAt = Date.now();
  operator.start(pace.rate);
  await wait(pace.beforeMs);
  const struckAt = Date.now();
  const struck: Struck = (await fault.strike(venue, pace.duringMs)) ?? {};
  const endedAt = Date.now();
  await hall.watchRecovery(endedAt);
  await wait(pace.afterMs);
  const recovery = await hall.recovered(pace.catchUpWithinMs);
  await operator.settle();
  await fault.mend?.(venue);
  const finishedAt = Date.now();

  const recorded = await venue.record.read(headBefore);
  const { behind } = await hall.caughtUp(recorded.head, pace.catchUpWithinMs);
  const report = await hall.report(recorded.announcements, recorded.head);
  const complaints = [
    ...compare(operator.log, recorded, headBefore, struck.lostTail ?? null),
    ...(struck.complaints ?? []),
    ...complaintsAbout(report.resets.length, fault),
  ];
  if (behind > 0) complaints.push(`${behind} screens are behind`);
  if (recovery.live < report.screens)
    complaints.push(`${report.screens - recovery.live} screens did not come back`);
  const surprises = venue.surprises();
  if (surprises.length > 0 && !fault.allowsSurprises)
    complaints.push(`${surprises.length} errors were logged, such as ${surprises[0]}`);
  const outcomes = Object.groupBy(operator.log, ({ outcome }) => outcome);
  return {
    fault: fault.name,
    clients: report.screens,
    announcements: recorded.announcements.length,
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
    presses: {
      ok: outcomes.ok?.length ?? 0,
      failed: outcomes.failed?.length ?? 0,
      unknown: outcomes.unknown?.length ?? 0,
    },
    resets: report.resets.length,
    complaints,
  };
}

/** A screen that had to begin anew where nothing was lost has been told something wrong. */
function complaintsAbout(resets: number, fault: Fault<never>): string[] {
  return resets > 0 && !fault.losesTail ? [`${resets} screens were told to begin anew`] : [];
}

export function isClean({ lost, doubled, reordered, differing, complaints }: Row): boolean {
  return lost + doubled + reordered + differing + complaints.length === 0;
}
