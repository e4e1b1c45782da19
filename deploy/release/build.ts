/**
 * Builds what a server in production needs into a folder: `npm run release -- --to <folder>`. The folder is independent of the
 * repository: compiled code, pages, migrations, the packages that are used, and the commands of production.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand, UsageError } from '../../src/commands/command.ts';
import { productionLock, productionManifest } from './manifest.ts';
import { prunePackages } from './prune.ts';

const root = join(import.meta.dirname, '../..');
const copied = [
  'dist/src',
  'dist/prisma',
  'dist/pages',
  'prisma/migrations',
  'prisma/roles.sql',
  'LICENSE',
  '.env.example',
];
const programs = ['pavilion.js', 'check-node.js'];

export function buildRelease(folder: string, contents: { hasNode: boolean; hasTraces: boolean }): void {
  // Files that were removed from the sources must not stay.
  for (const name of ['src', 'prisma']) rmSync(join(root, 'dist', name), { recursive: true, force: true });
  run(root, 'npm', 'run', '--silent', 'build');
  mkdirSync(folder, { recursive: true });
  for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const path of programs) cpSync(join(import.meta.dirname, path), join(folder, path));
  const manifest = productionManifest(readJson('package.json'), contents);
  const lock = productionLock(readJson('package-lock.json'), manifest);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  run(folder, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  prunePackages(join(folder, 'node_modules'));
}

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function run(cwd: string, program: string, ...parameters: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(error?.message ?? `${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`);
}

if (import.meta.main)
  await runCommand(
    {
      name: 'npm run release',
      summary: 'Builds a production install into an empty folder.',
      options: {
        to: { type: 'string', value: '<folder>', description: 'Required.' },
        'with-node': {
          type: 'boolean',
          default: false,
          description: 'Includes Node 24 for Linux, as node_modules/.bin/node (190 MB).',
        },
        'with-traces': {
          type: 'boolean',
          default: false,
          description: 'Includes the packages of OpenTelemetry, which send traces.',
        },
      },
    },
    ({ to, 'with-node': hasNode, 'with-traces': hasTraces }) => {
      if (!to) throw new UsageError('--to is missing.');
      const folder = resolve(to);
      if (existsSync(folder) && readdirSync(folder).length > 0)
        throw new UsageError(`--to must be an empty folder, and ${folder} is not.`);
      buildRelease(folder, { hasNode, hasTraces });
      console.log(`built ${folder}: node ${join(folder, 'pavilion.js')}`);
    },
  );
