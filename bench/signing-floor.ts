/**
 * The floor of signing: how often per second Postgres commits the minimum of a signing, through `pg` only. One
 * transaction takes the next number from the stream's row, so that transactions wait for each other, and inserts a row.
 */
import pg from 'pg';
import { slugOf } from './exhibition-rows.ts';
import { percentile } from './samples.ts';

const number = `
  UPDATE "AnnouncementStream" SET "head" = "head" + 1
  WHERE "mode" = 'LIVE' AND "exhibitionId" = (SELECT "id" FROM "Exhibition" WHERE "slug" = $1)`;
const record = 'INSERT INTO bench_signed ("slug", "content") VALUES ($1, $2)';
const content = 'x'.repeat(600);

export async function measureSigningFloor(
  databaseUrl: string,
  { exhibitions, signings, callers }: { exhibitions: number; signings: number; callers: number },
): Promise<Record<string, number>> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: callers });
  await pool.query('CREATE TABLE bench_signed ("slug" text, "content" text)');
  const latenciesMs: number[] = [];
  let left = signings;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left-- > 0) {
        const began = performance.now();
        const client = await pool.connect();
        const slug = slugOf(left % exhibitions);
        await client.query('BEGIN');
        await client.query({ name: 'number', text: number, values: [slug] });
        await client.query({ name: 'record', text: record, values: [slug, content] });
        await client.query('COMMIT');
        client.release();
        latenciesMs.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await pool.end();
  return {
    signingsPerSecond: signings / seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}
