/** What an operator does next, by the code of a refusal. docs/errors.md says the same to programs. */
const advice: Record<string, string> = {
  DEAL_ALREADY_SIGNED: 'It stands on the screens already. Nothing to do.',
  DEAL_NOT_PLANNED: 'Look at its state in the running order.',
  DEAL_NOT_SIGNED: 'Only what is signed can be corrected or retracted.',
  CEREMONY_NOT_OPEN: 'Open the ceremony first.',
  CEREMONY_NOT_PLANNED: 'It was opened before.',
  ANOTHER_CEREMONY_OPEN: 'Close the other ceremony first.',
  SPEECH_IN_PROGRESS: 'Finish the speech that is being given.',
  SPEECH_NOT_SCHEDULED: 'It has begun already.',
  SPEECH_NOT_STARTED: 'It is not being given.',
  TEXTS_INCOMPLETE: 'Add the texts, or cue it without them.',
  UNAUTHENTICATED: 'The token has ended: sign in with a fresh one.',
  FORBIDDEN: 'The token is not for this exhibition.',
  INVALID_INPUT: 'Mend what it names, and press again.',
  NOT_FOUND: 'It is no longer planned.',
  INTERNAL_SERVER_ERROR: 'Look whether it is in the record; if not, press again.',
};

export function adviceFor(code: string): string {
  return advice[code] ?? 'Look whether it is in the record; if not, press again.';
}
