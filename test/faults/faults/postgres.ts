/** Faults of Postgres, which stores the announcements. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Cluster } from '../cluster.ts';
import { again } from '../plan.ts';
import type { Fault } from './fault.ts';

/** Share of the window: an outage of the whole window would hide every other effect in the row. */
const downShare = 0.5;

function restarted(how: 'fast' | 'immediate' | 'kill', name: string): Fault<Cluster> {
  return {
    name,
    async inject({ postgres }, { lastsMs }) {
      await postgres.stop(how);
      await wait(lastsMs * downShare);
      await postgres.start();
    },
  };
}

export const postgresFaults: Fault<Cluster>[] = [
  {
    name: 'Postgres connections killed every second',
    inject: (cluster, plan) =>
      again(plan, 1_000, async () => {
        await cluster.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
        );
      }),
  },
  restarted('fast', 'Postgres restarted fast'),
  restarted('immediate', 'Postgres restarted immediate'),
  restarted('kill', 'Postgres killed'),
  {
    name: "a lock held on the stream's row",
    async inject(cluster, { lastsMs }) {
      const holder = new pg.Client({ connectionString: cluster.postgres.url });
      await holder.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM "AnnouncementStream" FOR UPDATE');
      await wait(lastsMs);
      await holder.query('ROLLBACK');
      await holder.end();
    },
  },
  {
    name: 'the pools of all servers exhausted',
    async inject(cluster, { lastsMs }) {
      const occupied = await Promise.all(cluster.servers.map((server) => server.ask('occupyPool', lastsMs)));
      return occupied.every((connections) => connections > 0)
        ? {}
        : { complaints: ['the pool of a server was not occupied'] };
    },
  },
];
