/** /health/live: the process responds. /health/ready: it can take traffic; `degraded` names what is missing. */
import type { ServerResponse } from 'node:http';
import type { Database } from '../database/database.ts';
import type { Notifier } from '../stream/notifier.ts';

const probeTimeoutMs = 1_500;

export interface HealthParts {
  database: Database;
  notifier: Notifier;
  isDraining: () => boolean;
}

export interface Health {
  status: 'ok' | 'degraded' | 'unavailable';
  reasons: string[];
}

export async function checkHealth({ database, notifier, isDraining }: HealthParts): Promise<Health> {
  if (isDraining()) return { status: 'unavailable', reasons: ['the server is shutting down'] };
  if (!(await responds(database)))
    return { status: 'unavailable', reasons: ['the database does not respond'] };
  if (notifier.healthy) return { status: 'ok', reasons: [] };
  return {
    status: 'degraded',
    reasons: ['Redis is unreachable: announcements of other servers arrive up to a second later'],
  };
}

async function responds({ streamPool }: Database): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, probeTimeoutMs, false);
  const answer = streamPool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

export function sendHealth(response: ServerResponse, health: Health): void {
  response.writeHead(health.status === 'unavailable' ? 503 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(health));
}
