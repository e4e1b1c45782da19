import type { Logger } from 'pino';
import type { Observer } from '../execution/executor.ts';
import { outcomesOf } from '../execution/mutation-outcomes.ts';

/** Logs one line per mutation: name, outcome, role and duration. Never the input, which can contain secrets. */
export function logMutations(logger: Logger): Observer {
  return (operation, result, ms) => {
    for (const { mutation, outcome } of outcomesOf(operation, result)) {
      const { identity, requestId } = operation.contextValue;
      logger.info({ requestId, mutation, outcome, role: identity.role, ms: Math.round(ms) }, 'mutation');
    }
  };
}
