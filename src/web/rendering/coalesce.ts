/**
 * Calls `work` once soon, however often it is asked for until then. What fails in it fails by itself, and not whoever
 * asked: a picture that cannot be drawn must not end the connection that told of it.
 */
export function soon(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      work();
    });
  };
}
