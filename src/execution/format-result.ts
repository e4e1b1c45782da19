/** Answers as they leave. What an error says to HTTP (`extensions.http`) stays inside. */
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

export interface Answered {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLError[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export function formatError(error: GraphQLError): GraphQLFormattedError {
  const { http: _http, unexpected: _unexpected, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

export function formatResult({ errors, ...result }: Answered): FormattedExecutionResult {
  return { ...(errors && { errors: errors.map(formatError) }), ...result } as FormattedExecutionResult;
}
