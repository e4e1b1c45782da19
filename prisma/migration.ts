/**
 * Writes and checks migrations offline, with Prisma's schema engine (WebAssembly) on an in-process PGlite.
 *
 *   npm run migration -- <name>    writes the difference between schema.prisma and the migrations
 *   npm run migration:check        exits with 1 if they differ
 *
 * src/database/migrate.ts applies them. Add CHECK constraints, triggers and functions to the SQL by hand: the schema
 * engine ignores them.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { runCommand, UsageError } from '../src/commands/command.ts';

const migrationsDir = new URL('./migrations/', import.meta.url);
const schemaFile = new URL('./schema.prisma', import.meta.url);

async function loadEngine() {
  const require = createRequire(import.meta.url);
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await readFile(
    require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  const schema = await readFile(schemaFile, 'utf8');
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(await PGlite.create()));
  return glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, factory);
}

async function listMigrations() {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(new URL(`./${name}/migration.sql`, migrationsDir), 'utf8'),
        },
      },
    })),
  );
}

/** The SQL from the state after all migrations to schema.prisma. Null if there is no difference. */
async function missingSql(): Promise<string | null> {
  const executor = await loadEngine();
  const result = await executor.diff({
    from: {
      tag: 'migrations',
      baseDir: migrationsDir.pathname,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories: await listMigrations(),
    },
    to: {
      tag: 'schemaDatamodel',
      files: [{ path: 'schema.prisma', content: await readFile(schemaFile, 'utf8') }],
    },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.exitCode === 2 ? result.stdout : null;
}

async function check(): Promise<number> {
  const sql = await missingSql();
  if (sql === null) return 0;
  console.error(`schema.prisma differs from the migrations. Run npm run migration -- <name>\n\n${sql}`);
  return 1;
}

async function write(name: string): Promise<void> {
  const sql = await missingSql();
  if (sql === null) return console.log('Nothing to migrate: schema.prisma and the migrations are equal.');
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const directory = new URL(`./${stamp}_${name}/`, migrationsDir);
  await mkdir(directory, { recursive: true });
  await writeFile(new URL('./migration.sql', directory), sql);
  console.log(`prisma/migrations/${stamp}_${name}/migration.sql`);
}

await runCommand(
  {
    name: 'npm run migration',
    summary: 'Writes a migration from the difference between schema.prisma and the migrations.',
    positionals: '<name_in_snake_case>',
    options: { check: { type: 'boolean', default: false, description: 'Only exits with 1 if they differ.' } },
  },
  ({ check: isCheck }, [name]) => {
    if (isCheck) return check();
    if (!name || !/^[a-z0-9_]+$/.test(name))
      throw new UsageError('The name of the migration is missing, or not in snake_case.');
    return write(name);
  },
);
// The schema engine leaves a timer of ten seconds, which would keep the process alive.
process.exit();
