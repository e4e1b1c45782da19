/** Measures how the figures grow with the number of deals and of server processes. */
import type { BenchRun } from './bench-run.ts';
import { announcementsAtMost, measureFanOut } from './fan-out.ts';
import { startPavilions } from './live-servers.ts';
import { startPavilionServer } from './pavilion-server.ts';
import { chooseSubject, measureQuery } from './queries.ts';
import { queryContenders } from './query-servers.ts';
import { questionNames } from './questions.ts';
import type { ServerProcess } from './server-process.ts';
import { measureSigning, warmSignings } from './signing.ts';

const dealCounts = { quick: [100, 1_000], full: [100, 10_000, 100_000] };
const serverCounts = [1, 2];
const dealsForServers = { quick: 1_000, full: 10_000 };
const sockets = { quick: 100, full: 2_000 };
const signings = { quick: 50, full: 300 };
const exhibitions = 10;
const plannedDeals = announcementsAtMost + signings.full + warmSignings.full + 20;

export async function benchGrowth(run: BenchRun): Promise<void> {
  const length = run.options.quick ? 'quick' : 'full';
  for (const deals of dealCounts[length]) {
    await measureAll(run, `${deals} deals`, { deals, servers: 1, withFloor: true });
  }
  for (const servers of serverCounts) {
    const scenario = `${servers} ${servers === 1 ? 'server' : 'servers'}`;
    await measureAll(run, scenario, { deals: dealsForServers[length], servers, withFloor: false });
  }
}

interface Size {
  deals: number;
  servers: number;
  withFloor: boolean;
}

async function measureAll(
  run: BenchRun,
  scenario: string,
  { deals, servers, withFloor }: Size,
): Promise<void> {
  const length = run.options.quick ? 'quick' : 'full';
  const filling = { exhibitions, signedDeals: deals, plannedDeals };
  const databaseUrl = await run.services.createDatabase('bench_growth', filling);
  const record = (contender: string, figures: Record<string, number>) =>
    run.record({ bench: 'growth', scenario, contender, figures });

  record('pavilion', {
    ...(await measureQueries(run, databaseUrl, 'pavilion', servers)),
    ...prefixed('signing', await measureSignings(run, databaseUrl, servers, signings[length])),
    ...prefixed('fanOut', await measureSockets(run, databaseUrl, servers, sockets[length])),
  });
  if (withFloor) record('floor-sql', await measureQueries(run, databaseUrl, 'floor-sql', 1));
}

async function measureQueries(run: BenchRun, databaseUrl: string, name: string, count: number) {
  const contender = queryContenders.find((each) => each.name === name && each.temperature === 'cold')!;
  const subject = await chooseSubject(databaseUrl);
  const servers: ServerProcess[] = [];
  for (let index = 0; index < count; index++) servers.push(await contender.start(run, databaseUrl));
  const together = {
    port: servers[0]!.port,
    cpuSeconds: () => servers.reduce((sum, server) => sum + server.cpuSeconds(), 0),
  };
  const figures: Record<string, number> = {};
  try {
    for (const question of questionNames) {
      const body = JSON.stringify(contender.request(question, subject));
      const ports = servers.map(({ port }) => port);
      Object.assign(figures, prefixed(question, await measureQuery(run, together, body, 'cold', ports)));
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return figures;
}

async function measureSignings(run: BenchRun, databaseUrl: string, count: number, deals: number) {
  const servers: ServerProcess[] = [];
  for (let index = 0; index < count; index++)
    servers.push(await startPavilionServer({ databaseUrl, redisUrl: run.services.redisUrl }));
  try {
    const asked = { databaseUrl, exhibitions: 1, subscribers: 0, signings: deals };
    return await measureSigning(run, servers, asked);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function measureSockets(run: BenchRun, databaseUrl: string, count: number, socketCount: number) {
  const live = await startPavilions(run, databaseUrl, count);
  try {
    return await measureFanOut(run, live, socketCount);
  } finally {
    await run.load.do('disconnect');
    await live.stop();
  }
}

/** nested + queriesPerSecond → nestedQueriesPerSecond */
function prefixed(prefix: string, figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      value,
    ]),
  );
}
