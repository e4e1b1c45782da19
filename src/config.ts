/**
 * The environment, read once and reported whole when wrong. No other file reads process.env.
 * .env.example lists every name with its default; test/contract/documents.test.ts holds the two together.
 */
import { z } from 'zod';

/** Not what Number makes of it: a blank would be 0. */
const whole = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number);
const port = whole.refine((number) => number <= 65_535, 'must be from 0 to 65535');
const count = whole.refine((number) => number >= 1, 'must be at least 1');
/** Ten minutes, which nobody waits; beyond 24 days setTimeout would fire at once. */
const maxTimeoutMs = 600_000;
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const isOrigin = (text: string) =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
const origins = list.refine(
  (given) => given.every(isOrigin),
  'must each be an origin, such as https://screens.example',
);
const timeout = count.refine((ms) => ms <= maxTimeoutMs, `must be at most ${maxTimeoutMs}`);
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

const environment = z
  .object({
    // Where it listens
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port.default(4000),
    ALLOWED_ORIGINS: origins.default([]),

    TRUST_PROXY: flag.default(false),
    OPERATION_TIMEOUT_MS: timeout.default(20_000),
    OPERATIONS_PER_MINUTE: count.default(12_000),
    OPERATIONS_PER_TOKEN_PER_MINUTE: count.default(12_000),
    SOCKETS_PER_ADDRESS: count.default(2_000),

    // What it stands on
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_POOL_MAX: count.default(10),
    REDIS_URL: redisUrl.optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    MIGRATE_AT_START: flag.default(true),
    SEED_SAMPLE: flag.optional(),

    // Who may what
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    AUTH_RETIRED_SECRETS: list.default([]),
    AUTH_JWKS_URL: httpUrl.optional(),
    AUTH_ISSUER: z.string().min(1).optional(),
    AUTH_AUDIENCE: z.string().min(1).optional(),

    PUBLIC_OPERATIONS: z.enum(['all', 'persisted']).default('all'),
    PERSISTED_DOCUMENTS: z.string().min(1).optional(),
    PUBLIC_INTROSPECTION: flag.default(true),

    // What it tells
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    METRICS_PORT: port.optional(),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  })
  .superRefine(
    (env, issues) => {
      const report = (name: string, message: string) =>
        issues.addIssue({ code: 'custom', path: [name], message });
      if (env.AUTH_JWKS_URL && env.AUTH_SECRET) report('AUTH_SECRET', 'cannot stand beside AUTH_JWKS_URL');
      if (env.AUTH_JWKS_URL && !env.AUTH_ISSUER) report('AUTH_ISSUER', 'is required with AUTH_JWKS_URL');
      if (env.AUTH_JWKS_URL && !env.AUTH_AUDIENCE) report('AUTH_AUDIENCE', 'is required with AUTH_JWKS_URL');
      if (env.AUTH_JWKS_URL && (env.AUTH_RETIRED_SECRETS?.length ?? 0) > 0)
        report('AUTH_RETIRED_SECRETS', 'cannot stand beside AUTH_JWKS_URL');
      if (env.METRICS_PORT && env.METRICS_PORT === env.PORT)
        report('METRICS_PORT', 'must be another one than PORT');
      if (env.DATABASE_URL && !env.AUTH_JWKS_URL && !env.AUTH_SECRET)
        report('AUTH_SECRET', 'is required with DATABASE_URL, unless AUTH_JWKS_URL is given');
      if (env.AUTH_RETIRED_SECRETS?.some((secret) => secret.length < 32))
        report('AUTH_RETIRED_SECRETS', 'must each have at least 32 characters');
      if (env.PUBLIC_OPERATIONS === 'persisted' && !env.PERSISTED_DOCUMENTS)
        report('PERSISTED_DOCUMENTS', 'is required with PUBLIC_OPERATIONS=persisted');
      if (env.REDIS_URL && !env.DATABASE_URL)
        report('DATABASE_URL', 'is required with REDIS_URL: an embedded database serves one process');
    },
    { when: () => true },
  );

export type DatabaseConfig =
  | { kind: 'server'; url: string; poolMax: number }
  | { kind: 'embedded'; dataDir: string };

export type AuthConfig =
  | { kind: 'secret'; secret: string | null; retiredSecrets: string[]; issuer: string; audience: string }
  | { kind: 'jwks'; url: string; issuer: string; audience: string };

export interface Config {
  host: string;
  port: number;
  /** Browser origins other than our own that may call; empty: none. */
  allowedOrigins: string[];
  limits: {
    trustProxy: boolean;
    operationTimeoutMs: number;
    operationsPerMinute: number;
    operationsPerTokenPerMinute: number;
    socketsPerAddress: number;
  };
  database: DatabaseConfig;
  migrateAtStart: boolean;
  seedSample: boolean;
  redisUrl: string | null;
  dataDir: string;
  auth: AuthConfig;
  /** What may be sent without a token. */
  publicRules: { persistedOnly: boolean; persistedDocuments: string | null; introspection: boolean };
  logLevel: string;
  /** /metrics on a port of its own, or behind a token, or nowhere. */
  metrics: { port: number | null; token: string | null };
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the environment. Throws one ConfigError that names everything that is wrong with it. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const issuer = env.AUTH_ISSUER ?? 'pavilion';
  const audience = env.AUTH_AUDIENCE ?? 'pavilion';
  return {
    host: env.HOST,
    port: env.PORT,
    allowedOrigins: env.ALLOWED_ORIGINS,
    limits: {
      trustProxy: env.TRUST_PROXY,
      operationTimeoutMs: env.OPERATION_TIMEOUT_MS,
      operationsPerMinute: env.OPERATIONS_PER_MINUTE,
      operationsPerTokenPerMinute: env.OPERATIONS_PER_TOKEN_PER_MINUTE,
      socketsPerAddress: env.SOCKETS_PER_ADDRESS,
    },
    database: env.DATABASE_URL
      ? { kind: 'server', url: env.DATABASE_URL, poolMax: env.DATABASE_POOL_MAX }
      : { kind: 'embedded', dataDir: env.DATA_DIR },
    migrateAtStart: env.MIGRATE_AT_START,
    seedSample: env.SEED_SAMPLE ?? !env.DATABASE_URL,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: env.DATA_DIR,
    auth: env.AUTH_JWKS_URL
      ? { kind: 'jwks', url: env.AUTH_JWKS_URL, issuer, audience }
      : {
          kind: 'secret',
          secret: env.AUTH_SECRET ?? null,
          retiredSecrets: env.AUTH_RETIRED_SECRETS,
          issuer,
          audience,
        },
    publicRules: {
      persistedOnly: env.PUBLIC_OPERATIONS === 'persisted',
      persistedDocuments: env.PERSISTED_DOCUMENTS ?? null,
      introspection: env.PUBLIC_INTROSPECTION,
    },
    // On a newcomer's machine the terminal is for the newcomer.
    logLevel: env.LOG_LEVEL ?? (env.DATABASE_URL ? 'info' : 'warn'),
    metrics: { port: env.METRICS_PORT ?? null, token: env.METRICS_TOKEN ?? null },
  };
}
