/**
 * `npm run bench`: installs the benchmark's own dependencies from its lockfile, then runs it. This file imports nothing
 * from bench/node_modules.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../src/commands/command.ts';
import { command, readOptions } from './options.ts';

const directory = fileURLToPath(new URL('.', import.meta.url));
const lockfile = `${directory}package-lock.json`;
/** A copy of the lockfile that bench/node_modules was installed from. */
const installedBy = `${directory}node_modules/.installed-by.json`;

function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: directory, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function install(): void {
  const wanted = readFileSync(lockfile);
  if (existsSync(installedBy) && readFileSync(installedBy).equals(wanted)) return;
  console.log('installing what the bench needs beside Pavilion');
  run('npm', 'ci', '--no-audit', '--no-fund');
  copyFileSync(lockfile, installedBy);
}

await runCommand(command, (values, positionals) => {
  // A wrong option is an error before anything is installed.
  readOptions(values);
  install();
  if (values.check)
    run(
      process.execPath,
      fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url)),
      '-p',
      '.',
    );
  else if (values.plans) run(process.execPath, 'plans.ts', ...positionals);
  else if (values.top) run(process.execPath, 'top-functions.ts', ...positionals.map((path) => resolve(path)));
  else run(process.execPath, 'run.ts', ...process.argv.slice(2));
});
