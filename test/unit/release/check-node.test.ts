import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);

/** A Node that says that it is of another version. */
function run(program: string, version: string) {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`;
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', pretend, program], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stderr, stdout };
}

it.each(['deploy/release/check-node.js', 'deploy/release/pavilion.js'])(
  '%s names an old Node in one line',
  (program) => {
    const message = `Pavilion needs Node 24 or newer; ${process.execPath} is 22.11.0.\n`;
    expect(run(program, '22.11.0')).toEqual({ status: 2, stdout: '', stderr: message });
  },
);

it('accepts Node 24 and later ones', () => {
  for (const version of ['24.0.0', '26.1.2'])
    expect(run('deploy/release/check-node.js', version)).toEqual({ status: 0, stdout: '', stderr: '' });
});
