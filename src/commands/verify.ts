/** Recomputes all totals and hashes from the record alone. Exits with 1 if one differs. */
import { verifyStreams } from '../announcements/verify-streams.ts';
import { openDatabase } from '../database/database.ts';
import { runCommand } from './command.ts';
import { readEnvironment } from './environment.ts';

await runCommand(
  {
    name: 'npm run verify',
    summary:
      'Recomputes the totals and the hash chain of the LIVE streams, and the commitments of speeches, and reports what differs.',
    options: {},
  },
  async () => {
    const config = readEnvironment({ usesTokens: false });
    const database = await openDatabase(config.database, {
      onError: (error) => console.error(error.message),
    });
    try {
      const streams = await verifyStreams(database.pool);
      for (const { slug, announcements, opening, problems } of streams) {
        const state = problems.length === 0 ? 'ok' : `${problems.length} problems`;
        console.log(`${slug}: ${announcements} announcements, ${opening} opening deals: ${state}`);
        for (const problem of problems) console.error(`  ${problem}`);
      }
      return streams.some(({ problems }) => problems.length > 0) ? 1 : 0;
    } finally {
      await database.close();
    }
  },
);
