import { spawn } from 'node:child_process';
import { once } from 'node:events';

const root = new URL('../../', import.meta.url).pathname;

/** npm run ceremony, as described in the README. */
export function startCeremony(...flags: string[]) {
  const child = spawn('npm', ['run', '--silent', 'ceremony', '--', '--pace', '0', ...flags], {
    cwd: root,
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return {
    output: () => output,
    ended: once(child, 'exit').then(([code]) => ({ code: code as number, output })),
    kill: () => process.kill(-child.pid!, 'SIGKILL'),
  };
}
