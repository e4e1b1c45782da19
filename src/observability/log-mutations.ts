import type { Logger } from 'pino';
import type { Observer } from '../execution/executor.ts';

/** Logs one line per mutation: name, outcome, role and duration. Never the input, which can contain secrets. */
export function logMutations(logger: Logger): Observer {
  return ({ contextValue: { answering, identity, requestId } }, _result, ms) => {
    for (const { mutation, outcome } of answering.mutations) {
      logger.info({ requestId, mutation, outcome, role: identity.role, ms: Math.round(ms) }, 'mutation');
    }
  };
}
