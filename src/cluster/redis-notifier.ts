/**
 * RedisNotifier is a Notifier over Redis Pub/Sub: one connection that subscribes and one that publishes.
 *
 * Promises: if Redis is down, frozen or restarted, or refuses to publish or to subscribe, notifications are lost but
 * announcements are not. The failure is detected within `maxProbeMs`: a probe is published and must be received.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type NotificationListener, NotificationListeners, type Notifier } from '../stream/notifier.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import { ConnectionProbe } from './connection-probe.ts';
import { connectRedis, type RedisConfig } from './redis-connection.ts';
import type { RedisStatus } from './redis-status.ts';

/**
 * The id of a stream, of an exhibition or of the wall control of an exhibition, and a number. Servers that trace append the place of the
 * mutation in its trace.
 */
const format = /^((?:walls:)?[0-9a-f-]{36}) (\d{1,16})(?: (00-[0-9a-f]{32}-[0-9a-f]{16}-01))?$/;
const maxReconnectWaitMs = 1_000;

/** The traces that notifications belong to. */
export interface NotificationTraces {
  /** The place of the running code in its trace. */
  publishing(id: string, at: number): string | null;
  begin(id: string, at: number, place: string): void;
}

export class RedisNotifier implements Notifier {
  readonly #subscriber: Redis;
  readonly #publisher: Redis;
  readonly #status: RedisStatus;
  readonly #traces: NotificationTraces | null;
  readonly #probe: ConnectionProbe;
  readonly #listeners = new NotificationListeners();
  readonly #channel: string;
  /** A channel of this process only, so that probes cost the other servers nothing. */
  readonly #probeChannel: string;
  #onProbe: () => void = () => {};
  #subscribed = false;
  #healthy = false;
  /** Messages on the channel that are not notifications. */
  malformed = 0;

  constructor(
    config: RedisConfig,
    status: RedisStatus,
    scheduler: Scheduler,
    traces: NotificationTraces | null = null,
  ) {
    this.#status = status;
    this.#traces = traces;
    this.#channel = `${config.keyPrefix}notifications`;
    this.#probeChannel = `${config.keyPrefix}probe:${randomUUID()}`;
    const options = {
      retryStrategy: (attempt: number) => Math.min(50 * attempt, maxReconnectWaitMs),
      maxRetriesPerRequest: 0,
      lazyConnect: false,
    };
    // If Redis rejects an automatic resubscription, ioredis causes an unhandled rejection. So each connection subscribes
    // explicitly.
    this.#subscriber = connectRedis(config, { ...options, autoResubscribe: false, enableReadyCheck: true });
    this.#publisher = connectRedis(config, { ...options, enableOfflineQueue: false, commandTimeout: 500 });
    for (const client of [this.#subscriber, this.#publisher])
      client.on('error', (error: Error) => this.#onFailure(error.message));
    this.#subscriber.on('ready', () => void this.#subscribe());
    this.#publisher.on('ready', () => void this.#probe.run());
    this.#subscriber.on('close', () => this.#onClose());
    this.#subscriber.on('message', (channel: string, message: string) => this.#receive(channel, message));
    this.#probe = new ConnectionProbe(
      {
        isReady: () => this.#subscribed,
        probe: () => this.#roundTrip(),
        onAnswer: () => {
          this.#healthy = true;
          this.#status.report('notifications', null);
        },
        onFailure: (error) => {
          this.#onFailure(error?.message ?? 'no answer');
          // An error is answered by the next connection too. A silent connection must be opened again.
          if (error === null) for (const each of [this.#subscriber, this.#publisher]) each.disconnect(true);
        },
      },
      scheduler,
    );
  }

  get healthy(): boolean {
    return this.#healthy;
  }

  listen(listener: NotificationListener): () => void {
    return this.#listeners.add(listener);
  }

  publish(id: string, at: number): void {
    // The listeners of this process do not wait for Redis.
    this.#listeners.notify(id, at);
    const place = this.#traces?.publishing(id, at);
    const message = place ? `${id} ${at} ${place}` : `${id} ${at}`;
    this.#publisher.publish(this.#channel, message).catch(() => {});
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#subscriber.subscribe(this.#channel, this.#probeChannel);
      this.#subscribed = true;
      await this.#probe.run();
    } catch (error) {
      this.#onFailure((error as Error).message);
      this.#subscriber.disconnect(true);
    }
  }

  async #roundTrip(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onProbe = resolve;
    await this.#publisher.publish(this.#probeChannel, '');
    await promise;
  }

  #receive(channel: string, message: string): void {
    if (channel === this.#probeChannel) {
      this.#onProbe();
      return;
    }
    const notification = format.exec(message);
    if (!notification) {
      this.malformed++;
      return;
    }
    const [, id, at, place] = notification;
    if (place) this.#traces?.begin(id!, Number(at), place);
    this.#listeners.notify(id!, Number(at));
  }

  #onClose(): void {
    this.#subscribed = false;
    if (this.#healthy) this.#onFailure('the connection was closed');
  }

  #onFailure(problem: string): void {
    this.#healthy = false;
    this.#status.report('notifications', problem);
  }

  async close(): Promise<void> {
    this.#probe.stop();
    this.#subscriber.disconnect();
    this.#publisher.disconnect();
  }
}
