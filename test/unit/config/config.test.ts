import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';

const secret = 'a secret of at least thirty-two characters';
const server = { DATABASE_URL: 'postgres://db/pavilion', AUTH_SECRET: secret };
const issuer = { AUTH_JWKS_URL: 'https://id.example/jwks', AUTH_ISSUER: 'id', AUTH_AUDIENCE: 'fair' };

function problemOf(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'accepted';
}

describe('a setting', () => {
  it.each([
    ['PORT', 'x', 'must be a whole number'],
    ['PORT', '-1', 'must be a whole number'],
    ['PORT', ' ', 'must be a whole number'],
    ['PORT', '1.5', 'must be a whole number'],
    ['PORT', '0x10', 'must be a whole number'],
    ['PORT', '65536', 'must be from 0 to 65535'],
    ['METRICS_PORT', '65536', 'must be from 0 to 65535'],
    ['METRICS_PORT', '4000', ''],
    ['METRICS_TOKEN', 'fifteen chars..', 'must have at least 16 characters'],
    ['ALLOWED_ORIGINS', 'https://a.example/path', ''],
    ['ALLOWED_ORIGINS', 'https://a.example,*', ''],
    ['ALLOWED_ORIGINS', 'ftp://a.example', ''],
    ['ALLOWED_ORIGINS', 'null', ''],
    ['TRUST_PROXY', 'yes', ''],
    ['MIGRATE_AT_START', '1', ''],
    ['SEED_SAMPLE', 'TRUE', ''],
    ['PUBLIC_INTROSPECTION', 'no', ''],
    ['OPERATION_TIMEOUT_MS', '0', 'must be at least 1'],
    ['OPERATION_TIMEOUT_MS', '600001', 'must be at most 600000'],
    ['OPERATIONS_PER_MINUTE', '0', 'must be at least 1'],
    ['OPERATIONS_PER_TOKEN_PER_MINUTE', '0', 'must be at least 1'],
    ['SOCKETS_PER_ADDRESS', '0', 'must be at least 1'],
    ['SOCKETS_PER_ADDRESS', '1234567890123456', 'must be a whole number'],
    ['DATABASE_URL', 'mysql://db/pavilion', ''],
    ['DATABASE_URL', 'postgres://a,b/pavilion?target_session_attrs=standby', ''],
    ['DATABASE_URL', 'postgres://a:1,b:x/pavilion', ''],
    ['DATABASE_URL', 'localhost', ''],
    ['DATABASE_POOL_MAX', '0', 'must be at least 1'],
    ['REDIS_URL', 'http://redis', ''],
    ['AUTH_SECRET', 'x'.repeat(31), 'must have at least 32 characters'],
    ['AUTH_RETIRED_SECRETS', `${secret},short`, 'must each have at least 32 characters'],
    ['AUTH_JWKS_URL', 'ftp://id.example', ''],
    ['PUBLIC_OPERATIONS', 'none', ''],
    ['LOG_LEVEL', 'verbose', ''],
  ])('%s=%s is rejected by name', (name, value, message) => {
    const problem = problemOf({ ...server, [name]: value });
    const line = problem.split('\n').find((each) => each.includes(message) && /^ {2}[A-Z_]+ /.test(each));
    expect(line ?? problem).toMatch(new RegExp(`^ {2}${name} `));
  });

  it.each([
    [{ ...server, ...issuer }, 'AUTH_SECRET'],
    [{ ...issuer, AUTH_RETIRED_SECRETS: secret }, 'AUTH_RETIRED_SECRETS'],
    [{ AUTH_JWKS_URL: issuer.AUTH_JWKS_URL, AUTH_AUDIENCE: 'fair' }, 'AUTH_ISSUER is required'],
    [{ AUTH_JWKS_URL: issuer.AUTH_JWKS_URL, AUTH_ISSUER: 'id' }, 'AUTH_AUDIENCE is required'],
    [{ AUTH_CLIENT_ID: 'desk' }, 'AUTH_CLIENT_ID can only be used with AUTH_JWKS_URL'],
    [{ ...issuer, AUTH_CLIENT_SECRET: 'hunter4' }, 'AUTH_CLIENT_SECRET can only be used with AUTH_CLIENT_ID'],
    [{ DATABASE_URL: server.DATABASE_URL }, 'AUTH_SECRET is required with DATABASE_URL'],
    [{ REDIS_URL: 'redis://cache' }, 'DATABASE_URL is required with REDIS_URL'],
  ])('does not go with another one: %j', (variables, message) => {
    expect(problemOf(variables)).toContain(message);
  });

  it('that is wrong does not hide the others', () => {
    const problem = problemOf({ PORT: 'x', LOG_LEVEL: 'loud', REDIS_URL: 'redis://cache' });
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(problem).toContain(`  ${name} `);
  });

  /** Has a wrong value for every setting in .env.example that can be wrong. */
  it('of every kind is reported together with all others', () => {
    const wrong: Record<string, string> = {
      PORT: ' ',
      ALLOWED_ORIGINS: 'https://one.example,https://two.example/',
      BASE_PATH: 'x',
      TRUST_PROXY: 'yes',
      OPERATION_TIMEOUT_MS: '99999999999',
      OPERATIONS_PER_MINUTE: '-1',
      OPERATIONS_PER_TOKEN_PER_MINUTE: '1.5',
      REPORTS_PER_TOKEN_PER_MINUTE: 'many',
      SOCKETS_PER_ADDRESS: '0',
      COMPILED_QUERIES: 'some',
      DATABASE_URL: 'mysql://127.0.0.1/fair',
      DATABASE_DIRECT_URL: 'mysql://127.0.0.1/fair',
      DATABASE_POOLING: 'statement',
      DATABASE_POOL_MAX: 'ten',
      DATABASE_WRITE_POOL_MAX: 'ten',
      REDIS_URL: 'http://127.0.0.1',
      REDIS_SENTINELS: 'a b',
      REDIS_KEY_PREFIX: 'x'.repeat(65),
      MIGRATE_AT_START: '1',
      SEED_SAMPLE: '0',
      AUTH_SECRET: 'hunter2',
      AUTH_RETIRED_SECRETS: 'hunter1',
      AUTH_JWKS_URL: 'ftp://127.0.0.1',
      PUBLIC_OPERATIONS: 'some',
      PUBLIC_INTROSPECTION: 'no',
      GRAPHIQL: 'no',
      DATABASE_WAIT_MS: '600001',
      IDEMPOTENCY_KEY_DAYS: 'x',
      REVOKED_TOKEN_DAYS: '36501',
      AUDIT_DAYS: '89',
      LOG_LEVEL: 'loud',
      METRICS_PORT: '65536',
      METRICS_TOKEN: 'hunter3',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'grpc://collector:4317',
      OTEL_TRACES_SAMPLER: 'sometimes',
      OTEL_TRACES_SAMPLER_ARG: '1.5',
      OTEL_SDK_DISABLED: '1',
    };
    const problem = problemOf(wrong);
    const named = [...problem.matchAll(/^ {2}([A-Z_]+) \S/gm)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(
      [...Object.keys(wrong), 'AUTH_AUDIENCE', 'AUTH_ISSUER'].sort(),
    );
    expect(problem).not.toContain('hunter');
    const all = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8').matchAll(
      /^([A-Z_]+)=/gm,
    );
    // A host and a file are known to be wrong only when they are used; any name is a directory's.
    const untold = [
      'REDACTIONS_FILE',
      'HOST',
      'DATA_DIR',
      'PERSISTED_DOCUMENTS',
      'REDIS_CA_FILE',
      'REDIS_SENTINEL_PASSWORD',
      'AUTH_CLIENT_ID',
      'AUTH_CLIENT_SECRET',
      'AUTH_SCOPE',
      'OTEL_SERVICE_NAME',
    ];
    expect([...new Set([...named, ...untold])].sort()).toEqual([...all].map(([, name]) => name).sort());
  });

  it('that is empty counts as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', AUTH_SECRET: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', '65535'],
    ['PORT', '0'],
    ['AUDIT_DAYS', '0'],
    ['AUDIT_DAYS', '90'],
    ['OPERATION_TIMEOUT_MS', '600000'],
    ['OPERATION_TIMEOUT_MS', '1'],
    ['AUTH_SECRET', 'x'.repeat(32)],
    ['METRICS_TOKEN', 'x'.repeat(16)],
    ['METRICS_PORT', '4001'],
    ['DATABASE_URL', 'postgresql://db/pavilion'],
    ['DATABASE_URL', 'postgres://u:p@a:1,b:2/pavilion?target_session_attrs=read-write'],
    ['REDIS_URL', 'rediss://cache'],
    ['ALLOWED_ORIGINS', 'https://a.example, http://b.example:8080'],
  ])('%s=%s is accepted', (name, value) => {
    expect(problemOf({ ...server, [name]: value })).toBe('accepted');
  });
});

describe('without settings', () => {
  it('the server listens on 127.0.0.1, with an embedded database, the sample data and a secret of its own', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      allowedOrigins: [],
      basePath: '',
      proxies: { kind: 'none' },
      limits: {
        operationTimeoutMs: 20_000,
        operationsPerMinute: 12_000,
        operationsPerTokenPerMinute: 12_000,
        reportsPerTokenPerMinute: 240_000,
        socketsPerAddress: 2_000,
      },
      database: { kind: 'embedded', dataDir: '.data' },
      migrateAtStart: true,
      redactionList: { path: join('.data', 'redactions.jsonl'), mustExist: false },
      retention: { idempotencyKeyDays: 30, revokedTokenDays: 30, auditDays: 0 },
      seedSample: true,
      redis: null,
      dataDir: '.data',
      auth: { kind: 'secret', secret: null, retiredSecrets: [], issuer: 'pavilion', audience: 'pavilion' },
      databaseWaitMs: 30_000,
      compiledQueries: 'frequent',
      graphiql: true,
      publicRules: { persistedOnly: false, persistedDocuments: null, introspection: true },
      logLevel: 'warn',
      metrics: { port: null, token: null },
      tracing: null,
    });
  });

  it('a database server gets no sample data, and the log level is info', () => {
    expect(readConfig(server)).toMatchObject({
      database: {
        kind: 'server',
        url: server.DATABASE_URL,
        directUrl: null,
        pooling: null,
        poolMax: 10,
        writePoolMax: 5,
      },
      seedSample: false,
      logLevel: 'info',
    });
  });
});

it('reads every setting', () => {
  const config = readConfig({
    ...server,
    HOST: '0.0.0.0',
    PORT: '80',
    ALLOWED_ORIGINS: ' https://a.example ,, http://b.example',
    TRUST_PROXY: 'true',
    AUTH_RETIRED_SECRETS: `${secret}1, ${secret}2`,
    AUTH_ISSUER: 'fair',
    AUTH_AUDIENCE: 'hall',
    SEED_SAMPLE: 'true',
    MIGRATE_AT_START: 'false',
    PUBLIC_OPERATIONS: 'persisted',
    PERSISTED_DOCUMENTS: 'operations.json',
    PUBLIC_INTROSPECTION: 'false',
    REDIS_URL: 'redis://cache',
    METRICS_PORT: '9000',
    LOG_LEVEL: 'debug',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 80,
    allowedOrigins: ['https://a.example', 'http://b.example'],
    proxies: { kind: 'hops', count: 1 },
    auth: {
      kind: 'secret',
      secret,
      retiredSecrets: [`${secret}1`, `${secret}2`],
      issuer: 'fair',
      audience: 'hall',
    },
    seedSample: true,
    migrateAtStart: false,
    publicRules: { persistedOnly: true, persistedDocuments: 'operations.json', introspection: false },
    redis: { url: 'redis://cache', sentinels: [], sentinelPassword: null, keyPrefix: 'pavilion:', ca: null },
    metrics: { port: 9000, token: null },
    logLevel: 'debug',
  });
  expect(readConfig({ ...issuer, DATABASE_URL: server.DATABASE_URL }).auth).toEqual({
    kind: 'jwks',
    url: 'https://id.example/jwks',
    issuer: 'id',
    audience: 'fair',
    signIn: null,
  });
  const withClient = { ...issuer, DATABASE_URL: server.DATABASE_URL, AUTH_CLIENT_ID: 'desk' };
  expect(readConfig(withClient).auth).toMatchObject({
    signIn: { issuer: 'id', clientId: 'desk', clientSecret: null, scope: 'openid' },
  });
});
