/**
 * Limits of the errors that graphql-js finds in a request. Each of its messages may quote a whole argument or variable,
 * so their number and their length are limited: else a small request costs seconds, and is answered with megabytes.
 */
const maxErrors = 20;
const maxQuotedCharacters = 25_000;
const maxMessageCharacters = 1_000;

/** How many errors are reported for an input of this many characters. */
export function maxErrorsOf(characters: number): number {
  return Math.min(maxErrors, Math.max(1, Math.floor(maxQuotedCharacters / characters)));
}

export function shortMessage(message: string): string {
  if (message.length <= maxMessageCharacters) return message;
  // A surrogate pair is not cut in two.
  return `${message
    .slice(0, maxMessageCharacters)
    .toWellFormed()
    .replace(/\ufffd$/, '')} …`;
}
