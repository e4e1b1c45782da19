import { backupLines } from '../backup/lines.ts';
import { loadBackup } from '../backup/load-backup.ts';
import { inSnapshot } from '../database/export-snapshot.ts';
import { grantRights } from '../database/grant-rights.ts';
import { runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';
import { requireEmbedded, withDatabase } from './with-database.ts';

await runCommand(
  {
    name: 'npm run move-to-postgres',
    summary:
      'Copies the embedded database of a directory into the empty database of DATABASE_URL, as its owner. No server may run. The directory stays as it is.',
    options: {
      from: {
        type: 'string',
        value: '<directory>',
        default: '.data',
        description: 'The directory of the embedded database.',
      },
    },
  },
  async ({ from }) => {
    const config = readEnvironment({ usesTokens: false });
    if (config.database.kind === 'embedded') throw new UsageError('DATABASE_URL is missing.');
    requireEmbedded(from!);
    const embedded = { kind: 'embedded', dataDir: from! } as const;
    const rows = await withDatabase(
      config,
      (source) =>
        withDatabase(
          config,
          async ({ streamPool }) => {
            const copied = await inSnapshot(source.pool, (snapshot) =>
              loadBackup(streamPool, backupLines(snapshot)),
            );
            await grantRights(streamPool);
            return copied;
          },
          { isMigrated: true },
        ),
      { database: embedded, isMigrated: true },
    );
    console.log(`copied ${rows} rows. Tokens stay valid if AUTH_SECRET is the text in ${from}/auth-secret.`);
  },
);
