/** Errors of a request as a whole or of an argument: queries and subscriptions have no result union. */
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errors/codes.ts';
import { type InputPath, InvalidInput, type UserError } from '../errors/user-errors.ts';

export function requestError(code: ErrorCode, message: string, argument: InputPath = []): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...(argument.length > 0 && { argument: argument.join('.') }) },
  });
}

export function badUserInput(message: string, argument: InputPath): GraphQLError {
  return requestError('BAD_USER_INPUT', message, argument);
}

export function invalidCursor(argument: string): GraphQLError {
  return requestError('INVALID_CURSOR', `${argument} is not a cursor that this list and order issued.`, [
    argument,
  ]);
}

/** A refusal where there is no result union to hold it. */
export function refusalAsError(refusal: UserError): GraphQLError {
  const code = refusal instanceof InvalidInput ? 'BAD_USER_INPUT' : refusal.code;
  return requestError(code, refusal.message, refusal.path);
}
