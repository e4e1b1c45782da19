/** Removes from installed packages what no server reads. */
import { globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Each with the reason. test/live/release.long.test.ts runs every command without them. */
export const unread: readonly { pattern: string; reason: string }[] = [
  { pattern: '**/*.map', reason: 'for debuggers' },
  { pattern: '**/*.d.{ts,mts,cts}', reason: 'for compilers' },
  {
    pattern: '@prisma/client/runtime/*.{cockroachdb,mysql,sqlite,sqlserver}.*',
    reason: 'of other databases than PostgreSQL',
  },
  {
    pattern: '@prisma/client/runtime/query_compiler_small_bg.*',
    reason: 'the client imports the fast compiler',
  },
  { pattern: 'graphql/__dev__', reason: 'a second copy, chosen by the condition `development`' },
];

/** Returns how many bytes it removed. */
export function prunePackages(packages: string): number {
  let removed = 0;
  for (const { pattern } of unread) {
    for (const path of globSync(pattern, { cwd: packages })) {
      const file = join(packages, path);
      removed += sizeOf(file);
      rmSync(file, { recursive: true });
    }
  }
  return removed;
}

function sizeOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return globSync('**/*', { cwd: path })
    .map((file) => statSync(join(path, file)))
    .reduce((sum, each) => sum + (each.isFile() ? each.size : 0), 0);
}
