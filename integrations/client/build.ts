/**
 * Builds the client library as a package of its own, and packs it: `npm run client`. The package has the sources of src/client,
 * compiled, and is independent of the server.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { runCommand } from '../../src/commands/command.ts';

const root = join(import.meta.dirname, '../..');

/** Writes what the package consists of into a folder, which is emptied first. */
export function buildClient(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
  run(process.execPath, [
    join(compiler, '../bin/tsc'),
    ...['-p', import.meta.dirname, '--outDir', join(folder, 'lib')],
  ]);
  for (const file of ['package.json', 'README.md'])
    cpSync(join(import.meta.dirname, file), join(folder, file));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

/** Returns the path of the tarball. */
export function packClient(folder: string, target: string): string {
  mkdirSync(target, { recursive: true });
  const [packed] = JSON.parse(run('npm', ['pack', folder, '--json', '--pack-destination', target]));
  return join(target, packed.filename);
}

function run(program: string, parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(error?.message ?? `${stdout}${stderr}`);
  return stdout;
}

if (import.meta.main)
  await runCommand(
    {
      name: 'npm run client',
      summary: 'Builds the client library and packs it as a tarball that npm install accepts.',
      options: {
        to: { type: 'string', value: '<folder>', default: 'dist', description: 'The folder of the tarball.' },
      },
    },
    ({ to }) => {
      const folder = join(root, 'dist/client-package');
      buildClient(folder);
      const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const tarball = packClient(folder, resolve(to!));
      console.log(`packed version ${version}: ${tarball}`);
    },
  );
