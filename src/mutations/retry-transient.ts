import { isTransient } from '../database/transient-errors.ts';
import { type Scheduler, sleep } from '../stream/scheduler.ts';
import { alreadyExists, lostRace } from './unique-violations.ts';

const maxAttempts = 4;
const retryWaitMs = 25;

/**
 * retryTransient repeats a transaction that was certainly rolled back. With `afterUnknownCommit` it also repeats a
 * transaction that may have been committed. Only an idempotency key makes this safe: without a key, a lost response
 * to COMMIT cannot be distinguished from a lost request.
 */
export async function retryTransient<Result>(
  { afterUnknownCommit, scheduler }: { afterUnknownCommit: boolean; scheduler: Scheduler },
  attemptOnce: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (error) {
      const userError = alreadyExists(error);
      if (userError) throw userError;
      const canSucceed = isTransient(error, { afterUnknownCommit }) || lostRace(error);
      if (attempt >= maxAttempts || !canSucceed) throw error;
      await sleep(scheduler, retryWaitMs * 2 ** attempt * scheduler.random());
    }
  }
}
