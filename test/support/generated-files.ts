/** vitest globalSetup of every project: what is generated and not committed is there and up to date. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url).pathname;
const run = promisify(execFile);

/** The Prisma client and the bundled pages. Takes a second after `npm ci`, and milliseconds once they are there. */
export default async function setup(): Promise<void> {
  for (const script of ['prisma/generate.ts', 'src/web/bundle.ts'])
    await run(process.execPath, [script], { cwd: root });
}
