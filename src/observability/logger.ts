/**
 * Structured logs, a line of JSON each.
 *
 * Of an error is told what it is, what it says and where it was raised. Not whatever hangs on it: the driver's errors
 * carry their whole connection with the key that cancels its statements, and the values of the row they failed at.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

const deepestCause = 3;

interface LoggedError {
  type: string;
  message: string;
  stack: string | undefined;
  code?: string | number;
  cause?: unknown;
}

export function createLogger(
  { logLevel }: { logLevel: string },
  destination: DestinationStream = pino.destination(1),
): Logger {
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
  if (cause !== undefined && depth < deepestCause) logged.cause = loggedError(cause, depth + 1);
  return logged;
}
