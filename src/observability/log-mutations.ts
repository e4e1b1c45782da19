import type { Logger } from 'pino';
import type { Observer } from '../execution/executor.ts';

/**
 * Logs one line per mutation: name, outcome, actor, duration, and what it announced. Never the input, which can contain
 * secrets.
 */
export function logMutations(logger: Logger): Observer {
  return ({ contextValue: { answering, identity, requestId } }, _result, ms) => {
    const { role, subject: actor } = identity;
    for (const { mutation, outcome, announced } of answering.mutations) {
      const { exhibitionSlug: exhibition, mode, sequence } = announced ?? {};
      const of = announced && { exhibition, mode, sequence };
      logger.info({ requestId, mutation, outcome, role, actor, ...of, ms: Math.round(ms) }, 'mutation');
    }
  };
}
