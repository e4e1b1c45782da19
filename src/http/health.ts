/** /health/live: the process responds. /health/ready: it can serve requests; `degraded` lists what does not work. */
import type { ServerResponse } from 'node:http';
import type { Database } from '../database/database.ts';
import { UnfitDatabase } from '../database/unfit-database.ts';
import type { Scheduler } from '../stream/scheduler.ts';

const probeTimeoutMs = 1_500;
/** A probe runs once per this time, however many health requests arrive, so that they do not load the database. */
const maxAgeMs = 500;

export interface HealthParts {
  database: Pick<Database, 'streamPool'>;
  /** Null without Redis. */
  redis: { problems: string[] } | null;
  scheduler: Scheduler;
}

export interface HealthReport {
  status: 'ok' | 'degraded' | 'unavailable';
  reasons: string[];
}

const isReadOnly = 'the database is read-only: announcements are delivered, but mutations fail';
const isSilent = 'the database does not respond';

export class Health {
  readonly #parts: HealthParts;
  #probe: { problem: Promise<string | null>; askedAtMs: number } | null = null;
  isDraining = false;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  async check(): Promise<HealthReport> {
    if (this.isDraining) return { status: 'unavailable', reasons: ['the server is shutting down'] };
    const problem = await this.#databaseProblem();
    if (problem) return { status: 'unavailable', reasons: [problem] };
    const reasons = this.#parts.redis?.problems ?? [];
    return { status: reasons.length === 0 ? 'ok' : 'degraded', reasons };
  }

  #databaseProblem(): Promise<string | null> {
    const nowMs = this.#parts.scheduler.monotonicMs();
    if (!this.#probe || nowMs - this.#probe.askedAtMs > maxAgeMs)
      this.#probe = { problem: this.#ask(), askedAtMs: nowMs };
    return this.#probe.problem;
  }

  #ask(): Promise<string | null> {
    const { database, scheduler } = this.#parts;
    return new Promise((resolve) => {
      const timer = scheduler.setTimeout(() => resolve(isSilent), probeTimeoutMs);
      database.streamPool
        .query<{ isReadOnly: string }>(`SELECT current_setting('transaction_read_only') AS "isReadOnly"`)
        .then(
          ({ rows }) => resolve(rows[0]?.isReadOnly === 'on' ? isReadOnly : null),
          (error) =>
            resolve(
              error instanceof UnfitDatabase ? `the database cannot be used: ${error.message}` : isSilent,
            ),
        )
        .finally(() => timer.cancel());
    });
  }
}

export function sendHealth(response: ServerResponse, report: HealthReport): void {
  response.writeHead(report.status === 'unavailable' ? 503 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(report));
}
