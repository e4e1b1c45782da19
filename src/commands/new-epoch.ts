import { beginEpochs } from '../announcements/begin-epochs.ts';
import { openDatabase } from '../database/database.ts';
import { explainStartError } from '../startup-errors.ts';
import { runCommand } from './command.ts';
import { readEnvironment } from './environment.ts';

await runCommand(
  {
    name: 'npm run new-epoch',
    summary:
      'After a restore that Postgres does not show, such as of a disk or a directory: begins an epoch in every stream of the database of DATABASE_URL, or of the embedded one, so that clients that saw more than it holds begin again. Servers may run.',
    options: {},
  },
  async () => {
    const config = readEnvironment();
    try {
      const database = await openDatabase(config.database, { onError: () => {} });
      try {
        console.log(`began an epoch in ${await beginEpochs(database.writePool)} streams`);
      } finally {
        await database.close();
      }
    } catch (error) {
      throw new Error(explainStartError(error, config), { cause: error });
    }
  },
);
