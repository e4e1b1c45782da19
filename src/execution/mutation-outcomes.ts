import { type ExecutionResult, getOperationAST, Kind } from 'graphql';
import type { PreparedOperation } from './executor.ts';

export interface MutationOutcome {
  mutation: string;
  /** "success", the type of the user error, or "error". */
  outcome: string;
}

/** The outcome of each mutation field of an operation. Empty for other operations. */
export function outcomesOf(
  { type, document, operationName }: PreparedOperation,
  { data }: ExecutionResult,
): MutationOutcome[] {
  if (type !== 'mutation') return [];
  return getOperationAST(document, operationName)!.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const answer = data?.[selection.alias?.value ?? selection.name.value] as Answer | null | undefined;
    return [{ mutation: selection.name.value, outcome: outcomeOf(answer) }];
  });
}

type Answer = { __typename?: unknown };

function outcomeOf(answer: Answer | null | undefined): string {
  if (!answer) return 'error';
  const { __typename } = answer;
  // Without __typename, any result counts as success.
  if (typeof __typename !== 'string' || __typename.endsWith('Success')) return 'success';
  return __typename;
}
