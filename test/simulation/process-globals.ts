/**
 * Replaces the clock, the timers and the randomness of the process while a seed runs. `ws`, graphql-ws and the revocations
 * take them from there; everything else is given a scheduler.
 */
import type { VirtualTime } from './virtual-time.ts';

interface Handle {
  cancel(): void;
  unref(): Handle;
  ref(): Handle;
}

/** Returns a function that restores the real ones. */
export function replaceGlobals(time: VirtualTime, random: () => number): () => void {
  const handleOf = (callback: () => void, waitMs: number, everyMs: number | null): Handle => {
    const { cancel } = time.addTimer(time.processOwner, callback, waitMs, everyMs);
    const handle: Handle = { cancel, unref: () => handle, ref: () => handle };
    return handle;
  };
  type Callback = (...parameters: unknown[]) => void;
  const cancel = (handle: Handle | undefined) => handle?.cancel?.();
  const simulated = {
    setTimeout: (callback: Callback, waitMs = 0, ...parameters: unknown[]) =>
      handleOf(() => callback(...parameters), waitMs, null),
    setInterval: (callback: Callback, everyMs = 0, ...parameters: unknown[]) =>
      handleOf(() => callback(...parameters), everyMs, everyMs),
    setImmediate: (callback: Callback, ...parameters: unknown[]) =>
      time.addImmediate(() => callback(...parameters)),
    clearTimeout: cancel,
    clearInterval: cancel,
  };
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval } = globalThis;
  const { now } = Date;
  const { random: realRandom } = Math;
  Object.assign(globalThis, simulated);
  Date.now = () => time.now();
  Math.random = random;
  return () => {
    Object.assign(globalThis, { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval });
    Date.now = now;
    Math.random = realRandom;
  };
}
