/**
 * Loader writes the lines of a backup into a database with the same migrations that holds nothing else, within the transaction of
 * its caller.
 *
 * Promises: rows are written as they were, without triggers, and everything that refers to another row is checked. A backup that is
 * incomplete, of another version, or has other columns is refused.
 */
import type { LongTransaction } from '../database/long-transaction.ts';
import { rawSql, type Sql, sql } from '../database/sql.ts';
import { type BackupLine, backupFormat, quoted } from './lines.ts';
import { type BackedUpTable, readMigrations, readTables } from './tables.ts';

/** Filled by migrations and by the start of a server. */
const filledByItself: ReadonlySet<string> = new Set(['Currency', 'SearchFolding', 'DatabaseGeneration']);
/** The limits of one INSERT statement. */
const maxBatchRows = 500;
const maxBatchCharacters = 1_000_000;

export class InvalidBackup extends Error {}

export class Loader {
  readonly #transaction: LongTransaction;
  #tables: BackedUpTable[] | null = null;
  #current: BackedUpTable | null = null;
  #batch: string[] = [];
  #batchCharacters = 0;
  #rows = 0;
  #isComplete = false;

  constructor(transaction: LongTransaction) {
    this.#transaction = transaction;
  }

  get rows(): number {
    return this.#rows;
  }

  async accept(line: BackupLine): Promise<void> {
    if (Array.isArray(line)) return this.#acceptRow(line);
    if ('format' in line) return this.#begin(line);
    await this.#flush();
    if ('table' in line) this.#current = this.#find(line);
    else await this.#end(line.rows);
  }

  /** Throws if the end of the backup has not come. */
  requireComplete(): void {
    if (!this.#isComplete) throw new InvalidBackup('The backup is incomplete: its end is missing.');
  }

  async #begin({ format, migrations }: { format: string; migrations: string[] }): Promise<void> {
    const { read, write } = this.#transaction;
    if (format !== backupFormat)
      throw new InvalidBackup(`The backup has the format ${format}, not ${backupFormat}.`);
    const own = await readMigrations(read);
    const missing = migrations.filter((name) => !own.includes(name));
    const later = own.filter((name) => !migrations.includes(name));
    if (missing.length > 0)
      throw new InvalidBackup(
        `The backup is of a later version of Pavilion: this one lacks ${missing.join(', ')}.`,
      );
    if (later.length > 0)
      throw new InvalidBackup(
        `The backup is of an earlier version of Pavilion, without ${later.join(', ')}: restore it with that version, then upgrade.`,
      );
    const tables = await readTables(read);
    for (const { name } of tables) {
      if (filledByItself.has(name)) continue;
      const [found] = await read(fromText(`SELECT 1 FROM ${quoted(name)} LIMIT 1`));
      if (found)
        throw new InvalidBackup(`The database is not empty: it has rows in ${name}. Restore into a new one.`);
    }
    await write(tables.map(({ name }) => fromText(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`)));
    await write([...filledByItself].map((name) => fromText(`DELETE FROM ${quoted(name)}`)));
    this.#tables = tables;
  }

  #find({ table, columns }: { table: string; columns: string[] }): BackedUpTable {
    const found = this.#tables?.find(({ name }) => name === table);
    const own = found?.columns.map(({ name }) => name);
    if (!found || JSON.stringify(own) !== JSON.stringify(columns))
      throw new InvalidBackup(`The table ${table} of the backup has other columns than this database.`);
    return found;
  }

  async #acceptRow(row: readonly (string | null)[]): Promise<void> {
    const text = JSON.stringify(row);
    this.#batch.push(text);
    this.#batchCharacters += text.length;
    this.#rows++;
    const isFull = this.#batch.length >= maxBatchRows || this.#batchCharacters >= maxBatchCharacters;
    if (isFull && !this.#current?.refersToItself) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    if (!this.#current) throw new InvalidBackup('The backup has rows before its first table.');
    const { name, columns } = this.#current;
    const names = columns.map((column) => quoted(column.name)).join(', ');
    const values = columns.map(({ type }, index) => `(row->>${index})::${type}`).join(', ');
    const rows = `[${this.#batch.join(',')}]`;
    this.#batch = [];
    this.#batchCharacters = 0;
    const insert = rawSql(`INSERT INTO ${quoted(name)} (${names}) SELECT ${values}`);
    await this.#transaction.write([sql`${insert} FROM json_array_elements(${rows}::json) AS row`]);
  }

  async #end(rows: number): Promise<void> {
    if (rows !== this.#rows)
      throw new InvalidBackup(`The backup says that it has ${rows} rows, and has ${this.#rows}.`);
    const { write } = this.#transaction;
    const tables = this.#tables ?? [];
    await write(tables.flatMap(sequencesSql));
    await write(tables.map(({ name }) => fromText(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`)));
    this.#isComplete = true;
  }
}

const fromText = (text: string): Sql => sql`${rawSql(text)}`;

/** What is numbered by a sequence goes on after the rows. */
function sequencesSql({ name, columns }: BackedUpTable): Sql[] {
  return columns
    .filter(({ type }) => type === 'bigint' || type === 'integer')
    .map((column) =>
      fromText(`
        SELECT setval(sequence, coalesce((SELECT max(${quoted(column.name)}) FROM ${quoted(name)}), 0) + 1, false)
        FROM pg_get_serial_sequence('${quoted(name)}', '${column.name}') AS sequence WHERE sequence IS NOT NULL`),
    );
}
