/** The real program in a process and with a database of its own: a crash does not end the test run. */
import { issueToken } from '../../src/auth/tokens.ts';
import { createTestDatabase } from '../support/databases.ts';
import { type LogLine, type TokenRole, testSecret } from '../support/pavilion.ts';
import { type ProbedServer, startProbedServer } from './probed-server.ts';

const metricsToken = 'the-token-for-metrics';

export interface HostileServer extends Omit<ProbedServer, 'log' | 'stop'> {
  databaseUrl: string;
  log: LogLine[];
  /** What the metrics count of the callers. */
  gauges(): Promise<Gauges>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Gauges {
  sockets: number;
  eventStreams: number;
  members: number;
  audiences: number;
}

export async function startHostileServer(environment: Record<string, string> = {}): Promise<HostileServer> {
  const database = await createTestDatabase('empty');
  const { stop, log, ...server } = await startProbedServer(database.url, {
    AUTH_SECRET: testSecret,
    METRICS_TOKEN: metricsToken,
    ...environment,
  });
  return {
    ...server,
    log: log as LogLine[],
    databaseUrl: database.url,
    async gauges() {
      const headers = { authorization: `Bearer ${metricsToken}` };
      const page = await (await fetch(`${server.url}/metrics`, { headers })).text();
      const value = (name: string) => Number(new RegExp(`^pavilion_${name} (.+)$`, 'm').exec(page)?.[1]);
      return {
        sockets: value('sockets'),
        eventStreams: value('event_streams'),
        members: value('subscribers'),
        audiences: value('audiences'),
      };
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await database.drop();
    },
  };
}

/** A token of the server's own secret. */
export function tokenOf(role: TokenRole, exhibitions: string[] = []): Promise<string> {
  const auth = {
    kind: 'secret' as const,
    secret: testSecret,
    retiredSecrets: [],
    issuer: 'pavilion',
    audience: 'pavilion',
  };
  return issueToken(testSecret, auth, { role, exhibitions, expires: '1h' });
}
