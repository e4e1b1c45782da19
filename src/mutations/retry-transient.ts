import { isTransient } from '../database/transient-errors.ts';
import type { ChangeRequest } from './change-request.ts';
import { alreadyExists } from './unique-violations.ts';

const maxAttempts = 4;
const retryWaitMs = 25;

/** Tries again what certainly did not happen, and with a key also what may have. */
export async function retryTransient<Result>(
  { idempotency }: ChangeRequest,
  attemptOnce: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (error) {
      const refusal = alreadyExists(error);
      if (refusal) throw refusal;
      // Without a key a lost answer to COMMIT cannot be told from a lost request: only a conflict is safe to repeat.
      if (attempt >= maxAttempts || !isTransient(error, { afterUnknownCommit: idempotency !== undefined }))
        throw error;
      await new Promise((resolve) => setTimeout(resolve, retryWaitMs * 2 ** attempt * Math.random()));
    }
  }
}
