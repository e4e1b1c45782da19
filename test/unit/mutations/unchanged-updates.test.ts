import { describe, expect, it } from 'vitest';
import type { Sql } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql.ts';
import { runUnitOfWork } from '../../../src/mutations/unit-of-work.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';
import { organizer } from '../programme/loaded-rows.ts';

/** Runs a decision against a connection that answers with the time, and everything else with no rows. */
async function run(before: object, after: object) {
  const sent: string[] = [];
  const notified: string[] = [];
  const client = {
    connection: { stream: { cork() {}, uncork() {} } },
    async query(statement: string | Sql) {
      const text = typeof statement === 'string' ? statement : statement.text;
      sent.push(text.trim().split(/\s+/).slice(0, 3).join(' '));
      return { rows: text.includes('extract(epoch') ? [{ time: '0' }] : [], command: text };
    },
    release() {},
  };
  const context = {
    identity: organizer,
    requestId: 'request',
    database: { writePool: { connect: async () => client } },
    deskPresence: { notifyProgrammeChanged: (exhibition: string) => notified.push(exhibition) },
    requireValid() {},
    scheduler: new FakeScheduler(),
  };
  const result = await runUnitOfWork(context as never, {
    mutation: 'updateDeal',
    idempotency: null,
    load: (read) => read(sql`SELECT 1`),
    decide: () => ({
      result: { deal: 'deal' },
      writes: [sql`UPDATE "Deal" SET "titles" = '[]'`],
      audit: [{ exhibition: 'exhibition', type: 'Deal', id: 'deal', before, after }],
    }),
  });
  return { result, sent, notified };
}

const readTime = 'SELECT (extract(epoch FROM';

describe('a unit of work', () => {
  it('writes a change with its audit row, and notifies the desks of the exhibition', async () => {
    expect(await run({ titles: [] }, { titles: ['Plant'] })).toEqual({
      result: { deal: 'deal' },
      sent: [
        ...['BEGIN', 'SELECT 1', readTime],
        // The previous rows are kept for undo.
        "SELECT set_config('pavilion.change', $1,",
        ...['UPDATE "Deal" SET', 'INSERT INTO "AuditRecord"', 'COMMIT'],
      ],
      notified: ['exhibition'],
    });
  });

  it('writes and notifies nothing for an update that changes nothing, and succeeds', async () => {
    expect(await run({ titles: ['Plant'] }, { titles: ['Plant'] })).toEqual({
      result: { deal: 'deal' },
      sent: ['BEGIN', 'SELECT 1', readTime, 'COMMIT'],
      notified: [],
    });
  });
});
