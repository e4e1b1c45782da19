import { UnfitRedis } from './cluster/redis-connection.ts';
import { type Config, ConfigError } from './config.ts';
import { DirectoryInUse } from './database/directory-lock.ts';
import { MigrationError } from './database/migrate.ts';
import { readHosts } from './postgres-hosts.ts';
import { RedactionListError } from './redactions/redaction-list.ts';
import { TracingError } from './tracing/open-tracing.ts';

/** SQLSTATE */
const readOnlyTransaction = '25006';

/** One line with the problem and the remedy. */
export function explainStartError(error: unknown, config: Config): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError || error instanceof TracingError) return message;
  const { port = config.port } = error as { port?: number };
  const setting = port === config.metrics.port ? 'METRICS_PORT' : 'PORT';
  const host = `${config.host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use on ${config.host}. Set ${setting} to another port.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      if ((error as { hostname?: string }).hostname === config.host)
        return `${config.host} is not an address of this machine (${code}). Set HOST.`;
      break;
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EROFS':
      if ((error as { syscall?: string }).syscall === 'listen')
        return `${host} cannot be opened (${code}). Set HOST and ${setting}.`;
      return `${config.dataDir} is not writable (${code}). Set DATA_DIR to another directory.`;
    case 'ENOSPC':
      return `${config.dataDir} is on a full disk. Free some space, or set DATA_DIR to another directory.`;
    default:
  }
  if (error instanceof DirectoryInUse)
    return `${message}. Stop that process first, or set DATA_DIR to another directory.`;
  if (error instanceof UnfitRedis && config.redis)
    return `The Redis at ${withoutPassword(config.redis.url)} cannot be used: ${message}`;
  if (error instanceof RedactionListError) return `The list of redactions cannot be used: ${message}`;
  if (error instanceof MigrationError) return `The database could not be migrated: ${message}`;
  if (config.database.kind === 'server') {
    const { databaseUrl = config.database.url } = error as { databaseUrl?: string };
    const problem =
      code === readOnlyTransaction
        ? 'it is read-only and must be migrated. Set DATABASE_URL to the primary server.'
        : message || code;
    return `The database at ${withoutPassword(databaseUrl)} cannot be used: ${problem}`;
  }
  return `Pavilion could not start on ${config.dataDir}: ${message}`;
}

function withoutPassword(address: string): string {
  // The first host of several.
  const url = new URL(readHosts(address).urls[0]);
  url.password = '';
  url.searchParams.delete('password');
  return url.href;
}
