/** Cluster connects servers over Redis: they exchange notifications, presence and counters. Without Redis, a server is alone. */
import { LocalNotifier, type Notifier } from '../stream/notifier.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { LocalPresence, type Presence } from './presence.ts';
import type { RedisConfig } from './redis-connection.ts';
import { RedisCounters } from './redis-counters.ts';
import { type NotificationTraces, RedisNotifier } from './redis-notifier.ts';
import { RedisPresence } from './redis-presence.ts';
import { RedisStatus } from './redis-status.ts';
import type { SharedCounters } from './shared-counters.ts';

export interface Cluster<Report extends object> {
  notifier: Notifier;
  presence: Presence<Report>;
  /** Null without Redis. */
  counters: SharedCounters | null;
  /** Null without Redis. */
  redis: RedisStatus | null;
  malformedNotifications(): number;
}

export function openCluster<Report extends object>(
  config: RedisConfig | null,
  log: StreamLog,
  scheduler: Scheduler,
  traces: NotificationTraces | null = null,
): Cluster<Report> {
  if (config === null)
    return {
      notifier: new LocalNotifier(),
      presence: new LocalPresence(),
      counters: null,
      redis: null,
      malformedNotifications: () => 0,
    };
  const redis = new RedisStatus(log, scheduler);
  const notifier = new RedisNotifier(config, redis, scheduler, traces);
  return {
    notifier,
    presence: new RedisPresence(config, redis, scheduler),
    counters: new RedisCounters(config, redis, scheduler),
    redis,
    malformedNotifications: () => notifier.malformed,
  };
}
