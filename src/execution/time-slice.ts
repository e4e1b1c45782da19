/**
 * One caller's operations must not keep everybody else waiting: what arrives together is begun over several turns of
 * the event loop, between which sockets are served. An operation that comes alone waits for nothing.
 */
const turnMs = 10;

let turnBegan: number | null = null;
const waiting: (() => void)[] = [];

/**
 * Undefined while this turn has time left; else resolves in one that has. Not to be awaited where it is undefined:
 * while they all wait for nothing, none of them has used the time yet.
 */
export function yieldToEventLoop(): Promise<void> | undefined {
  if (turnBegan === null) {
    turnBegan = performance.now();
    setImmediate(beginTurn);
    return undefined;
  }
  if (waiting.length === 0 && performance.now() - turnBegan < turnMs) return undefined;
  return new Promise((resolve) => waiting.push(resolve));
}

/** One at a time: how long it takes is known only when it was done. */
function beginTurn(): void {
  turnBegan = null;
  const next = waiting.shift();
  if (!next) return;
  turnBegan = performance.now();
  setImmediate(beginTurn);
  next();
}
