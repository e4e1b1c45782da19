/** What an operator reads about an error, by its code. docs/errors.md says the same to client developers. */
import type { DeskWords, ExplainedCode } from './desk-words.ts';

export interface ErrorExplanation {
  problem: string;
  remedy: string;
}

/** The message of the server is English. It is shown for a code without words of its own. */
export function explainError(
  { errors, otherRemedy }: DeskWords,
  code: string,
  message: string,
): ErrorExplanation {
  const known = Object.hasOwn(errors, code) ? errors[code as ExplainedCode] : undefined;
  return { problem: known?.problem ?? message, remedy: known?.remedy ?? otherRemedy };
}
