/**
 * Notifier over Redis Pub/Sub: one subscribed connection and one that publishes.
 *
 * Promises: a Redis that is gone, frozen or restarted empty costs hints, never announcements, and is noticed
 * within `probeMs + probeTimeoutMs`. The only file that imports ioredis.
 */
import { Redis } from 'ioredis';
import { type NotificationListener, NotificationListeners, type Notifier } from '../stream/notifier.ts';
import type { StreamLog } from '../stream/source.ts';

const channel = 'pavilion:notifications';
const format = /^([0-9a-f-]{36}) (\d{1,16})$/;
const probeMs = 2_000;
const probeTimeoutMs = 1_000;
const maxReconnectWaitMs = 1_000;

export class RedisNotifier implements Notifier {
  readonly #subscriber: Redis;
  readonly #publisher: Redis;
  readonly #log: StreamLog;
  readonly #probe: NodeJS.Timeout;
  readonly #listeners = new NotificationListeners();
  #subscribed = false;
  /** Messages on the channel that are not hints. */
  malformed = 0;

  constructor(url: string, log: StreamLog) {
    this.#log = log;
    const common = {
      retryStrategy: (attempt: number) => Math.min(50 * attempt, maxReconnectWaitMs),
      connectTimeout: 2_000,
      maxRetriesPerRequest: 0,
      lazyConnect: false,
    };
    // A refused automatic resubscription would be an unhandled rejection: it is done by hand on each connection.
    this.#subscriber = new Redis(url, { ...common, autoResubscribe: false, enableReadyCheck: true });
    this.#publisher = new Redis(url, { ...common, enableOfflineQueue: false, commandTimeout: 500 });
    for (const [name, client] of Object.entries({
      subscriber: this.#subscriber,
      publisher: this.#publisher,
    })) {
      client.on('error', (error: Error) => this.#log.warn({ client: name, error: error.message }, 'Redis'));
    }
    this.#subscriber.on('ready', () => void this.#subscribe());
    this.#subscriber.on('close', () => this.#lost());
    this.#subscriber.on('message', (_channel: string, message: string) => this.#receive(message));
    this.#probe = setInterval(() => void this.#look(), probeMs);
    this.#probe.unref();
  }

  get healthy(): boolean {
    return this.#subscribed;
  }

  listen(listener: NotificationListener): () => void {
    return this.#listeners.add(listener);
  }

  publish(id: string, at: number): void {
    // This process need not wait for its own hint to come back.
    this.#listeners.notify(id, at);
    this.#publisher.publish(channel, `${id} ${at}`).catch(() => {});
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#subscriber.subscribe(channel);
      this.#subscribed = true;
    } catch (error) {
      this.#log.warn({ error: (error as Error).message }, 'Redis refused the subscription');
      this.#subscriber.disconnect(true);
    }
  }

  #receive(message: string): void {
    const notification = format.exec(message);
    if (notification) this.#listeners.notify(notification[1]!, Number(notification[2]));
    else this.malformed++;
  }

  /** A frozen Redis keeps its connections and says nothing: only a question that stays unanswered shows it. */
  async #look(): Promise<void> {
    if (this.#subscriber.status !== 'ready') return;
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(resolve, probeTimeoutMs, 'late');
    const answer = await Promise.race([this.#subscriber.ping().catch(() => 'late' as const), late]);
    clearTimeout(timer);
    if (answer !== 'late') return;
    this.#lost();
    this.#subscriber.disconnect(true);
  }

  #lost(): void {
    this.#subscribed = false;
  }

  async close(): Promise<void> {
    clearInterval(this.#probe);
    this.#subscriber.disconnect();
    this.#publisher.disconnect();
  }
}
