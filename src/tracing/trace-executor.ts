import type { ExecutionResult } from 'graphql';
import type { Executor, PreparedOperation } from '../execution/executor.ts';
import type { Tracing } from './tracing.ts';

type Executing = Pick<Executor, 'execute' | 'answer'>;

/**
 * traceExecutor gives each executed query and mutation a span. Without tracing it returns the executor itself. Documents and
 * variables are not recorded: they can contain secrets.
 */
export function traceExecutor(tracing: Tracing | null, executor: Executing): Executing {
  if (!tracing) return executor;
  const traced = <Result extends object>(operation: PreparedOperation, execute: () => Promise<Result>) => {
    const { type, operationName, contextValue } = operation;
    const name = operationName ?? operation.operation.name?.value;
    const start = {
      kind: 'internal' as const,
      attributes: {
        'graphql.operation.type': type,
        ...(name && { 'graphql.operation.name': name }),
        'pavilion.request_id': contextValue.requestId,
      },
    };
    return tracing.run(type, start, async (span) => {
      const result = await execute();
      const { mutations } = contextValue.answering;
      if (mutations.length > 0)
        span.set({
          'pavilion.mutation': mutations.map(({ mutation }) => mutation).join(','),
          'pavilion.outcome': mutations.map(({ outcome }) => outcome).join(','),
        });
      const { errors } = result as ExecutionResult;
      if (errors) span.fail(String(errors[0]!.extensions.code ?? 'error'));
      return result;
    });
  };
  return {
    execute: (operation, reader) => traced(operation, () => executor.execute(operation, reader)),
    answer: (operation, reader) => traced(operation, () => executor.answer(operation, reader)),
  };
}
