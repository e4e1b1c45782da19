import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { formatResult } from '../execution/format-result.ts';

/**
 * OwnResults are the formatted results of a subscription that one caller does not share with others.
 *
 * A hand-written iterator, because return() of an `async function*` waits for the pending `await`.
 */
export class OwnResults implements AsyncGenerator<FormattedExecutionResult, void> {
  readonly #results: AsyncGenerator<ExecutionResult, void>;
  #onEnd: (() => void) | null = null;
  #isEnded = false;

  constructor(results: AsyncGenerator<ExecutionResult, void>) {
    this.#results = results;
  }

  /** Calls `callback` when the results end, whether the source or the client ends them. */
  onEnd(callback: () => void): void {
    if (this.#isEnded) callback();
    else this.#onEnd = callback;
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#onEnd?.();
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    try {
      const step = await this.#results.next();
      if (!step.done) return { done: false, value: formatResult(step.value) };
      this.#end();
      return step;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#end();
    await this.#results.return(undefined);
    return { done: true, value: undefined };
  }

  throw(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
