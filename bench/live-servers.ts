/** The servers that fan-out is measured on, and a way to make them announce. */
import pg from 'pg';
import type { BenchRun } from './bench-run.ts';
import { slugOf } from './exhibition-rows.ts';
import { now } from './load/tally.ts';
import { organizerToken, Signer, startPavilionServer } from './pavilion-server.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { screenDocument } from './servers/announcements.ts';

/** The callers that sign the deals of a burst. */
const signingCallers = 10;

export interface LiveServers {
  /** The servers that hold the sockets. */
  servers: ServerProcess[];
  document: string;
  variables: Record<string, unknown>[];
  /** Announces this many together. */
  announce(count: number): Promise<Announced>;
  stop(): Promise<void>;
}

export interface Announced {
  /** The sequence of the last one. */
  sequence: number;
  /** The earliest time at which the servers with the sockets could read them. */
  dueAtMs: number;
}

export interface LiveContender {
  name: string;
  /** Maximum number of sockets: a peer is not measured beyond what it can do. */
  maxSockets: number;
  start(run: BenchRun, databaseUrl: string): Promise<LiveServers>;
}

const peerMaxSockets = 5_000;
const anySockets = 20_000;

export const liveContenders: readonly LiveContender[] = [
  inMemory('limit-ws', anySockets),
  inMemory('limit-frame', anySockets),
  inMemory('limit-tick', anySockets),
  inMemory('limit-joined', anySockets),
  {
    name: 'pavilion',
    maxSockets: anySockets,
    start: (run, databaseUrl) => startPavilions(run, databaseUrl, 1),
  },
  inMemory('live-yoga', peerMaxSockets),
  inMemory('live-mercurius', peerMaxSockets),
  inMemory('live-apollo', peerMaxSockets),
];

function inMemory(name: string, maxSockets: number): LiveContender {
  return {
    name,
    maxSockets,
    async start({ services, options }) {
      const server = await startServer({
        file: `./servers/${name}.ts`,
        environment: { REDIS_URL: services.redisUrl },
        profile: options.profile === name,
      });
      let head = 0;
      return {
        servers: [server],
        document: screenDocument,
        variables: [{ exhibition: slugOf(0) }],
        async announce(count) {
          const dueAtMs = now();
          const url = `http://127.0.0.1:${server.port}/announce?count=${count}`;
          await (await fetch(url, { method: 'POST' })).arrayBuffer();
          head += count;
          return { sequence: head, dueAtMs };
        },
        stop: () => server.stop(),
      };
    },
  };
}

/**
 * A single announcement is a deal signed at the server that holds the sockets. Several together are deals signed at
 * another server while the servers with the sockets are stopped (SIGSTOP): continued, they find all of them ready, like
 * the limits do.
 */
export async function startPavilions(
  { services, options }: BenchRun,
  databaseUrl: string,
  count: number,
): Promise<LiveServers> {
  const environment = { databaseUrl, redisUrl: services.redisUrl };
  const signingServer = await startPavilionServer(environment);
  const servers: ServerProcess[] = [];
  for (let index = 0; index < count; index++)
    servers.push(await startPavilionServer({ ...environment, profile: options.profile === 'pavilion' }));
  const signer = new Signer(await organizerToken(), await plansOf(databaseUrl, slugOf(0)));
  return {
    servers,
    document: screenDocument,
    variables: [{ exhibition: slugOf(0) }],
    async announce(deals) {
      if (deals === 1) {
        const dueAtMs = now();
        return { sequence: (await signer.sign([servers[0]!.port], 1, 1)).head, dueAtMs };
      }
      for (const server of servers) server.pause();
      try {
        const { head } = await signer.sign([signingServer.port], deals, signingCallers);
        return { sequence: head, dueAtMs: now() };
      } finally {
        for (const server of servers) server.resume();
      }
    },
    async stop() {
      await Promise.all([...servers, signingServer].map((server) => server.stop()));
    },
  };
}

/** The ids of the planned deals. */
export async function plansOf(databaseUrl: string, slug: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `SELECT deal."id" FROM "Deal" AS deal JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
     WHERE exhibition."slug" = $1 AND deal."status" = 'PLANNED'`,
    [slug],
  );
  await client.end();
  return rows.map(({ id }) => id);
}
