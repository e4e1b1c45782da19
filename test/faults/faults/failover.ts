/**
 * The primary dies and a standby that lacks its tail replaces it: the newest announcements are lost. The epochs of the
 * cursors must reveal that; no screen may go on showing an announcement that is not stored.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { encodeNodeId } from '../../../src/graphql/global-id.ts';
import { createStandby, type PostgresServer } from '../../support/postgres-server.ts';
import { type Cluster, postgresSettings } from '../cluster.ts';
import type { Operator } from '../operator/operator.ts';
import type { Fault } from './fault.ts';

const streamQuery = `SELECT "head", "epoch" FROM "AnnouncementStream" WHERE "mode" = 'LIVE'`;

export const failover = (operator: Operator): Fault<Cluster> => ({
  name: 'failover to a standby that lacks the tail',
  losesTail: true,
  async inject(cluster, { lastsMs }) {
    const primary = cluster.postgres;
    cluster.replicationLink.set('clear');
    const standby = await createStandby({ ...primary, url: cluster.replicationUrl }, postgresSettings);
    await catchUp(primary, standby);
    cluster.replicationLink.set('refuse');
    // Announcements from now on do not reach the standby.
    await wait(lastsMs / 2);
    const [before] = await ask<{ epoch: string }>(primary, streamQuery);
    await primary.stop('immediate');
    await ask(standby, 'SELECT pg_promote()');
    const [after] = await ask<{ head: number }>(standby, streamQuery);
    cluster.postgres = standby;
    await primary.remove();
    return { lostTail: { fork: after!.head, epoch: before!.epoch } };
  },
  async mend(cluster) {
    const deals = await ask<{ id: string; status: string }>(
      cluster.postgres,
      `SELECT "id", "status"::text FROM "Deal" ORDER BY "id"`,
    );
    const inStatus = (wanted: string) =>
      deals.filter(({ status }) => status === wanted).map(({ id }) => encodeNodeId('Deal', id));
    operator.replaceDeals(inStatus('PLANNED'), inStatus('SIGNED'));
  },
});

async function catchUp(primary: PostgresServer, standby: PostgresServer): Promise<void> {
  const [now] = await ask<{ lsn: string }>(primary, 'SELECT pg_current_wal_lsn()::text AS lsn');
  const reached = 'SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS reached';
  while (!(await ask<{ reached: boolean }>(standby, reached, [now!.lsn]))[0]?.reached) await wait(50);
}

async function ask<Row extends pg.QueryResultRow>(
  { url }: PostgresServer,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
