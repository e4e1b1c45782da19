/** What no response may contain, because it helps only an attacker. */
const leaks: [what: string, pattern: RegExp][] = [
  ['a stack', /\n\s+at |\bat \S+ \(\S+:\d+:\d+\)/],
  ['a file path', /node_modules|file:\/\/|\/(home|tmp|usr|var|root|work|app)\/|\.ts:\d+|node:internal/],
  [
    'SQL',
    /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b|relation "|column "|syntax for type/,
  ],
  ['the name of a library', /\b(prisma|postgres|pg_|ioredis|ECONN|yoga|zod)/i],
  [
    'a message of the JSON parser',
    /JSON at position|in JSON|Unexpected (token|end of JSON|non-whitespace)|is not valid JSON/,
  ],
];

/**
 * An id or a cursor, also in a value that a message quotes (`\"…\"`): its random characters may contain any short word.
 */
const opaque = /(\\*")[\w-]{20,}={0,2}\1/g;

export function leaksIn(answer: string): string[] {
  const words = answer.replace(opaque, '');
  return leaks.filter(([, pattern]) => pattern.test(words)).map(([what]) => what);
}
