/** Another transaction, which is not committed before a verb waits for it. */
import pg from 'pg';
import { expect } from 'vitest';
import { decodeNodeId } from '../../src/graphql/global-id.ts';

const waiting = `SELECT count(*)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE NOT granted AND datname = current_database()`;

export const uuid = (id: string): string => decodeNodeId(id)!.id;

export class OtherTransaction {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(databaseUrl: string): Promise<OtherTransaction> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return new OtherTransaction(client);
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests read rows by their shape
  readonly run = async (text: string, values: unknown[] = []): Promise<any[]> =>
    (await this.#client.query(text, values)).rows;

  readonly one = async (text: string, values: unknown[] = []) => (await this.run(text, values))[0];

  /** Runs the work while the change is not committed. Fails for work that does not wait for it. */
  async whileChanging<Result>(change: () => Promise<unknown>, work: () => Promise<Result>): Promise<Result> {
    await this.run('BEGIN');
    try {
      await change();
      let ended = false;
      const result = work().finally(() => {
        ended = true;
      });
      result.catch(() => {});
      await expect.poll(async () => ended || (await this.one(waiting)).count > 0).toBe(true);
      expect(ended, 'the verb did not wait').toBe(false);
      await this.run('COMMIT');
      return await result;
    } finally {
      await this.run('ROLLBACK');
    }
  }

  /** Inserts a copy of the row with other values in some columns. */
  readonly copy = (table: string, id: string, changes: Record<string, unknown>) =>
    this.run(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(item, $2)).* FROM "${table}" AS item WHERE "id" = $1`,
      [uuid(id), JSON.stringify(changes)],
    );

  close(): Promise<void> {
    return this.#client.end();
  }
}
