/** The files that mutants are made of: what decides, and can be held by tests that need no services. */
import { globSync } from 'node:fs';

export const root = new URL('../../', import.meta.url).pathname;

const patterns = [
  'src/stream/*.ts',
  'src/money/*.ts',
  'src/announcements/{totals,tally,deal-category,check-chain}.ts',
  'src/text/*.ts',
  'src/auth/*.ts',
  'src/rate-limit/*.ts',
  'src/client/*.ts',
  'src/http/connection-limit.ts',
  'src/database/{caller-queues,round-robin}.ts',
  'src/web/format/*.ts',
  'src/web/wall/state/*.ts',
  'src/web/desk/state/*.ts',
  'src/web/headline.ts',
  'src/mutations/{expected-version,idempotency,input-hash,new-id,retry-transient,unit-of-work}.ts',
  'src/programme/deals/{correct,retract,sign}-deal.ts',
  'src/programme/deals/{deal-filter,load-deal,write-deal}.ts',
  'src/programme/announcements/list-announcements.ts',
  'src/programme/presence/{acknowledge-announcement,desk-changes}.ts',
  'src/realtime/{audience-key,connection,connections,event-stream-subscriber,frame-batch,keep-alive}.ts',
  'src/realtime/{own-results,serialized-payload,token-end,websocket-subscriber}.ts',
];

export function targetFiles(): string[] {
  return globSync(patterns, { cwd: root }).sort();
}

/** Patterns that name a file which does not exist any more. */
export function outdatedPatterns(): string[] {
  return patterns.filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
}
