import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { MetricRegistry } from './registry.ts';

export function declareStreamMetrics(
  registry: MetricRegistry,
  { hub, nameOf }: AnnouncementStreams,
  malformedNotifications: () => number,
): void {
  const { counters, streams } = hub;
  const sum = (count: (stream: typeof streams extends ReadonlyMap<string, infer S> ? S : never) => number) =>
    [...streams.values()].reduce((total, each) => total + count(each), 0);

  registry.gauge('pavilion_streams', 'Streams that this process follows.', () => streams.size);
  registry.gauge('pavilion_subscribers', 'Subscriptions to announcements.', () =>
    sum((each) => each.subscribers),
  );
  registry.gauge('pavilion_audiences', 'Groups of subscriptions that share one execution.', () =>
    sum((each) => each.audiences.size),
  );
  registry.labelledGauge('pavilion_stream_head', 'Newest sequence of the stream.', ['stream'], () =>
    [...streams.values()].map((each) => [{ stream: nameOf(each.streamId) }, each.head] as const),
  );
  registry.labelledGauge(
    'pavilion_stream_lag',
    'Announcements by which the slowest subscriber is behind the head.',
    ['stream'],
    () => [...streams.values()].map((each) => [{ stream: nameOf(each.streamId) }, each.maxLag] as const),
  );
  registry.counter('pavilion_notifications_total', 'Notifications received.', () => counters.notifications);
  registry.counter(
    'pavilion_malformed_notifications_total',
    'Redis messages on the channel that are not notifications.',
    malformedNotifications,
  );
  registry.counter(
    'pavilion_unfounded_notifications_total',
    'Notifications of announcements that the database does not have.',
    () => counters.unfoundedNotifications,
  );
  registry.counter(
    'pavilion_missed_notifications_total',
    'Announcements that a poll found before a notification arrived.',
    () => counters.missedNotifications,
  );
  registry.counter(
    'pavilion_rejected_cursors_total',
    'Subscriptions whose cursor cannot be resumed.',
    () => counters.rejectedCursors,
  );
  registry.counter(
    'pavilion_failed_polls_total',
    'Polls of the stream heads that failed.',
    () => counters.failedPolls,
  );
  registry.counter(
    'pavilion_replay_pages_total',
    'Pages of announcements read for replays.',
    () => counters.replayPages,
  );
  registry.counter(
    'pavilion_slow_subscribers_ended_total',
    'Subscriptions ended because they accepted no data for too long.',
    () => counters.slowSubscribers,
  );
}
