/** Executes operations with graphql-js, or by a compiled plan: time limit, masking of errors, observers. */
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
import type { CompiledDocuments } from '../compiled/compiled-documents.ts';
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

/** The text of a response without errors. */
export interface AnsweredText {
  text: string;
}

export interface ExecutorParts {
  maskError: (error: unknown) => CodedError;
  observers: readonly Observer[];
  timeSlices: TimeSlices;
  compiled: Pick<CompiledDocuments, 'answer'> | null;
  scheduler: Scheduler;
  /** The time limit of one operation. */
  timeoutMs: number;
}

export class Executor {
  readonly #parts: ExecutorParts;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  execute(operation: PreparedOperation, reader: Reader): Promise<ExecutionResult> {
    return this.#execute(operation, reader, () => executeRootSelectionSet(operation.validated));
  }

  /** For a caller that needs the text of the response only. */
  answer(operation: PreparedOperation, reader: Reader): Promise<ExecutionResult | AnsweredText> {
    const { validated } = operation;
    return this.#execute(operation, reader, () => {
      const compiled = this.#parts.compiled?.answer(validated);
      if (!compiled) return executeRootSelectionSet(validated);
      return compiled.then(
        (text) => (text === null ? executeRootSelectionSet(validated) : { text }),
        failedWith,
      );
    });
  }

  async #execute<Result extends ExecutionResult | AnsweredText>(
    operation: PreparedOperation,
    reader: Reader,
    start: () => Result | Promise<Result>,
  ): Promise<Result | ExecutionResult> {
    const { maskError, observers, timeSlices, scheduler } = this.#parts;
    const slice = timeSlices.yield(reader);
    if (slice) await slice;
    const startedAtMs = scheduler.monotonicMs();
    const answered = await this.#withTimeout(start());
    const result = 'text' in answered ? answered : masked(answered, maskError);
    const durationMs = scheduler.monotonicMs() - startedAtMs;
    for (const observe of observers) observe(operation, 'text' in result ? {} : result, durationMs);
    return result;
  }

  /** The execution is not cancelled, but each of its statements has its own time limit (database/database.ts). */
  async #withTimeout<Result>(work: Result | Promise<Result>): Promise<Result | ExecutionResult> {
    if (!(work instanceof Promise)) return work;
    const late = Promise.withResolvers<ExecutionResult>();
    const { timeoutMs, scheduler } = this.#parts;
    const timer = scheduler.setTimeout(() => {
      late.resolve(failedWith(new Error(`timeout exceeded: ${timeoutMs} ms`)));
    }, timeoutMs);
    return Promise.race([work, late.promise]).finally(() => timer.cancel());
  }
}

/** The operation failed as a whole: no field has data. */
function failedWith(originalError: Error): ExecutionResult {
  return { errors: [new GraphQLError('', { originalError })] };
}

/** Fields beyond the limit of errors share one (graphql/limit-field-errors.ts). */
function masked(
  { errors, ...rest }: ExecutionResult,
  maskError: (error: unknown) => CodedError,
): ExecutionResult {
  return errors ? { errors: [...new Set(errors)].map(maskError), ...rest } : rest;
}
