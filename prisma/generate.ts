/** Generates the Prisma client if it is missing or older than the schema; otherwise takes milliseconds. */
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
if (!isCurrent) {
  const { status, stdout, stderr } = spawnSync('npx', ['prisma', 'generate', '--no-hints'], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(`prisma generate failed:\n${stdout}${stderr}`);
    process.exit(1);
  }
  writeFileSync(stamp, hash);
}
