/**
 * Loaded into the server's process with --import: how long it was busy between two turns of its event loop, and what
 * it holds after a collection. Busy is CPU time of the main thread, not time on the clock: what other programs take
 * of a loaded machine is not the server's stall.
 */
const sampleMs = 5;

const timers = countTimers();

let clock = performance.now();
let cpu = process.threadCpuUsage();
let busiestMs = 0;
let longestMs = 0;

setInterval(() => {
  const used = process.threadCpuUsage(cpu);
  busiestMs = Math.max(busiestMs, (used.user + used.system) / 1_000);
  longestMs = Math.max(longestMs, performance.now() - clock);
  cpu = process.threadCpuUsage();
  clock = performance.now();
}, sampleMs).unref();

export interface Probed {
  /** The longest that the main thread computed without looking at its sockets, since it was last asked. */
  busiestMs: number;
  /** The same on the clock. */
  longestMs: number;
  heapBytes: number;
  bufferBytes: number;
  /** Open sockets, files, child processes and the like. */
  handles: number;
  /** Timers that are set and have not fired, those of Node's own modules excepted. */
  timers: number;
}

process.on('message', (wish) => {
  const busy = { busiestMs, longestMs };
  // Twice: the second run collects what finalizers of the first released.
  if (wish === 'memory') for (const _ of ['first', 'second']) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().filter((each) => /Wrap$/.test(each)).length;
  process.send?.({
    ...busy,
    heapBytes: heapUsed,
    bufferBytes: arrayBuffers,
    handles,
    timers: timers.size,
  } satisfies Probed);
  cpu = process.threadCpuUsage();
  clock = performance.now();
  busiestMs = 0;
  longestMs = 0;
});
process.channel?.unref();

/** Replaces the timers of the process by ones that are counted. */
function countTimers(): Set<unknown> {
  const live = new Set<unknown>();
  const { setTimeout: setTimer, setInterval: setRepeating, clearTimeout: clear } = globalThis;
  const counted = (callback: (...values: unknown[]) => void, waitMs: number, ...values: unknown[]) => {
    const timer = setTimer(() => {
      live.delete(timer);
      callback(...values);
    }, waitMs);
    live.add(timer);
    return timer;
  };
  const repeating = (callback: () => void, everyMs: number, ...values: never[]) => {
    const timer = setRepeating(callback, everyMs, ...values);
    live.add(timer);
    return timer;
  };
  const clearCounted = (timer: NodeJS.Timeout) => {
    live.delete(timer);
    clear(timer);
  };
  // util.promisify finds the promise form here.
  Object.defineProperties(counted, Object.getOwnPropertyDescriptors(setTimer));
  Object.assign(globalThis, {
    setTimeout: counted,
    setInterval: repeating,
    clearTimeout: clearCounted,
    clearInterval: clearCounted,
  });
  return live;
}
