/** Measures signings per second on one exhibition and on ten, without and with subscribers. */
import type { BenchRun } from './bench-run.ts';
import { slugOf } from './exhibition-rows.ts';
import { plansOf } from './live-servers.ts';
import { organizerToken, Signer, startPavilionServer } from './pavilion-server.ts';
import type { ServerProcess } from './server-process.ts';
import { screenDocument } from './servers/announcements.ts';
import { measureSigningFloor } from './signing-floor.ts';

const callers = 16;
const exhibitionCounts = [1, 10];
const subscriberCounts = { quick: [0, 200], full: [0, 5_000] };
const signings = { quick: 100, full: 1_000 };
/** A server that has just started is slower by half, so it is warmed up. */
export const warmSignings = { quick: 20, full: 300 };
const settleWithinMs = 20_000;
const deliverWithinMs = 120_000;

export async function benchSigning(run: BenchRun): Promise<void> {
  const length = run.options.quick ? 'quick' : 'full';
  for (const exhibitions of exhibitionCounts) {
    for (const subscribers of subscriberCounts[length]) {
      const databaseUrl = await run.services.createDatabase('bench_signing', {
        exhibitions,
        signedDeals: exhibitions * 100,
        plannedDeals: (signings[length] + warmSignings[length]) / exhibitions + 20,
      });
      const scenario = `${exhibitions} ${exhibitions === 1 ? 'exhibition' : 'exhibitions'}, ${subscribers} subscribers`;
      if (subscribers === 0) {
        const figures = await measureSigningFloor(databaseUrl, {
          exhibitions,
          signings: signings[length],
          callers,
        });
        run.record({ bench: 'signing', scenario, contender: 'floor-commit', figures });
      }
      const server = await startPavilionServer({
        databaseUrl,
        redisUrl: run.services.redisUrl,
        profile: run.options.profile === 'pavilion',
      });
      try {
        const asked = { databaseUrl, exhibitions, subscribers, signings: signings[length] };
        const figures = await measureSigning(run, [server], asked);
        run.record({ bench: 'signing', scenario, contender: 'pavilion', figures });
      } finally {
        await run.load.do('disconnect');
        await server.stop();
      }
    }
  }
}

export interface SigningAsked {
  databaseUrl: string;
  exhibitions: number;
  subscribers: number;
  signings: number;
}

export async function measureSigning(
  { load, options }: BenchRun,
  servers: readonly ServerProcess[],
  { databaseUrl, exhibitions, subscribers, signings: deals }: SigningAsked,
): Promise<Record<string, number>> {
  const slugs = Array.from({ length: exhibitions }, (_, index) => slugOf(index));
  const plans = await Promise.all(slugs.map((slug) => plansOf(databaseUrl, slug)));
  // One deal of each exhibition in rotation.
  const signer = new Signer(
    await organizerToken(),
    plans[0]!.flatMap((_, index) => plans.map((own) => own[index]!)),
  );
  const ports = servers.map(({ port }) => port);
  if (subscribers > 0) {
    const variables = slugs.map((exhibition) => ({ exhibition }));
    await load.do('connect', { ports, sockets: subscribers, document: screenDocument, variables });
  }
  const length = options.quick ? 'quick' : 'full';
  await signer.sign(ports, warmSignings[length], callers);
  const { head } = await signer.sign(ports, exhibitions, 1);
  const settled = await load.do('settled', { sequence: head, withinMs: settleWithinMs });
  if (settled < subscribers) throw new Error(`only ${settled} of ${subscribers} are subscribed`);
  await load.do('reset', { latencies: subscribers > 0 });
  const cpuBefore = cpuSeconds(servers);
  const { calls, seconds, p50Ms, p99Ms } = await signer.sign(ports, deals, callers);
  const cpuMsPerSigning = ((cpuSeconds(servers) - cpuBefore) / calls) * 1000;
  const signedAtMs = performance.timeOrigin + performance.now();
  const figures = { signingsPerSecond: calls / seconds, p50Ms, p99Ms, cpuMsPerSigning };
  if (subscribers === 0) return figures;
  const count = (deals / exhibitions) * subscribers;
  const delivered = await load.do('deliveries', { count, withinMs: deliverWithinMs });
  if (!delivered.complete) throw new Error(`only ${delivered.deliveries} of ${count} were delivered`);
  return {
    ...figures,
    deliveriesPerSecond: count / ((delivered.lastAtMs - delivered.firstAtMs) / 1000),
    lastDeliveryAfterLastSigningMs: delivered.lastAtMs - signedAtMs,
    deliveryP50Ms: delivered.p50Ms,
    deliveryP99Ms: delivered.p99Ms,
  };
}

function cpuSeconds(servers: readonly ServerProcess[]): number {
  return servers.reduce((sum, server) => sum + server.cpuSeconds(), 0);
}
