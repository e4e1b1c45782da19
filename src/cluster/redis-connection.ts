/** Connections to Redis: to one server, or to the primary that its Sentinels name; with or without TLS. */
import { Redis, type RedisOptions } from 'ioredis';

export interface RedisConfig {
  /** With Sentinels, its host is the name of the primary. */
  url: string;
  sentinels: readonly { host: string; port: number }[];
  sentinelPassword: string | null;
  /** Before the names of all keys and channels. */
  keyPrefix: string;
  /** Certificates in PEM. Null: those that Node trusts. */
  ca: string | null;
  /** Gets each connection before its first command. */
  onClient?: (client: Redis) => void;
}

/** UnfitRedis: the Redis cannot serve Pavilion, whatever is tried. */
export class UnfitRedis extends Error {
  override name = 'UnfitRedis';
}

const connectTimeoutMs = 2_000;
/** Redis answers HELLO 3 and INFO only to users that may send them; Pavilion needs neither. */
const protocol = 2;
/** The type of the constructor does not accept the option of RedisOptions. */
const replyMapping = 'legacy';

export function connectRedis(config: RedisConfig, options: RedisOptions): Redis {
  const client = createClient(config, options);
  config.onClient?.(client);
  return client;
}

function createClient(config: RedisConfig, options: RedisOptions): Redis {
  const { protocol: scheme, hostname, port, username, password, pathname } = new URL(config.url);
  const tls = scheme === 'rediss:' ? { ...(config.ca && { ca: config.ca }) } : null;
  const common: RedisOptions = {
    protocol,
    connectTimeout: connectTimeoutMs,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    db: Number(pathname.slice(1) || 0),
    disableClientInfo: true,
    // A primary that became a replica refuses writes: the connection must look for the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    ...options,
  };
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (config.sentinels.length === 0)
    return new Redis({ ...common, host, port: Number(port || 6379), ...(tls && { tls }), replyMapping });
  return new Redis({
    ...common,
    sentinels: [...config.sentinels],
    name: host,
    sentinelRetryStrategy: () => 1_000,
    ...(config.sentinelPassword && { sentinelPassword: config.sentinelPassword }),
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
    replyMapping,
  });
}

/** Throws UnfitRedis for a Redis Cluster. A Redis that cannot be reached now may be fit later. */
export async function requireNoRedisCluster(config: RedisConfig): Promise<void> {
  const redis = connectRedis(config, {
    lazyConnect: true,
    commandTimeout: connectTimeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    if ((await redis.info('cluster')).includes('cluster_enabled:1'))
      throw new UnfitRedis(
        'it is a Redis Cluster, which is not supported. Use one Redis, or one with Sentinel.',
      );
  } catch (error) {
    if (error instanceof UnfitRedis) throw error;
  } finally {
    redis.disconnect();
  }
}
