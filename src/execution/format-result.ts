/** Formats results for clients: errors first, each with its public extensions only. */
import type { FormattedExecutionResult, GraphQLError } from 'graphql';

export interface Answered {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLError[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export function formatResult({ errors, ...result }: Answered): FormattedExecutionResult {
  return {
    ...(errors && { errors: errors.map((error) => error.toJSON()) }),
    ...result,
  } as FormattedExecutionResult;
}
