import type { Identity } from '../auth/identity.ts';
import type { Revocations } from '../auth/revocations.ts';
import { maxTimerMs, type Scheduler, type Timer } from '../stream/scheduler.ts';
import type { Connection } from './connection.ts';

/**
 * closeWhenTokenEnds closes the connection with 4403 (Forbidden) when the token of its caller expires or is revoked.
 */
export function closeWhenTokenEnds(
  connection: Connection,
  { expiresAt, tokenId }: Identity,
  revocations: Pick<Revocations, 'whenRevoked'>,
  scheduler: Scheduler,
): void {
  const close = () => connection.close('FORBIDDEN');
  connection.onEnd(revocations.whenRevoked(tokenId, close));
  if (!expiresAt) return;
  let timer: Timer | null = null;
  const wait = () => {
    const leftMs = expiresAt.getTime() - scheduler.now();
    // The token may have expired during authentication or while the subscription was created.
    if (leftMs <= 0) return close();
    // A timer can wait at most 24 days, but a token can be valid longer.
    timer = scheduler.setTimeout(leftMs > maxTimerMs ? wait : close, leftMs);
  };
  wait();
  connection.onEnd(() => timer?.cancel());
}
