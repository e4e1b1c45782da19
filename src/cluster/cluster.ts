/** What servers tell one another: over Redis where they share one, else within this process alone. */
import { type Hints, LocalHints } from '../stream/notifier.ts';
import { LocalPresence, type Presence } from './presence.ts';
import { RedisCounts } from './redis-counters.ts';
import { RedisHints } from './redis-notifier.ts';
import { RedisPresence } from './redis-presence.ts';
import type { SharedCounts } from './shared-counters.ts';
import type { StreamLog } from '../stream/source.ts';

export interface BetweenServers<Report extends object> {
  hints: Hints;
  presence: Presence<Report>;
  /** Null where nobody else counts. */
  counts: SharedCounts | null;
  malformedHints(): number;
}

export function openBetweenServers<Report extends object>(
  redisUrl: string | null,
  log: StreamLog,
): BetweenServers<Report> {
  if (redisUrl === null)
    return {
      hints: new LocalHints(),
      presence: new LocalPresence(),
      counts: null,
      malformedHints: () => 0,
    };
  const hints = new RedisHints(redisUrl, log);
  return {
    hints,
    presence: new RedisPresence(redisUrl, log),
    counts: new RedisCounts(redisUrl, log),
    malformedHints: () => hints.malformed,
  };
}
