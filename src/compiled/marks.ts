/**
 * Marks in the text that Postgres returns. JSON has no control characters, so neither mark can be part of a value, whatever is
 * stored in the database.
 */

/** Postgres met what graphql-js has to answer, such as a null that the schema does not allow. */
export const handOver = String.raw`E'\x01'`;
const handOverMark = '\x01';
const lateStart = '\x02';
const lateEnd = '\x03';

/** The SQL of a value that is left to the late field with this index. `row` is the JSON of its columns. */
export function lateSql(index: number, row: string): string {
  return String.raw`E'\x02${index}:' || (${row})::text || E'\x03'`;
}

export function isHandedOver(text: string): boolean {
  return text.includes(handOverMark);
}

/** Replaces each late field by its text. */
export function fillLate(text: string, write: (index: number, row: unknown) => string): string {
  let start = text.indexOf(lateStart);
  if (start === -1) return text;
  let filled = '';
  let done = 0;
  while (start !== -1) {
    const colon = text.indexOf(':', start);
    const end = text.indexOf(lateEnd, colon);
    filled +=
      text.slice(done, start) +
      write(Number(text.slice(start + 1, colon)), JSON.parse(text.slice(colon + 1, end)));
    done = end + 1;
    start = text.indexOf(lateStart, done);
  }
  return filled + text.slice(done);
}
