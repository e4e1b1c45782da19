/**
 * Converts errors to what clients may see. Expected errors keep their code. An unexpected error becomes
 * INTERNAL_SERVER_ERROR with the request id, and is logged under this id. Clients receive no stack trace, SQL, path
 * or parser message.
 */
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { KeysUnavailable } from '../auth/tokens.ts';
import { ReadsOverloaded } from '../database/reads-overloaded.ts';
import { isUnavailable } from '../database/transient-errors.ts';
import { isUnstorableText } from '../database/unstorable-text.ts';
import { CodedError } from '../errors/coded-error.ts';
import { isErrorCode } from '../errors/error-table.ts';
import { UserError } from '../errors/user-errors.ts';
import { badUserInput, userErrorAsCodedError } from '../graphql/query-errors.ts';
import { shortMessage } from './error-limits.ts';
import { currentRequestId } from './request-id.ts';

export function createMaskError(logger: Logger): (error: unknown) => CodedError {
  return function maskError(error) {
    const original = originalOf(error);
    if (original instanceof CodedError) return original.at(error);
    if (original instanceof GraphQLError)
      return fromLibrary(original, error instanceof GraphQLError ? error.message : original.message).at(
        error,
      );
    if (original instanceof UserError) return userErrorAsCodedError(original).at(error);
    if (isUnstorableText(original)) {
      const message = 'A text contains a character that cannot be stored, such as NUL. Remove it.';
      return badUserInput(message, []).at(error);
    }
    if (original instanceof ReadsOverloaded) {
      // Counted but not logged: under overload there would be one line per field.
      const message = 'Too many queries wait for the database. Send the same request again.';
      return new CodedError('UNAVAILABLE', message, { headers: { 'retry-after': '1' } }).at(error);
    }
    const requestId = currentRequestId();
    if (isUnavailable(original) || original instanceof KeysUnavailable) {
      logger.warn({ err: original, requestId }, 'a dependency is unavailable');
      const message = 'The service is temporarily unavailable. Send the same request again.';
      return new CodedError('UNAVAILABLE', message, { requestId, headers: { 'retry-after': '1' } }).at(error);
    }
    logger.error({ err: original, requestId }, 'unexpected error');
    return new CodedError('INTERNAL_SERVER_ERROR', 'Unexpected error.', { requestId }).at(error);
  };
}

/** The executor wraps the error of a resolver one or more times. */
function originalOf(error: unknown): unknown {
  let at = error;
  while (at instanceof GraphQLError && at.originalError) at = at.originalError;
  return at;
}

/** Errors of graphql-js and Yoga. Those of the executor have no code and concern a variable or an argument. */
function fromLibrary({ extensions }: GraphQLError, message: string): CodedError {
  const code = isErrorCode(extensions.code) ? extensions.code : 'BAD_USER_INPUT';
  const http = extensions.http as { status?: number } | undefined;
  return new CodedError(code, shortMessage(message), code === 'BAD_REQUEST' ? { status: http?.status } : {});
}

export function saysUnavailable({ extensions }: GraphQLError): boolean {
  return extensions.code === 'UNAVAILABLE';
}
