/**
 * Loaded into a server process with --import, in tests only: makes it fail in unexpected ways when a test sends a message
 * over the channel of the child process.
 */
process.on('message', (planted) => {
  if (planted === 'exception')
    setImmediate(() => {
      throw new Error('planted exception');
    });
  if (planted === 'rejection') void Promise.reject(new Error('planted rejection'));
});
process.channel?.unref();
