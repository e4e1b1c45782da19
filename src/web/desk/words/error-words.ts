/** Explanations of errors for operators, by error code. docs/errors.md explains them for client developers. */
import type { DeskWords, ExplainedCode } from './desk-words.ts';

export interface ErrorExplanation {
  problem: string;
  remedy: string;
}

/** The message of the server is in English. It is shown for codes that the desk does not explain. */
export function explainError(
  { errors, otherRemedy }: DeskWords,
  code: string,
  message: string,
): ErrorExplanation {
  const known = Object.hasOwn(errors, code) ? errors[code as ExplainedCode] : undefined;
  return { problem: known?.problem ?? message, remedy: known?.remedy ?? otherRemedy };
}
