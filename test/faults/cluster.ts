/**
 * Everything that a ceremony runs on, as real processes: Postgres with fsync, Redis, three servers behind a
 * balancer, and a network between any two parts that can be broken.
 *
 *   screens ── screensLink ──┐
 *                            ├─ balancer ── servers ── postgresLinks ── Postgres
 *   operator ─ operatorLinks ┘                     └── redisLinks ──── Redis
 */
import pg from 'pg';
import type { BuiltExhibition } from '../support/build-exhibition.ts';
import { freePort } from '../support/child-process.ts';
import { Link } from '../support/link.ts';
import { createPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { createRedis, type RedisServer } from '../support/redis-server.ts';
import { type AnnouncementReader, readFromPostgres } from './announcement-reader.ts';
import { Balancer } from './balancer.ts';
import { openCeremony, secret, unlimited } from './open-ceremony.ts';
import { ServerProcess } from './server-process.ts';
import type { Venue } from './venue.ts';

export const metricsToken = 'the-token-for-metrics';
const readyWithinMs = 60_000;
export const postgresSettings = [
  'fsync=on',
  'max_connections=80',
  'wal_level=replica',
  'max_wal_senders=4',
  'wal_keep_size=512MB',
  'shared_buffers=256MB',
];

export interface ClusterOptions {
  servers?: number;
  deals?: number;
  mutant?: string | undefined;
  environment?: Record<string, string>;
  nodeFlags?: string[];
  /** Links in addition to those above. */
  settings?: string[];
}

export class Cluster implements Venue {
  postgres!: PostgresServer;
  redis!: RedisServer;
  readonly postgresLinks: Link[] = [];
  readonly redisLinks: Link[] = [];
  readonly servers: ServerProcess[] = [];
  balancer!: Balancer;
  screensLink!: Link;
  /** The links between the primary and its standbys. */
  replicationLink!: Link;
  readonly operatorLinks: Link[] = [];
  exhibition!: BuiltExhibition;
  operatorToken!: string;
  organizerToken!: string;
  announcements!: AnnouncementReader;

  static async open(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster();
    try {
      await cluster.#build(options);
      return cluster;
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  async #build({
    servers = 3,
    deals = 40,
    mutant,
    environment,
    nodeFlags = [],
    settings = [],
  }: ClusterOptions) {
    this.postgres = await createPostgres([...postgresSettings, ...settings]);
    this.redis = await createRedis();
    for (let index = 0; index < servers; index++) {
      const postgresLink = await Link.open(() => this.postgres.port);
      const redisLink = await Link.open(() => this.redis.port);
      this.postgresLinks.push(postgresLink);
      this.redisLinks.push(redisLink);
      const server = new ServerProcess({
        port: await freePort(),
        mutant,
        nodeFlags,
        environment: {
          DATABASE_URL: `postgres://postgres@127.0.0.1:${postgresLink.port}/postgres`,
          REDIS_URL: `redis://127.0.0.1:${redisLink.port}`,
          AUTH_SECRET: secret,
          METRICS_TOKEN: metricsToken,
          ...unlimited,
          ...environment,
        },
      });
      this.servers.push(server);
      await server.start();
    }
    this.replicationLink = await Link.open(() => this.postgres.port);
    this.balancer = await Balancer.open(this.servers.map(({ port }) => port));
    this.screensLink = await Link.open(() => this.balancer.port);
    for (const _ of this.servers) this.operatorLinks.push(await Link.open(() => this.balancer.port));
    await this.ready();
    Object.assign(this, await openCeremony(this.url, deals));
    this.announcements = readFromPostgres(() => this.postgres.url, this.exhibition.slug);
  }

  /** A URL that bypasses every link that may be broken. */
  get url(): string {
    return `http://127.0.0.1:${this.balancer.port}`;
  }

  get screensUrl(): string {
    return `http://127.0.0.1:${this.screensLink.port}`;
  }

  get replicationUrl(): string {
    return `postgres://postgres@127.0.0.1:${this.replicationLink.port}/postgres`;
  }

  get operatorUrls(): string[] {
    return this.operatorLinks.map(({ port }) => `http://127.0.0.1:${port}`);
  }

  /** Resolves when every running server takes traffic. */
  async ready(): Promise<void> {
    const until = Date.now() + readyWithinMs;
    const isReady = () =>
      this.servers.every((server) => !server.isRunning || this.balancer.conditionOf(server.port) === 'ready');
    while (!isReady()) {
      if (Date.now() > until) throw new Error('the servers did not become ready');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Uses a separate connection that bypasses every link. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  surprises(): string[] {
    return this.servers.flatMap((server) => server.surprises.splice(0));
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.screensLink?.close();
    await this.replicationLink?.close();
    for (const link of this.operatorLinks) await link.close();
    await this.balancer?.close();
    for (const link of [...this.postgresLinks, ...this.redisLinks]) await link.close();
    await this.redis?.remove();
    await this.postgres?.remove();
  }
}
