/**
 * RedisNotifier is a Notifier over Redis Pub/Sub: one connection that subscribes and one that publishes.
 *
 * Promises: if Redis is down, frozen or restarted, notifications are lost but announcements are not. The failure is
 * detected within `maxProbeMs`.
 */
import { Redis } from 'ioredis';
import { type NotificationListener, NotificationListeners, type Notifier } from '../stream/notifier.ts';
import { type Scheduler, systemScheduler } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { ConnectionProbe } from './connection-probe.ts';

const channel = 'pavilion:notifications';
const format = /^([0-9a-f-]{36}) (\d{1,16})$/;
const maxReconnectWaitMs = 1_000;

export class RedisNotifier implements Notifier {
  readonly #subscriber: Redis;
  readonly #publisher: Redis;
  readonly #log: StreamLog;
  readonly #probe: ConnectionProbe;
  readonly #listeners = new NotificationListeners();
  #subscribed = false;
  /** Messages on the channel that are not notifications. */
  malformed = 0;

  constructor(url: string, log: StreamLog, scheduler: Scheduler = systemScheduler) {
    this.#log = log;
    const options = {
      retryStrategy: (attempt: number) => Math.min(50 * attempt, maxReconnectWaitMs),
      connectTimeout: 2_000,
      maxRetriesPerRequest: 0,
      lazyConnect: false,
    };
    // If Redis rejects an automatic resubscription, ioredis causes an unhandled rejection. So each connection subscribes
    // explicitly.
    this.#subscriber = new Redis(url, { ...options, autoResubscribe: false, enableReadyCheck: true });
    this.#publisher = new Redis(url, { ...options, enableOfflineQueue: false, commandTimeout: 500 });
    for (const [name, client] of Object.entries({
      subscriber: this.#subscriber,
      publisher: this.#publisher,
    })) {
      client.on('error', (error: Error) => this.#log.warn({ client: name, error: error.message }, 'Redis'));
    }
    this.#subscriber.on('ready', () => void this.#subscribe());
    this.#subscriber.on('close', () => this.#onConnectionLost());
    this.#subscriber.on('message', (_channel: string, message: string) => this.#receive(message));
    this.#probe = new ConnectionProbe(
      {
        isReady: () => this.#subscriber.status === 'ready',
        ping: () => this.#subscriber.ping(),
        onSilent: () => {
          this.#onConnectionLost();
          this.#subscriber.disconnect(true);
        },
      },
      scheduler,
    );
  }

  get healthy(): boolean {
    return this.#subscribed;
  }

  listen(listener: NotificationListener): () => void {
    return this.#listeners.add(listener);
  }

  publish(id: string, at: number): void {
    // The listeners of this process do not wait for Redis.
    this.#listeners.notify(id, at);
    this.#publisher.publish(channel, `${id} ${at}`).catch(() => {});
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#subscriber.subscribe(channel);
      this.#subscribed = true;
    } catch (error) {
      this.#log.warn({ error: (error as Error).message }, 'Redis rejected the subscription');
      this.#subscriber.disconnect(true);
    }
  }

  #receive(message: string): void {
    const notification = format.exec(message);
    if (notification) this.#listeners.notify(notification[1]!, Number(notification[2]));
    else this.malformed++;
  }

  #onConnectionLost(): void {
    this.#subscribed = false;
  }

  async close(): Promise<void> {
    this.#probe.stop();
    this.#subscriber.disconnect();
    this.#publisher.disconnect();
  }
}
