import type { FormattedExecutionResult } from 'graphql';

/**
 * OwnResults are the results of a subscription of one caller alone, as graphql-ws iterates them. `end` is called when
 * they end, by whichever side.
 *
 * A hand-written iterator: the return() of an `async function*` waits for the await that the function is in.
 */
export class OwnResults implements AsyncGenerator<FormattedExecutionResult, void> {
  readonly #results: AsyncGenerator<FormattedExecutionResult>;
  readonly #end: () => void;

  constructor(results: AsyncGenerator<FormattedExecutionResult>, end: () => void) {
    this.#results = results;
    this.#end = end;
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    try {
      const step = await this.#results.next();
      if (step.done) this.#end();
      return step;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#end();
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
