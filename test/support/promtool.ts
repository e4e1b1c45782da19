import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './child-process.ts';

const folder = join(tmpdir(), 'pavilion-promtool');

/** The path of promtool. Debian's package is unpacked, not installed: it would start a Prometheus. */
export function preparePromtool(): string {
  const found = findProgram('promtool', [join(folder, 'usr/bin')]);
  if (found) return found;
  console.log('unpacking promtool of the package prometheus, for the tests');
  mkdirSync(folder, { recursive: true });
  const run = (program: string, ...parameters: string[]) =>
    spawnSync(program, parameters, { cwd: folder, encoding: 'utf8' });
  if (run('apt-get', 'download', 'prometheus').status !== 0) {
    run('apt-get', 'update');
    const { status, stderr } = run('apt-get', 'download', 'prometheus');
    if (status !== 0)
      throw new Error(`The tests need promtool, and apt-get could not download prometheus:\n${stderr}`);
  }
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'))!;
  run('dpkg', '-x', file, '.');
  return join(folder, 'usr/bin/promtool');
}
