/**
 * Loaded into a server's process with --import, as no installation does: makes it fail in ways that no code of the
 * server expects, when a test says so over the channel of its child process.
 */
process.on('message', (planted) => {
  if (planted === 'exception')
    setImmediate(() => {
      throw new Error('planted exception');
    });
  if (planted === 'rejection') void Promise.reject(new Error('planted rejection'));
});
process.channel?.unref();
