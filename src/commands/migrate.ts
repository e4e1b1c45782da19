import { grantRights } from '../database/grant-rights.ts';
import { migrate } from '../database/migrate.ts';
import { openWhenReachable } from '../database/open-when-reachable.ts';
import { refreshSearchColumns } from '../derived-columns/refresh-search-columns.ts';
import { explainStartError } from '../startup-errors.ts';
import { runCommand } from './command.ts';
import { readEnvironment } from './environment.ts';

await runCommand(
  {
    name: 'npm run migrate',
    summary: 'Applies the missing migrations to the database of DATABASE_URL, or to the embedded one.',
    options: {},
  },
  async () => {
    const config = readEnvironment({ usesTokens: false });
    try {
      const database = await openWhenReachable(
        config.database,
        { onError: () => {} },
        {
          waitMs: config.databaseWaitMs,
          onWait: ({ message }) => console.error(`waiting for the database: ${message}`),
        },
      );
      const applied = await migrate(database.streamPool);
      await refreshSearchColumns(database.streamPool);
      if (await grantRights(database.streamPool)) console.log('granted the rights of prisma/roles.sql');
      console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date');
      await database.close();
    } catch (error) {
      throw new Error(explainStartError(error, config), { cause: error });
    }
  },
);
