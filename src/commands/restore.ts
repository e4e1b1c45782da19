import { beginEpochs } from '../announcements/begin-epochs.ts';
import { readBackup } from '../backup/backup-file.ts';
import { loadBackup } from '../backup/load-backup.ts';
import { grantRights } from '../database/grant-rights.ts';
import { runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';
import { withDatabase } from './with-database.ts';

await runCommand(
  {
    name: 'npm run restore',
    summary:
      'Restores a backup file into the empty database of DATABASE_URL, as its owner, or into an empty DATA_DIR. Clients that saw more than the backup holds begin again. No server may run.',
    options: { from: { type: 'string', value: '<file>', description: 'Required.' } },
  },
  async ({ from }) => {
    if (!from) throw new UsageError('--from is missing.');
    const config = readEnvironment({ usesTokens: false });
    await withDatabase(
      config,
      async ({ streamPool }) => {
        const rows = await loadBackup(streamPool, readBackup(from));
        const streams = await beginEpochs(streamPool);
        await grantRights(streamPool);
        console.log(`restored ${rows} rows, and began an epoch in ${streams} streams`);
      },
      { isMigrated: true },
    );
  },
);
