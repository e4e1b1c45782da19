/** What one execution fills into a plan. */
import type { ValidatedExecutionArgs } from 'graphql';
import type { Context } from '../graphql/context.ts';

export class Input {
  readonly variableValues: ValidatedExecutionArgs['variableValues'];
  readonly context: Context;
  readonly #made = new Map<object, unknown>();

  constructor(variableValues: ValidatedExecutionArgs['variableValues'], context: Context) {
    this.variableValues = variableValues;
    this.context = context;
  }

  /** Makes a value once per execution: several parts of a statement, and all rows, use it. */
  once<Value>(owner: object, make: () => Value): Value {
    if (this.#made.has(owner)) return this.#made.get(owner) as Value;
    const value = make();
    this.#made.set(owner, value);
    return value;
  }
}
