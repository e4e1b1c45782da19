import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { explainStartError } from '../startup-errors.ts';
import { UsageError } from './command.ts';

/** Opening an embedded database makes it: a command that reads one must not. */
export function requireEmbedded(dataDir: string): void {
  if (!existsSync(join(dataDir, 'postgres/PG_VERSION')))
    throw new UsageError(`There is no embedded database in ${dataDir}.`);
}

interface Options {
  /** Default: that of the configuration. */
  database?: Config['database'];
  isMigrated?: boolean;
}

/** Opens a database for a command, and closes it. What prevents that is one line with the remedy. */
export async function withDatabase<Value>(
  config: Config,
  work: (database: Database) => Promise<Value>,
  { database: settings = config.database, isMigrated = false }: Options = {},
): Promise<Value> {
  const database = await openDatabase(settings, { onError: () => {} }).catch((error: unknown) => {
    throw explained(error, config);
  });
  try {
    if (isMigrated)
      await migrate(database.streamPool).catch((error: unknown) => {
        throw explained(error, config);
      });
    return await work(database);
  } finally {
    await database.close();
  }
}

function explained(error: unknown, config: Config): Error {
  return new Error(explainStartError(error, config), { cause: error });
}
