/**
 * Runs `work` once in the next microtask, however often it is called before. Errors of `work` do not reach the
 * caller: a rendering error must not end the connection that delivered the change.
 */
export function coalesce(work: () => void): () => void {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      work();
    });
  };
}
