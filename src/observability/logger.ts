/**
 * Structured logs, one line of JSON each.
 *
 * The log contains of an error its type, message, stack, code and causes. Other properties are left out: errors of the
 * database driver hold their connection, with the key that cancels its statements, and the values of the failed row.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { type LogDestination, openLogDestination } from './log-destination.ts';

const maxCauseDepth = 3;

interface LoggedError {
  type: string;
  message: string;
  stack: string | undefined;
  code?: string | number;
  cause?: unknown;
}

export interface Log {
  logger: Logger;
  destination: Pick<LogDestination, 'droppedLines' | 'holdsProcess' | 'idle'>;
}

/** The log of a process, on its standard output. */
export function openLog(config: { logLevel: string }): Log {
  const destination = openLogDestination();
  return { logger: createLogger(config, destination), destination };
}

export function createLogger({ logLevel }: { logLevel: string }, destination: DestinationStream): Logger {
  return pino(
    {
      level: logLevel,
      redact: ['*.authorization', '*.token', 'authorization', 'token'],
      serializers: { err: loggedError, error: loggedError },
    },
    destination,
  );
}

function loggedError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const logged: LoggedError = { type: error.constructor.name || name, message, stack };
  if (typeof code === 'string' || typeof code === 'number') logged.code = code;
  if (cause !== undefined && depth < maxCauseDepth) logged.cause = loggedError(cause, depth + 1);
  return logged;
}
