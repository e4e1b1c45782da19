/**
 * Connections through a pooler that gives each transaction another session of Postgres.
 *
 * Promises: every statement runs in a transaction that has set the parameters of the session, and no statement has a name,
 * because the next session does not know it. BEGIN, statement and COMMIT are sent together, in one round trip.
 */
import pg from 'pg';

type Send = (query: unknown, values?: unknown) => Promise<pg.QueryResult>;
type Callback = (error: Error | undefined, result?: pg.QueryResult) => void;

/** `setParameters` is SQL that sets the parameters until the end of the transaction. */
export function transactionPoolingClient(setParameters: string): typeof pg.Client {
  const begin = `BEGIN ISOLATION LEVEL READ COMMITTED; ${setParameters}`;

  return class TransactionPoolingClient extends pg.Client {
    #isInTransaction = false;

    /** Accepts all forms of pg's method. */
    override query(...parameters: never[]): never {
      const [query, ...rest] = parameters as unknown[];
      const callback = rest.find((each): each is Callback => typeof each === 'function');
      const result = this.#run(query, Array.isArray(rest[0]) ? rest[0] : undefined);
      if (!callback) return result as never;
      result.then(
        (value) => callback(undefined, value),
        (error) => callback(error),
      );
      return undefined as never;
    }

    #run(query: unknown, values: unknown[] | undefined): Promise<pg.QueryResult> {
      const send = super.query.bind(this) as unknown as Send;
      const text = textOf(query).trimStart();
      if (/^(BEGIN|START TRANSACTION)\b/i.test(text)) {
        this.#isInTransaction = true;
        return send(begin);
      }
      const unnamed = typeof query === 'object' ? { ...query, name: undefined } : query;
      if (!this.#isInTransaction) return inTransaction(send, unnamed, values);
      if (/^(COMMIT|END|ROLLBACK(?! TO)|ABORT)\b/i.test(text)) this.#isInTransaction = false;
      return send(unnamed, values);
    }
  };

  async function inTransaction(send: Send, query: unknown, values: unknown[] | undefined) {
    const answers = await Promise.allSettled([send(begin), send(query, values), send('COMMIT')]);
    // The first failure is the cause of the others.
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    const [, result, commit] = answers as PromiseFulfilledResult<pg.QueryResult>[];
    if (commit!.value.command !== 'COMMIT')
      throw new Error(`the transaction was ended by ${commit!.value.command}`);
    return result!.value;
  }
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : String((query as { text?: unknown } | null)?.text ?? '');
}
