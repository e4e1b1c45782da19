/** The configuration, read once from the environment. No other file reads process.env, except those that call this. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings, type Settings } from './settings.ts';

export type DatabaseConfig =
  | {
      kind: 'server';
      url: string;
      /** Null: the same. */
      directUrl: string | null;
      /** Null: detected. */
      pooling: 'session' | 'transaction' | null;
      poolMax: number;
      writePoolMax: number;
    }
  | { kind: 'embedded'; dataDir: string };

export type AuthConfig =
  | { kind: 'secret'; secret: string | null; retiredSecrets: string[]; issuer: string; audience: string }
  | { kind: 'jwks'; url: string; issuer: string; audience: string; signIn: SignInConfig | null };

/** The client that the issuer has for the desk. */
export interface SignInConfig {
  issuer: string;
  clientId: string;
  /** Null: a public client. */
  clientSecret: string | null;
  scope: string;
}

export interface RedisConfig {
  /** With Sentinels, its host is the name of the primary. */
  url: string;
  sentinels: { host: string; port: number }[];
  sentinelPassword: string | null;
  keyPrefix: string;
  /** Certificates in PEM. Null: those that Node trusts. */
  ca: string | null;
}

/** The reverse proxies whose X-Forwarded headers are believed: a number of them, or those of some networks (CIDR). */
export type ProxyTrust =
  | { kind: 'none' }
  | { kind: 'hops'; count: number }
  | { kind: 'networks'; networks: readonly string[] };

export interface Config {
  host: string;
  port: number;
  /** Origins of web pages that may call the API, in addition to the origin of the server. */
  allowedOrigins: string[];
  /** The path below which a proxy serves Pavilion; empty for none. */
  basePath: string;
  proxies: ProxyTrust;
  limits: {
    operationTimeoutMs: number;
    operationsPerMinute: number;
    operationsPerTokenPerMinute: number;
    reportsPerTokenPerMinute: number;
    socketsPerAddress: number;
  };
  database: DatabaseConfig;
  /** How long the start waits for a database that cannot be reached. */
  databaseWaitMs: number;
  migrateAtStart: boolean;
  seedSample: boolean;
  redis: RedisConfig | null;
  dataDir: string;
  auth: AuthConfig;
  /** Which queries are compiled to SQL: none, those that are executed again, or all. */
  compiledQueries: 'off' | 'frequent' | 'all';
  /** Whether /graphql serves the page for browsers. */
  graphiql: boolean;
  /** For callers without a token. */
  publicRules: { persistedOnly: boolean; persistedDocuments: string | null; introspection: boolean };
  /** The list of redactions outside the database. Null: none. */
  redactionList: { path: string; mustExist: boolean } | null;
  /** Days after which rows are deleted. Zero keeps them. */
  retention: { idempotencyKeyDays: number; revokedTokenDays: number; auditDays: number };
  logLevel: string;
  /** Both null: no metrics. */
  metrics: { port: number | null; token: string | null };
  /** Where traces are sent. Null: no traces. */
  tracing: { url: string; serviceName: string; sampler: string; samplerRatio: number } | null;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Throws one ConfigError with all problems of the environment. */
export function readConfig(variables: NodeJS.ProcessEnv, options: { usesTokens?: boolean } = {}): Config {
  const env = parseSettings(variables, options);
  if ('problems' in env)
    throw new ConfigError(
      `The environment is invalid:\n${env.problems.map((each) => `  ${each}`).join('\n')}`,
    );
  const issuer = env.AUTH_ISSUER ?? 'pavilion';
  const audience = env.AUTH_AUDIENCE ?? 'pavilion';
  return {
    host: env.HOST,
    port: env.PORT,
    allowedOrigins: env.ALLOWED_ORIGINS,
    basePath: env.BASE_PATH,
    proxies: readProxyTrust(env.TRUST_PROXY),
    limits: {
      operationTimeoutMs: env.OPERATION_TIMEOUT_MS,
      operationsPerMinute: env.OPERATIONS_PER_MINUTE,
      operationsPerTokenPerMinute: env.OPERATIONS_PER_TOKEN_PER_MINUTE,
      reportsPerTokenPerMinute: env.REPORTS_PER_TOKEN_PER_MINUTE,
      socketsPerAddress: env.SOCKETS_PER_ADDRESS,
    },
    database: env.DATABASE_URL
      ? {
          kind: 'server',
          url: env.DATABASE_URL,
          directUrl: env.DATABASE_DIRECT_URL ?? null,
          pooling: env.DATABASE_POOLING === 'auto' ? null : env.DATABASE_POOLING,
          poolMax: env.DATABASE_POOL_MAX,
          writePoolMax: env.DATABASE_WRITE_POOL_MAX,
        }
      : { kind: 'embedded', dataDir: env.DATA_DIR },
    databaseWaitMs: env.DATABASE_WAIT_MS,
    migrateAtStart: env.MIGRATE_AT_START,
    seedSample: env.SEED_SAMPLE ?? !env.DATABASE_URL,
    redis: env.REDIS_URL
      ? {
          url: env.REDIS_URL,
          sentinels: env.REDIS_SENTINELS,
          sentinelPassword: env.REDIS_SENTINEL_PASSWORD ?? null,
          keyPrefix: env.REDIS_KEY_PREFIX,
          ca: env.REDIS_CA_FILE ? readCertificates(env.REDIS_CA_FILE) : null,
        }
      : null,
    dataDir: env.DATA_DIR,
    auth: env.AUTH_JWKS_URL
      ? {
          kind: 'jwks',
          url: env.AUTH_JWKS_URL,
          issuer,
          audience,
          signIn: env.AUTH_CLIENT_ID
            ? {
                issuer,
                clientId: env.AUTH_CLIENT_ID,
                clientSecret: env.AUTH_CLIENT_SECRET ?? null,
                scope: env.AUTH_SCOPE,
              }
            : null,
        }
      : {
          kind: 'secret',
          secret: env.AUTH_SECRET ?? null,
          retiredSecrets: env.AUTH_RETIRED_SECRETS,
          issuer,
          audience,
        },
    compiledQueries: env.COMPILED_QUERIES,
    graphiql: env.GRAPHIQL,
    publicRules: {
      persistedOnly: env.PUBLIC_OPERATIONS === 'persisted',
      persistedDocuments: env.PERSISTED_DOCUMENTS ?? null,
      introspection: env.PUBLIC_INTROSPECTION,
    },
    redactionList: redactionListOf(env),
    retention: {
      idempotencyKeyDays: env.IDEMPOTENCY_KEY_DAYS,
      revokedTokenDays: env.REVOKED_TOKEN_DAYS,
      auditDays: env.AUDIT_DAYS,
    },
    // With the embedded database, a person usually reads the log in a terminal.
    logLevel: env.LOG_LEVEL ?? (env.DATABASE_URL ? 'info' : 'warn'),
    metrics: { port: env.METRICS_PORT ?? null, token: env.METRICS_TOKEN ?? null },
    tracing: tracingOf(env),
  };
}

function redactionListOf({ REDACTIONS_FILE, DATABASE_URL, DATA_DIR }: Settings): Config['redactionList'] {
  if (REDACTIONS_FILE) return { path: REDACTIONS_FILE, mustExist: true };
  return DATABASE_URL ? null : { path: join(DATA_DIR, 'redactions.jsonl'), mustExist: false };
}

function tracingOf(env: Settings): Config['tracing'] {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const url = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (endpoint && `${endpoint}/v1/traces`);
  if (!url || env.OTEL_SDK_DISABLED) return null;
  return {
    url,
    serviceName: env.OTEL_SERVICE_NAME,
    sampler: env.OTEL_TRACES_SAMPLER,
    samplerRatio: env.OTEL_TRACES_SAMPLER_ARG,
  };
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`The environment is invalid:\n  REDIS_CA_FILE cannot be read (${code})`);
  }
}

/** `true` is one proxy. */
function readProxyTrust(text: string): ProxyTrust {
  const count = text === 'true' ? 1 : Number(text === 'false' ? 0 : text);
  if (count === 0) return { kind: 'none' };
  if (count > 0) return { kind: 'hops', count };
  return {
    kind: 'networks',
    networks: text
      .split(',')
      .map((network) => network.trim())
      .filter(Boolean),
  };
}
