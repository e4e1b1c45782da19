/**
 * What a client is told of an error. Expected ones keep their code; surprises become INTERNAL_SERVER_ERROR with
 * the request id, and are logged under it. Only listed extensions leave: no stack, SQL, path or parser text.
 */
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Logger } from 'pino';
import { KeysUnavailable } from '../auth/tokens.ts';
import { isUnavailable } from '../database/transient-errors.ts';
import { isUnstorableText } from '../database/unstorable-text.ts';
import { UserError } from '../errors/user-errors.ts';
import { badUserInput, refusalAsError } from '../graphql/request-errors.ts';
import { currentRequestId } from './request-id.ts';

const publicExtensions = ['code', 'argument', 'retry', 'http'] as const;

export function createMaskError(logger: Logger): (error: unknown) => GraphQLError {
  return function maskError(error) {
    const original = originalOf(error);
    if (original instanceof GraphQLError) {
      const message = error instanceof GraphQLError ? error : original;
      return withExtensions(message, requestExtensions(original), error);
    }
    if (original instanceof UserError)
      return withExtensions(refusalAsError(original), refusalExtensions(original), error);
    if (isUnstorableText(original)) {
      const message = 'A text holds a character that cannot be stored, such as NUL.';
      return withExtensions(badUserInput(message, []), { code: 'BAD_USER_INPUT' }, error);
    }
    const requestId = currentRequestId();
    if (isUnavailable(original) || original instanceof KeysUnavailable) {
      logger.warn({ err: original, requestId }, 'something that Pavilion stands on is not available');
      const extensions = {
        code: 'UNAVAILABLE',
        requestId,
        http: { status: 503, headers: { 'retry-after': '1' } },
      };
      return withExtensions(new GraphQLError('Not available at the moment: try again.'), extensions, error);
    }
    logger.error({ err: original, requestId }, 'unexpected error');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId };
    return withExtensions(new GraphQLError('Unexpected error.'), { ...extensions, unexpected: true }, error);
  };
}

/** Executors wrap what a resolver threw, once or more. */
function originalOf(error: unknown): unknown {
  let at = error;
  while (at instanceof GraphQLError && at.originalError) at = at.originalError;
  return at;
}

/** What the executor says without a code is about the values it was given, and concerns the whole request. */
function requestExtensions({ extensions, path }: GraphQLError): GraphQLErrorExtensions {
  const entries = publicExtensions.flatMap((name) =>
    name in extensions ? [[name, extensions[name]] as const] : [],
  );
  const told = Object.fromEntries(entries) as GraphQLErrorExtensions & { http?: { status?: number } };
  // What is not even a GraphQL request is 400 to every media type.
  if (told.code === 'BAD_REQUEST') return { ...told, http: { status: told.http?.status ?? 400 } };
  if ('code' in extensions) return told;
  return { code: 'BAD_USER_INPUT', ...(!path && { http: { spec: true, status: 400 } }) };
}

function refusalExtensions(refusal: UserError): GraphQLErrorExtensions {
  const { extensions } = refusalAsError(refusal);
  return refusal.code === 'UNAUTHENTICATED'
    ? { ...extensions, http: { status: 401, headers: { 'www-authenticate': 'Bearer' } } }
    : extensions;
}

/** Keeps where in the document it happened. */
function withExtensions(
  { message }: GraphQLError,
  extensions: GraphQLErrorExtensions,
  at: unknown,
): GraphQLError {
  const place =
    at instanceof GraphQLError
      ? { nodes: at.nodes, source: at.source, positions: at.positions, path: at.path }
      : {};
  return new GraphQLError(message, { ...place, extensions });
}

/** Of a masked error: the same request may succeed in a moment. */
export function saysUnavailable({ extensions }: GraphQLError): boolean {
  return extensions.code === 'UNAVAILABLE';
}
