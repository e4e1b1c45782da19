/** What happens to Postgres, which holds the record. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { House } from '../house.ts';
import type { Fault } from './fault.ts';

/** Longer than a statement may take, so that presses meet the end of their patience as well. */
const lockShare = 0.7;

function restarted(how: 'fast' | 'immediate' | 'kill', name: string): Fault<House> {
  return {
    name,
    async strike({ postgres }, forMs) {
      await postgres.stop(how);
      await wait(forMs / 3);
      await postgres.start();
    },
  };
}

export const postgresFaults: Fault<House>[] = [
  {
    name: 'Postgres connections killed every second',
    async strike(house, forMs) {
      for (const until = Date.now() + forMs; Date.now() < until; await wait(1_000))
        await house.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
        );
    },
  },
  restarted('fast', 'Postgres restarted fast'),
  restarted('immediate', 'Postgres restarted immediate'),
  restarted('kill', 'Postgres killed'),
  {
    name: "a lock held on the stream's row",
    async strike(house, forMs) {
      const holder = new pg.Client({ connectionString: house.postgres.url });
      await holder.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM "AnnouncementStream" FOR UPDATE');
      await wait(forMs * lockShare);
      await holder.query('ROLLBACK');
      await holder.end();
      await wait(forMs * (1 - lockShare));
    },
  },
  {
    name: 'the pools of all servers exhausted',
    async strike(house, forMs) {
      const occupied = await Promise.all(house.servers.map((server) => server.ask('occupyPool', forMs)));
      return occupied.every((connections) => connections > 0)
        ? {}
        : { complaints: ['the pool of a server was not occupied'] };
    },
  },
];
