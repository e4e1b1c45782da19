/** npm run migrate: brings the database of DATABASE_URL (or the embedded one) up to date, and says what it did. */
import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { explainStartError } from '../startup-errors.ts';

let config: Config | null = null;
try {
  config = readConfig(process.env);
  const database = await openDatabase(config.database, () => {});
  const applied = await migrate(database.pool);
  console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date');
  await database.close();
} catch (error) {
  console.error(config ? explainStartError(error, config) : (error as Error).message);
  process.exit(1);
}
