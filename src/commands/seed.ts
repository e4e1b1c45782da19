import { seed } from '../../prisma/seed.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { runCommand } from './command.ts';
import { readEnvironment } from './environment.ts';

await runCommand(
  {
    name: 'npm run seed',
    summary: 'Migrates the database of DATABASE_URL, or the embedded one, and adds the sample data once.',
    options: {},
  },
  async () => {
    const config = readEnvironment({ usesTokens: false });
    const database = await openDatabase(config.database, {
      onError: (error) => console.error(error.message),
    });
    try {
      await migrate(database.streamPool);
      await seed(database);
    } finally {
      await database.close();
    }
  },
);
