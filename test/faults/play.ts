/** Injects faults one after another, first into a cluster, then into an embedded server, and yields a row for each. */

import { Cluster } from './cluster.ts';
import { EmbeddedServer } from './embedded-server.ts';
import { crowdFaults } from './faults/crowd.ts';
import { embeddedFaults } from './faults/embedded.ts';
import { failover } from './faults/failover.ts';
import type { Fault } from './faults/fault.ts';
import { networkFaults } from './faults/network.ts';
import { postgresFaults } from './faults/postgres.ts';
import { redisFaults } from './faults/redis.ts';
import { serverFaults } from './faults/servers.ts';
import { Operator } from './operator/operator.ts';
import { planOrder } from './plan.ts';
import { type Pace, playRow, type Row } from './row.ts';
import { type FarHall, openFarHall } from './screens/far-hall.ts';
import { createDeals, language, type Venue } from './venue.ts';

export interface Play {
  seed: number;
  pace: Pace;
  clients: number;
  isWanted: (name: string) => boolean;
  /** A server or a client that is wrong on purpose. */
  mutant?: string | undefined;
  onRow(row: Row): void;
}

/** One in this many screens uses an event stream. */
const eventStreamShare = 5;
const fewestPlanned = 40;
const embeddedClients = 50;
const embeddedDiskMegabytes = 160;

export async function play(options: Play): Promise<void> {
  await playCluster(options);
  await playEmbedded(options);
}

/** In the order in which the seed plays them. */
export const faultNames = (seed: number): string[] =>
  [...clusterFaults(seed, null as never, null as never), ...planOrder(seed, embeddedFaults)].map(
    ({ name }) => name,
  );

const clusterFaults = (seed: number, hall: FarHall, operator: Operator): Fault<Cluster>[] => [
  ...planOrder(seed, [
    ...serverFaults,
    ...redisFaults,
    ...postgresFaults,
    ...networkFaults,
    ...crowdFaults(hall),
  ]),
  // Last, because it replaces the Postgres server.
  failover(operator),
];

async function playCluster(options: Play): Promise<void> {
  const { mutant, clients, seed } = options;
  const wanted = (hall: FarHall, operator: Operator) =>
    clusterFaults(seed, hall, operator).filter(({ name }) => options.isWanted(name));
  if (wanted(null as never, null as never).length === 0) return;
  const cluster = await Cluster.open({
    deals: fewestPlanned,
    mutant: mutant === 'forgetful' ? undefined : mutant,
  });
  await onStage(cluster, clients, mutant === 'forgetful', async (hall, operator) => {
    for (const fault of wanted(hall, operator)) {
      if (operator.planned < fewestPlanned) operator.addDeals(await createDeals(cluster, fewestPlanned));
      options.onRow(await playRow(fault, cluster, hall, operator, { seed, ...options.pace }));
      await cluster.ready();
    }
  });
}

async function playEmbedded({ seed, isWanted, clients, pace, onRow }: Play): Promise<void> {
  for (const fault of planOrder(seed, embeddedFaults)) {
    if (!isWanted(fault.name)) continue;
    const embedded = await EmbeddedServer.open({ diskMegabytes: embeddedDiskMegabytes });
    await onStage(embedded, Math.min(clients, embeddedClients), false, async (hall, operator) => {
      onRow(await playRow(fault, embedded, hall, operator, { seed, ...pace }));
    });
  }
}

async function onStage<V extends Venue>(
  venue: V,
  clients: number,
  forgetful: boolean,
  work: (hall: FarHall, operator: Operator) => Promise<void>,
): Promise<void> {
  const hall = openFarHall();
  try {
    const eventStreams = Math.floor(clients / eventStreamShare);
    const { slug, exhibition, deals } = venue.exhibition;
    await hall.open({
      url: venue.screensUrl,
      exhibition: slug,
      webSockets: clients - eventStreams,
      eventStreams,
      forgetful,
    });
    const desk = { urls: venue.operatorUrls, token: venue.operatorToken };
    await work(hall, new Operator({ desk, exhibition, language, deals }));
    await hall.close();
  } finally {
    await hall.end();
    await venue.close();
  }
}
