/** The files that mutants are made of: what decides, and can be held by tests that need no services. */
import { globSync } from 'node:fs';

export const root = new URL('../../', import.meta.url).pathname;

const patterns = [
  'src/stream/*.ts',
  'src/money/*.ts',
  'src/announcements/{totals,tally,deal-category}.ts',
  'src/text/*.ts',
  'src/auth/*.ts',
  'src/rate-limit/*.ts',
  'src/client/*.ts',
  'src/web/format/*.ts',
  'src/web/wall/state/*.ts',
  'src/web/desk/state/*.ts',
  'src/web/investment.ts',
];

export function targetFiles(): string[] {
  return globSync(patterns, { cwd: root }).sort();
}
