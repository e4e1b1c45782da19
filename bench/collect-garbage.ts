/** Loaded into every server that is measured: asked by a signal, it collects garbage and says what is left. */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`garbage collected, ${heapUsed + external} bytes left`);
});
/** Ended by SIGTERM only where it is profiled: a profile is written by a process that exits by itself. */
process.once('SIGTERM', () => process.exit());
