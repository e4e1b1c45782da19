/**
 * What browsers before 2022 lack, as LED processors and television sets have them: the pages run from Chromium 80 on.
 * esbuild translates the syntax; this adds the functions, and marks an engine without gaps between flex items for
 * old-engines.css. Each page imports it first. A test compares the functions that the bundles call with this list.
 */

type Missing = (this: never, ...values: never[]) => unknown;

function add(target: object, name: string, value: Missing): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<Item>(this: ArrayLike<Item>, index: number): Item | undefined {
  return this[index < 0 ? this.length + index : index];
}
add(Array.prototype, 'at', at as Missing);
add(String.prototype, 'at', at as Missing);
add(Array.prototype, 'findLast', function findLast<Item>(
  this: Item[],
  test: (item: Item, index: number, all: Item[]) => unknown,
): Item | undefined {
  for (let index = this.length - 1; index >= 0; index--) {
    if (test(this[index]!, index, this)) return this[index];
  }
  return undefined;
} as Missing);
add(Object, 'hasOwn', ((target: object, name: PropertyKey) => Object.hasOwn(target, name)) as Missing);
add(String.prototype, 'replaceAll', function replaceAll(
  this: string,
  pattern: string | RegExp,
  replacement: string,
): string {
  return typeof pattern === 'string'
    ? this.split(pattern).join(replacement)
    : this.replace(pattern, replacement);
} as Missing);

if (!('reason' in AbortSignal.prototype)) {
  const { abort } = AbortController.prototype;
  AbortController.prototype.abort = function abortWith(reason: unknown): void {
    if (this.signal.aborted) return;
    Object.defineProperty(this.signal, 'reason', {
      value: reason ?? new DOMException('The operation was aborted.', 'AbortError'),
    });
    abort.call(this);
  };
}
add(AbortSignal.prototype, 'throwIfAborted', function throwIfAborted(this: AbortSignal): void {
  if (this.aborted) throw this.reason;
} as Missing);
add(AbortSignal, 'any', ((signals: readonly AbortSignal[]): AbortSignal => {
  const any = new AbortController();
  const stop = () => {
    for (const signal of signals) signal.removeEventListener('abort', stop);
    any.abort(signals.find(({ aborted }) => aborted)?.reason);
  };
  for (const signal of signals) {
    if (signal.aborted) {
      stop();
      break;
    }
    signal.addEventListener('abort', stop);
  }
  return any.signal;
}) as Missing);

/** Before Chromium 84 a gap between flex items is ignored, and no @supports rule shows it. */
export function markFlexGap(): void {
  const flex = document.createElement('div');
  flex.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute';
  flex.append(document.createElement('i'), document.createElement('i'));
  document.body.append(flex);
  document.documentElement.classList.toggle('no-flex-gap', flex.scrollHeight === 0);
  flex.remove();
}
