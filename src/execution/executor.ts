/** Executes operations with graphql-js: time limit, masking of errors, observers. */
import {
  type DocumentNode,
  type ExecutionResult,
  executeRootSelectionSet,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type ValidatedExecutionArgs,
} from 'graphql';
import type { Reader } from '../database/read-queue.ts';
import type { CodedError } from '../errors/coded-error.ts';
import type { Context } from '../graphql/context.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { TimeSlices } from './time-slice.ts';

export interface PreparedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | null;
  variableValues: Readonly<Record<string, unknown>>;
  contextValue: Context;
  type: OperationTypeNode;
  /** The arguments of graphql-js, with coerced variables. */
  validated: ValidatedExecutionArgs;
}

/** Called after each operation, with its duration. */
export type Observer = (operation: PreparedOperation, result: ExecutionResult, durationMs: number) => void;

export interface ExecutorParts {
  maskError: (error: unknown) => CodedError;
  observers: readonly Observer[];
  timeSlices: TimeSlices;
  scheduler: Scheduler;
  /** The time limit of one operation. */
  timeoutMs: number;
}

export class Executor {
  readonly #parts: ExecutorParts;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  async execute(operation: PreparedOperation, reader: Reader): Promise<ExecutionResult> {
    const { maskError, observers, timeSlices, scheduler } = this.#parts;
    const slice = timeSlices.yield(reader);
    if (slice) await slice;
    const startedAtMs = scheduler.monotonicMs();
    const { errors, ...rest } = await this.#withTimeout(executeRootSelectionSet(operation.validated));
    // Fields beyond the limit of errors share one (graphql/limit-field-errors.ts).
    const result = errors ? { errors: [...new Set(errors)].map(maskError), ...rest } : rest;
    const durationMs = scheduler.monotonicMs() - startedAtMs;
    for (const observe of observers) observe(operation, result, durationMs);
    return result;
  }

  /** The execution is not cancelled, but each of its statements has its own time limit (database/database.ts). */
  async #withTimeout(work: ExecutionResult | Promise<ExecutionResult>): Promise<ExecutionResult> {
    if (!(work instanceof Promise)) return work;
    const late = Promise.withResolvers<ExecutionResult>();
    const { timeoutMs, scheduler } = this.#parts;
    const timer = scheduler.setTimeout(() => {
      late.resolve({
        errors: [new GraphQLError('', { originalError: new Error(`timeout exceeded: ${timeoutMs} ms`) })],
      });
    }, timeoutMs);
    return Promise.race([work, late.promise]).finally(() => timer.cancel());
  }
}
