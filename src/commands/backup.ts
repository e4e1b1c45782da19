import { writeBackup } from '../backup/backup-file.ts';
import { backupLines } from '../backup/lines.ts';
import { inSnapshot } from '../database/export-snapshot.ts';
import { runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';
import { requireEmbedded, withDatabase } from './with-database.ts';

await runCommand(
  {
    name: 'npm run backup',
    summary:
      'Writes everything in the database of DATABASE_URL, as of one moment, to a compressed file that restore reads. Servers may run; of the embedded database, the server must be stopped.',
    options: { to: { type: 'string', value: '<file>', description: 'Required. It must not exist.' } },
  },
  async ({ to }) => {
    if (!to) throw new UsageError('--to is missing.');
    const config = readEnvironment({ usesTokens: false });
    if (config.database.kind === 'embedded') requireEmbedded(config.dataDir);
    await withDatabase(config, ({ streamPool }) =>
      inSnapshot(streamPool, (snapshot) => writeBackup(to, backupLines(snapshot))),
    );
    console.log(`wrote ${to}`);
  },
);
