import type { Scheduler } from './scheduler.ts';

/** Long work awaits it between small parts. It returns to the event loop if the turn has lasted long enough. */
export type Pause = () => Promise<void>;

const turnMs = 15;

export function createPause(scheduler: Pick<Scheduler, 'monotonicMs' | 'setImmediate'>): Pause {
  let beganAtMs = scheduler.monotonicMs();
  return async () => {
    if (scheduler.monotonicMs() - beganAtMs < turnMs) return;
    await new Promise<void>((resolve) => scheduler.setImmediate(resolve));
    beganAtMs = scheduler.monotonicMs();
  };
}

/** For a caller that nobody waits for. */
export const withoutPause: Pause = async () => {};
