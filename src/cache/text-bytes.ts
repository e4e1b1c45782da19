/** A character beyond Latin-1: V8 stores a text that has one with two bytes per character, and others with one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range begins at zero
const wide = /[^\u0000-\u00ff]/;

/** The memory of the characters of a text. */
export function textBytes(text: string): number {
  return wide.test(text) ? 2 * text.length : text.length;
}
