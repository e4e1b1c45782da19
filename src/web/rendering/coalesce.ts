/**
 * Runs `work` once in the next microtask, however often it is called until then. An error of `work` does not reach the
 * caller: a page that fails to draw must not end the connection that delivered the change.
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
