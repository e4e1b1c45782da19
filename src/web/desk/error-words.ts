/** What an operator reads of a refusal, by its code. docs/errors.md says the same to programs. */
import type { DeskWords } from './words/words.ts';

export type RefusalCode =
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

/** The server's own message is English, and stands where the desk has no words for the code. */
export function refusalIn(
  { refusals, otherRefusal }: DeskWords,
  code: string,
  message: string,
): { what: string; next: string } {
  const known = Object.hasOwn(refusals, code) ? refusals[code as RefusalCode] : undefined;
  return { what: known?.what ?? message, next: known?.next ?? otherRefusal };
}
