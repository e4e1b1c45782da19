/** Cluster connects servers over Redis: they exchange notifications, presence and counters. Without Redis, a server is alone. */
import { LocalNotifier, type Notifier } from '../stream/notifier.ts';
import { type Scheduler, systemScheduler } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { LocalPresence, type Presence } from './presence.ts';
import { RedisCounters } from './redis-counters.ts';
import { RedisNotifier } from './redis-notifier.ts';
import { RedisPresence } from './redis-presence.ts';
import type { SharedCounters } from './shared-counters.ts';

export interface Cluster<Report extends object> {
  notifier: Notifier;
  presence: Presence<Report>;
  /** Null without Redis. */
  counters: SharedCounters | null;
  malformedNotifications(): number;
}

export function openCluster<Report extends object>(
  redisUrl: string | null,
  log: StreamLog,
  scheduler: Scheduler = systemScheduler,
): Cluster<Report> {
  if (redisUrl === null)
    return {
      notifier: new LocalNotifier(),
      presence: new LocalPresence(),
      counters: null,
      malformedNotifications: () => 0,
    };
  const notifier = new RedisNotifier(redisUrl, log, scheduler);
  return {
    notifier,
    presence: new RedisPresence(redisUrl, log, scheduler),
    counters: new RedisCounters(redisUrl, log),
    malformedNotifications: () => notifier.malformed,
  };
}
