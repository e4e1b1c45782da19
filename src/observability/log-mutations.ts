import type { Logger } from 'pino';
import type { Observer } from '../execution/executor.ts';
import { outcomesOf } from '../execution/mutation-outcomes.ts';

/** A line for each mutation: what, as which role, what became of it. Never its input: it may hold what is secret. */
export function logMutations(logger: Logger): Observer {
  return (operation, result, ms) => {
    for (const { mutation, outcome } of outcomesOf(operation, result)) {
      const { identity, requestId } = operation.contextValue;
      logger.info({ requestId, mutation, outcome, role: identity.role, ms: Math.round(ms) }, 'mutation');
    }
  };
}
