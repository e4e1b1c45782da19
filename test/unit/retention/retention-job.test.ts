import { describe, expect, it, onTestFinished } from 'vitest';
import { RetentionJob, rowsPerStatement, statementsPerRun } from '../../../src/retention/retention-job.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const hourMs = 60 * 60_000;

function start({ counts = () => 0, auditDays = 90 }: { counts?: () => number; auditDays?: number } = {}) {
  const scheduler = new FakeScheduler();
  const sent: { text: string; values: unknown[] }[] = [];
  const warnings: string[] = [];
  const pool = {
    query: async (text: string, values: unknown[]) => {
      sent.push({ text, values });
      return { rows: [{ count: counts() }] };
    },
  };
  const job = new RetentionJob(
    pool as never,
    { idempotencyKeyDays: 30, revokedTokenDays: 0, auditDays },
    scheduler,
    { info: () => {}, warn: (_details, message) => void warnings.push(message) },
  );
  onTestFinished(() => job.close());
  return { scheduler, sent, job, warnings };
}

describe('the retention job', () => {
  it('runs after its start and then each hour, until it is closed', async () => {
    const { scheduler, sent, job } = start();
    await scheduler.advance(hourMs / 2);
    const inOneRun = sent.length;
    expect(inOneRun).toBe(3);
    await scheduler.advance(3 * hourMs);
    expect(sent).toHaveLength(4 * inOneRun);
    job.close();
    await scheduler.advance(3 * hourMs);
    expect(sent).toHaveLength(4 * inOneRun);
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('deletes nothing of what is kept without a limit', async () => {
    const { job, sent } = start({ auditDays: 0 });
    expect(await job.run()).toEqual({ IdempotencyKey: 0, RevokedToken: 0, ChangedRow: 0, AuditRecord: 0 });
    expect(sent.map(({ values }) => values)).toEqual([[30, rowsPerStatement]]);
    expect(sent[0]!.text).toContain('"IdempotencyKey"');
  });

  it('continues while there are old rows, within its limit', async () => {
    const left = [rowsPerStatement, rowsPerStatement, 7];
    const { job, sent } = start({ counts: () => left.shift() ?? 0, auditDays: 0 });
    expect((await job.run()).IdempotencyKey).toBe(2 * rowsPerStatement + 7);
    expect(sent).toHaveLength(3);
    const endless = start({ counts: () => rowsPerStatement, auditDays: 0 });
    await endless.job.run();
    expect(endless.sent).toHaveLength(statementsPerRun);
  });

  it('goes on after a run that failed', async () => {
    let isUp = false;
    const counts = () => {
      if (!isUp) throw new Error('the database is down');
      return 0;
    };
    const { scheduler, sent, warnings } = start({ counts });
    await scheduler.advance(hourMs / 2);
    expect(warnings).toHaveLength(1);
    expect(sent).toHaveLength(1);
    isUp = true;
    await scheduler.advance(hourMs);
    expect(warnings).toHaveLength(1);
    expect(sent).toHaveLength(4);
  });
});
