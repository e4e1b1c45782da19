/**
 * The settings of the environment: name, type and default, by group. .env.example explains each of them;
 * test/contract/documents.test.ts compares the two.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import { readHosts } from './postgres-hosts.ts';
import { readSecretFiles } from './secret-files.ts';

/** Stricter than Number(), which converts a blank to 0. */
const integer = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number);
const port = integer.refine((number) => number <= 65_535, 'must be from 0 to 65535');
const count = integer.refine((number) => number >= 1, 'must be at least 1');
/** Ten minutes. Above 24 days, setTimeout fires immediately. */
const maxTimeoutMs = 600_000;
const timeout = count.refine((ms) => ms <= maxTimeoutMs, `must be at most ${maxTimeoutMs}`);
const wait = integer.refine((ms) => ms <= maxTimeoutMs, `must be at most ${maxTimeoutMs}`);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** An IP address, or a network such as 10.0.0.0/8. */
const isNetwork = (text: string) => {
  const [address = '', prefix, ...rest] = text.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return (
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(address) === 6 ? 128 : 32))
  );
};
const proxies = z
  .string()
  .refine(
    (text) => /^(true|false|[0-9])$/.test(text) || text.split(',').every((each) => isNetwork(each.trim())),
    'must be the number of proxies, or a list of their networks, such as 10.0.0.0/8, fd00::/8',
  );
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
  'must be a list of origins, such as https://screens.example',
);
const basePath = z
  .string()
  .regex(/^(\/[\w.~-]+)*$/, 'must be a path without a slash at the end, such as /pavilion');
const postgresUrl = z.string().superRefine((text, issues) => {
  const problem = postgresUrlProblem(text);
  if (problem) issues.addIssue({ code: 'custom', message: problem });
});
function postgresUrlProblem(text: string): string | null {
  if (!/^postgres(ql)?:\/\//i.test(text)) return 'must be a postgres:// URL';
  try {
    return readHosts(text).urls.every((each) => URL.canParse(each)) ? null : 'must be a postgres:// URL';
  } catch (error) {
    return error instanceof TypeError ? 'must be a postgres:// URL' : (error as Error).message;
  }
}
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' });
const sentinelPort = 26_379;
const sentinels = list
  .refine(
    (given) => given.every((each) => /^[\w.-]+(:\d{1,5})?$/.test(each)),
    'must be a list of host:port, such as sentinel1:26379,sentinel2:26379',
  )
  .transform((given) =>
    given.map((each) => {
      const [host, port] = each.split(':');
      return { host: host!, port: Number(port ?? sentinelPort) };
    }),
  );
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' });
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const minSecretCharacters = 32;
const maxRetentionDays = 36_500;
/** Zero keeps the rows. */
const days = integer.refine((number) => number <= maxRetentionDays, `must be at most ${maxRetentionDays}`);
/** The limit of the function forget_audit_records of the database, which deletes nothing newer. */
export const minAuditDays = 90;
const minMetricsTokenCharacters = 16;
/** Named as in the specification of OpenTelemetry. */
const samplers = [
  ...(['always_on', 'always_off', 'traceidratio'] as const),
  ...(['parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'] as const),
] as const;
const ratio = z
  .string()
  .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a number from 0 to 1')
  .transform(Number);

export const settingGroups = {
  Server: {
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port.default(4000),
    ALLOWED_ORIGINS: origins.default([]),
    BASE_PATH: basePath.default(''),
    TRUST_PROXY: proxies.default('0'),
  },
  Limits: {
    OPERATION_TIMEOUT_MS: timeout.default(20_000),
    OPERATIONS_PER_MINUTE: count.default(12_000),
    OPERATIONS_PER_TOKEN_PER_MINUTE: count.default(12_000),
    REPORTS_PER_TOKEN_PER_MINUTE: count.default(240_000),
    SOCKETS_PER_ADDRESS: count.default(2_000),
    COMPILED_QUERIES: z.enum(['off', 'frequent', 'all']).default('frequent'),
  },
  'Database and Redis': {
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_DIRECT_URL: postgresUrl.optional(),
    DATABASE_POOLING: z.enum(['auto', 'session', 'transaction']).default('auto'),
    DATABASE_POOL_MAX: count.default(10),
    DATABASE_WRITE_POOL_MAX: count.default(5),
    DATABASE_WAIT_MS: wait.default(30_000),
    REDIS_URL: redisUrl.optional(),
    REDIS_SENTINELS: sentinels.default([]),
    REDIS_SENTINEL_PASSWORD: z.string().min(1).optional(),
    REDIS_KEY_PREFIX: z.string().max(64).default('pavilion:'),
    REDIS_CA_FILE: z.string().min(1).optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    MIGRATE_AT_START: flag.default(true),
    SEED_SAMPLE: flag.optional(),
  },
  Authentication: {
    AUTH_SECRET: z
      .string()
      .min(minSecretCharacters, `must have at least ${minSecretCharacters} characters`)
      .optional(),
    AUTH_RETIRED_SECRETS: list.default([]),
    AUTH_JWKS_URL: httpUrl.optional(),
    AUTH_ISSUER: z.string().min(1).optional(),
    AUTH_AUDIENCE: z.string().min(1).optional(),
    AUTH_CLIENT_ID: z.string().min(1).optional(),
    AUTH_CLIENT_SECRET: z.string().min(1).optional(),
    AUTH_SCOPE: z.string().min(1).default('openid'),
  },
  'Public callers': {
    PUBLIC_OPERATIONS: z.enum(['all', 'persisted']).default('all'),
    PERSISTED_DOCUMENTS: z.string().min(1).optional(),
    PUBLIC_INTROSPECTION: flag.default(true),
    GRAPHIQL: flag.default(true),
  },
  Retention: {
    REDACTIONS_FILE: z.string().min(1).optional(),
    IDEMPOTENCY_KEY_DAYS: days.default(30),
    REVOKED_TOKEN_DAYS: days.default(30),
    AUDIT_DAYS: days
      .refine((number) => number === 0 || number >= minAuditDays, `must be 0 or at least ${minAuditDays}`)
      .default(0),
  },
  Observability: {
    LOG_LEVEL: z.enum(logLevels).optional(),
    METRICS_PORT: port.optional(),
    METRICS_TOKEN: z
      .string()
      .min(minMetricsTokenCharacters, `must have at least ${minMetricsTokenCharacters} characters`)
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
    OTEL_SERVICE_NAME: z.string().min(1).default('pavilion'),
    OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on'),
    OTEL_TRACES_SAMPLER_ARG: ratio.default(1),
    OTEL_SDK_DISABLED: flag.default(false),
  },
};

/** Names and values of 0.1, with their replacements. */
const renamedSettings: Readonly<Record<string, string>> = { REGISTERED_OPERATIONS: 'PERSISTED_DOCUMENTS' };
const renamedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PUBLIC_OPERATIONS: { registered: 'persisted' },
};

const shape = {
  ...settingGroups.Server,
  ...settingGroups.Limits,
  ...settingGroups['Database and Redis'],
  ...settingGroups.Authentication,
  ...settingGroups['Public callers'],
  ...settingGroups.Retention,
  ...settingGroups.Observability,
};

const settingsFor = ({ usesTokens }: { usesTokens: boolean }) =>
  z.object(shape).superRefine(
    (env, issues) => {
      const report = (name: keyof typeof shape, message: string) =>
        issues.addIssue({ code: 'custom', path: [name], message });
      if (env.AUTH_JWKS_URL) {
        if (env.AUTH_SECRET) report('AUTH_SECRET', 'cannot be combined with AUTH_JWKS_URL');
        if (!env.AUTH_ISSUER) report('AUTH_ISSUER', 'is required with AUTH_JWKS_URL');
        if (!env.AUTH_AUDIENCE) report('AUTH_AUDIENCE', 'is required with AUTH_JWKS_URL');
        if ((env.AUTH_RETIRED_SECRETS?.length ?? 0) > 0)
          report('AUTH_RETIRED_SECRETS', 'cannot be combined with AUTH_JWKS_URL');
      }
      if (env.AUTH_CLIENT_ID && !env.AUTH_JWKS_URL)
        report('AUTH_CLIENT_ID', 'can only be used with AUTH_JWKS_URL');
      if (env.AUTH_CLIENT_SECRET && !env.AUTH_CLIENT_ID)
        report('AUTH_CLIENT_SECRET', 'can only be used with AUTH_CLIENT_ID');
      if (env.METRICS_PORT && env.METRICS_PORT === env.PORT)
        report('METRICS_PORT', 'must be different from PORT');
      if (usesTokens && env.DATABASE_URL && !env.AUTH_JWKS_URL && !env.AUTH_SECRET)
        report('AUTH_SECRET', 'is required with DATABASE_URL, unless AUTH_JWKS_URL is set');
      if (env.AUTH_RETIRED_SECRETS?.some((secret) => secret.length < minSecretCharacters))
        report('AUTH_RETIRED_SECRETS', `must each have at least ${minSecretCharacters} characters`);
      if (env.PUBLIC_OPERATIONS === 'persisted' && !env.PERSISTED_DOCUMENTS)
        report('PERSISTED_DOCUMENTS', 'is required with PUBLIC_OPERATIONS=persisted');
      if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL)
        report('DATABASE_URL', 'is required with DATABASE_DIRECT_URL');
      if ((env.REDIS_SENTINELS?.length ?? 0) > 0 && !env.REDIS_URL)
        report('REDIS_URL', 'is required with REDIS_SENTINELS: its host is the name of the primary');
      if (env.REDIS_URL && !env.DATABASE_URL)
        report('DATABASE_URL', 'is required with REDIS_URL: the embedded database serves one process');
    },
    { when: () => true },
  );

export type Settings = z.output<ReturnType<typeof settingsFor>>;

/** The settings, or one line per problem. An empty value is the same as none. The value of a secret may be in a file. A program that uses no tokens needs no secret. */
export function parseSettings(
  variables: NodeJS.ProcessEnv,
  { usesTokens = true }: { usesTokens?: boolean } = {},
): Settings | { problems: string[] } {
  const files = readSecretFiles(variables);
  if (files.problems.length > 0) return { problems: files.problems };
  const given = Object.fromEntries(Object.entries(files.variables).filter(([, value]) => value));
  const renamed = Object.entries(given).flatMap(([name, value]) => {
    const newName = renamedSettings[name];
    if (newName) return [`${name} is renamed: set ${newName}`];
    const newValue = renamedValues[name]?.[value!];
    return newValue ? [`${name}=${value} is renamed: set ${name}=${newValue}`] : [];
  });
  const parsed = settingsFor({ usesTokens }).safeParse(given);
  if (renamed.length > 0) return { problems: renamed };
  if (parsed.success) return parsed.data;
  return { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
}
