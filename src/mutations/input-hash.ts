import { createHash } from 'node:crypto';

/** hashInput returns equal hashes for equal inputs, in any order of fields. */
export function hashInput(mutation: string, input: object): string {
  return createHash('sha256')
    .update(`${mutation}\n${canonicalJson(input)}`)
    .digest('base64url');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.keys(each)
            .sort()
            .map((key) => [key, (each as Record<string, unknown>)[key]]),
        )
      : each,
  );
}
