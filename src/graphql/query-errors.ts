/** Errors of a request as a whole or of an argument: queries and subscriptions have no result union. */
import { CodedError } from '../errors/coded-error.ts';
import type { ErrorCode } from '../errors/error-table.ts';
import { type InputPath, InvalidInput, type UserError } from '../errors/user-errors.ts';

export function requestError(code: ErrorCode, message: string, argument: InputPath = []): CodedError {
  return new CodedError(code, message, { argument });
}

export function badUserInput(message: string, argument: InputPath): CodedError {
  return requestError('BAD_USER_INPUT', message, argument);
}

export function invalidCursor(argument: string): CodedError {
  const message = `${argument} is not a cursor of this list with these arguments. Start at the first page.`;
  return requestError('INVALID_CURSOR', message, [argument]);
}

/** userErrorAsCodedError converts a user error for a field without a result union. */
export function userErrorAsCodedError(error: UserError): CodedError {
  const code = error instanceof InvalidInput ? 'BAD_USER_INPUT' : error.code;
  return new CodedError(code, error.message, {
    argument: error.path,
    ...(code === 'UNAUTHENTICATED' && { headers: { 'www-authenticate': 'Bearer' } }),
  });
}
