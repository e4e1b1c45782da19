/** What an operator reads about an error, by its code. docs/errors.md says the same to client developers. */
import type { DeskWords } from './words.ts';

/** The codes that the desk has words for. */
export type ExplainedCode =
  | 'DEAL_ALREADY_SIGNED'
  | 'DEAL_NOT_PLANNED'
  | 'DEAL_NOT_SIGNED'
  | 'CEREMONY_NOT_OPEN'
  | 'CEREMONY_NOT_PLANNED'
  | 'ANOTHER_CEREMONY_OPEN'
  | 'SPEECH_IN_PROGRESS'
  | 'SPEECH_NOT_SCHEDULED'
  | 'SPEECH_NOT_STARTED'
  | 'TEXTS_INCOMPLETE'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'INTERNAL_SERVER_ERROR';

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
