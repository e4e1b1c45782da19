/** Measures how fast announcements reach sockets. */
import type { BenchRun } from './bench-run.ts';
import { type LiveContender, type LiveServers, liveContenders } from './live-servers.ts';
import type { LoadProcess } from './load/load-process.ts';
import { openFilesLimit } from './machine.ts';
import { wanted } from './options.ts';
import type { Memory } from './server-process.ts';

const burst = 50;
const warmBurst = 10;
/** One-time work of a server, such as growing its heap, is not counted as memory of the sockets. */
const warmSockets = 1_000;
/** Fewer sockets would fit into memory that earlier sockets have freed. */
const socketsForMemory = 5 * warmSockets;
const steadyEachMs = 200;
const steadySeconds = { quick: 2, full: 10 };
/** Bursts are repeated until their deliveries took this long in total: a burst of a few hundred milliseconds is too short to measure. */
const burstSeconds = { quick: 0.3, full: 2 };
const maxBursts = 10;
const deliverWithinMs = 120_000;
const settleWithinMs = 3_000;
const settleAttempts = 10;
/** Phases of one measurement: settling, steady load, bursts. */
export const announcementsAtMost = 700;
/** Open files of a server besides its sockets; the load process needs as many. */
const otherFiles = 100;

export async function benchFanOut(run: BenchRun): Promise<void> {
  const plannedDeals = run.options.sockets.length * announcementsAtMost;
  const databaseUrl = await run.services.createDatabase('bench_live', {
    exhibitions: 1,
    signedDeals: 1_000,
    plannedDeals,
  });
  for (const asked of run.options.sockets) {
    const sockets = Math.min(asked, openFilesLimit() - otherFiles);
    if (sockets < asked) console.log(`  the limit of open files allows ${sockets} sockets, not ${asked}`);
    for (const contender of wanted(liveContenders, run.options)) {
      if (contender.maxSockets < asked) continue;
      await measureContender(run, databaseUrl, contender, sockets);
    }
  }
}

async function measureContender(
  run: BenchRun,
  databaseUrl: string,
  { name, start }: LiveContender,
  sockets: number,
): Promise<void> {
  const live = await start(run, databaseUrl);
  try {
    const figures = await measureFanOut(run, live, sockets);
    run.record({ bench: 'fan-out', scenario: `${sockets} sockets`, contender: name, figures });
  } finally {
    await run.load.do('disconnect');
    await live.stop();
  }
}

export async function measureFanOut(
  { load, options }: BenchRun,
  live: LiveServers,
  sockets: number,
): Promise<Record<string, number>> {
  const length = options.quick ? 'quick' : 'full';
  await subscribe(load, live, Math.min(warmSockets, sockets));
  await load.do('disconnect');
  const empty = await memoryBytes(live);
  const seconds = await subscribe(load, live, sockets);
  const full = await memoryBytes(live);
  const steady = await measureSteady(load, live, sockets, steadySeconds[length]);
  await deliver(load, live, sockets, warmBurst);
  return {
    connectionsPerSecond: sockets / seconds,
    ...(sockets >= socketsForMemory && {
      memoryKiBPerSocket: (full.resident - empty.resident) / 1024 / sockets,
      heapKiBPerSocket: (full.heap - empty.heap) / 1024 / sockets,
    }),
    ...steady,
    ...(await measureBursts(load, live, sockets, burstSeconds[length])),
  };
}

async function memoryBytes({ servers }: LiveServers): Promise<Memory> {
  const memories = await Promise.all(servers.map((server) => server.memoryBytes()));
  return {
    resident: memories.reduce((sum, { resident }) => sum + resident, 0),
    heap: memories.reduce((sum, { heap }) => sum + heap, 0),
  };
}

/** Returns the seconds until all sockets have sent their subscription. */
async function subscribe(load: LoadProcess, live: LiveServers, sockets: number): Promise<number> {
  const { seconds } = await load.do('connect', {
    ports: live.servers.map(({ port }) => port),
    sockets,
    document: live.document,
    variables: live.variables,
  });
  await settle(load, live, sockets);
  return seconds;
}

/** Announces until every socket has received the newest announcement: then all are known to be subscribed. */
async function settle(load: LoadProcess, live: LiveServers, sockets: number): Promise<void> {
  let settled = 0;
  for (let attempt = 0; attempt < settleAttempts && settled < sockets; attempt++) {
    const { sequence } = await live.announce(1);
    settled = await load.do('settled', { sequence, withinMs: settleWithinMs });
  }
  if (settled < sockets) throw new Error(`only ${settled} of ${sockets} sockets are subscribed`);
}

async function measureSteady(load: LoadProcess, live: LiveServers, sockets: number, seconds: number) {
  const announcements = (seconds * 1000) / steadyEachMs;
  await load.do('reset', { latencies: true });
  const start = performance.now();
  const announced: Promise<unknown>[] = [];
  for (let number = 0; number < announcements; number++) {
    const early = start + number * steadyEachMs - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    announced.push(live.announce(1));
  }
  await Promise.all(announced);
  const { complete, p50Ms, p99Ms } = await load.do('deliveries', {
    count: announcements * sockets,
    withinMs: deliverWithinMs,
  });
  if (!complete) throw new Error(`five a second were not delivered within ${deliverWithinMs / 1000} s`);
  return { steadyP50Ms: p50Ms, steadyP99Ms: p99Ms };
}

/** Announcements that are all ready together, until the last socket has received the last one. */
async function deliver(load: LoadProcess, live: LiveServers, sockets: number, announcements: number) {
  await load.do('reset', { latencies: false });
  const cpuBefore = cpuSeconds(live);
  const announced = live.announce(announcements);
  const count = announcements * sockets;
  const delivered = await load.do('deliveries', { count, withinMs: deliverWithinMs });
  const { dueAtMs } = await announced;
  if (!delivered.complete) throw new Error(`only ${delivered.deliveries} of ${count} were delivered`);
  const { firstAtMs, lastAtMs, frameBytes, loadCpuSeconds } = delivered;
  return {
    deliveries: count,
    seconds: (lastAtMs - firstAtMs) / 1000,
    untilFirstMs: firstAtMs - dueAtMs,
    cpuSeconds: cpuSeconds(live) - cpuBefore,
    loadCpuSeconds,
    frameBytes,
  };
}

async function measureBursts(load: LoadProcess, live: LiveServers, sockets: number, seconds: number) {
  const sum = { deliveries: 0, seconds: 0, cpuSeconds: 0, loadCpuSeconds: 0, untilFirstMs: 0 };
  let bursts = 0;
  let frameBytes = 0;
  while (bursts < maxBursts && sum.seconds < seconds) {
    const one = await deliver(load, live, sockets, burst);
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name];
    frameBytes = one.frameBytes;
    bursts++;
  }
  return {
    burstDeliveriesPerSecond: sum.deliveries / sum.seconds,
    cpuSecondsPerMillion: (sum.cpuSeconds / sum.deliveries) * 1_000_000,
    loadCpuSecondsPerMillion: (sum.loadCpuSeconds / sum.deliveries) * 1_000_000,
    burstUntilFirstMs: sum.untilFirstMs / bursts,
    frameBytes,
  };
}

function cpuSeconds({ servers }: LiveServers): number {
  return servers.reduce((sum, server) => sum + server.cpuSeconds(), 0);
}
