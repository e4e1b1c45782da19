/**
 * Loaded into the server's process with --import: how long it was busy between two turns of its event loop, and what
 * it holds after a collection. Busy is CPU time of the main thread, not time on the clock: what other programs take
 * of a loaded machine is not the server's stall.
 */
const sampleMs = 5;

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
}

process.on('message', (wish) => {
  const busy = { busiestMs, longestMs };
  // Twice: the second run collects what finalizers of the first released.
  if (wish === 'memory') for (const _ of ['first', 'second']) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  process.send?.({ ...busy, heapBytes: heapUsed, bufferBytes: arrayBuffers } satisfies Probed);
  cpu = process.threadCpuUsage();
  clock = performance.now();
  busiestMs = 0;
  longestMs = 0;
});
process.channel?.unref();
