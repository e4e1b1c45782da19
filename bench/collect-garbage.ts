/** Loaded into every measured server: on a signal it collects garbage and reports the memory in use. */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`garbage collected, ${heapUsed + external} bytes left`);
});
/** Exits on SIGTERM only while it is profiled: Node writes a profile when a process exits by itself. */
process.once('SIGTERM', () => process.exit());
