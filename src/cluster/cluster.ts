/** What servers tell one another: over Redis where they share one, else within this process alone. */
import { LocalNotifier, type Notifier } from '../stream/notifier.ts';
import type { StreamLog } from '../stream/source.ts';
import { LocalPresence, type Presence } from './presence.ts';
import { RedisCounters } from './redis-counters.ts';
import { RedisNotifier } from './redis-notifier.ts';
import { RedisPresence } from './redis-presence.ts';
import type { SharedCounters } from './shared-counters.ts';

export interface Cluster<Report extends object> {
  notifier: Notifier;
  presence: Presence<Report>;
  /** Null where nobody else counts. */
  counts: SharedCounters | null;
  malformedNotifications(): number;
}

export function openCluster<Report extends object>(redisUrl: string | null, log: StreamLog): Cluster<Report> {
  if (redisUrl === null)
    return {
      notifier: new LocalNotifier(),
      presence: new LocalPresence(),
      counts: null,
      malformedNotifications: () => 0,
    };
  const notifier = new RedisNotifier(redisUrl, log);
  return {
    notifier,
    presence: new RedisPresence(redisUrl, log),
    counts: new RedisCounters(redisUrl, log),
    malformedNotifications: () => notifier.malformed,
  };
}
