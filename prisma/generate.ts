/**
 * Generates the Prisma client if it is missing or older than the schema; otherwise takes milliseconds. Runs after
 * `npm ci`, so that every command works immediately, and before commands that a changed schema would break.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = (path: string) => new URL(path, import.meta.url);
const stamp = file('./generated/schema.sha256');
const hash = createHash('sha256')
  .update(readFileSync(file('./schema.prisma')))
  .update(readFileSync(file('../package-lock.json')))
  .digest('hex');

const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
if (!isCurrent && !isPrismaInstalled())
  console.log('The Prisma client was not generated: the Prisma CLI is not installed (npm ci --omit=dev).');
else if (!isCurrent) {
  const { status, stdout, stderr } = spawnSync('npx', ['prisma', 'generate', '--no-hints'], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(`prisma generate failed:\n${stdout}${stderr}`);
    process.exit(1);
  }
  writeFileSync(stamp, hash);
}

function isPrismaInstalled(): boolean {
  return existsSync(file('../node_modules/prisma/package.json'));
}
