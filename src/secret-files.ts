/**
 * Secrets from files, as container platforms mount them: NAME_FILE is the path of a file with the value of NAME. A line end
 * at the end of the file is not part of the value.
 */
import { readFileSync } from 'node:fs';

export const secretSettings = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'REDIS_URL',
  'REDIS_SENTINEL_PASSWORD',
  'AUTH_SECRET',
  'AUTH_RETIRED_SECRETS',
  'AUTH_CLIENT_SECRET',
  'METRICS_TOKEN',
] as const;

/** In a file they have one value per line. */
const lists: ReadonlySet<string> = new Set(['AUTH_RETIRED_SECRETS']);

type Variables = Record<string, string | undefined>;

/** Returns the variables with the values of the files, and one line for each file that cannot be used. */
export function readSecretFiles(variables: Variables): { variables: Variables; problems: string[] } {
  const resolved = { ...variables };
  const problems: string[] = [];
  for (const name of secretSettings) {
    const path = variables[`${name}_FILE`];
    if (!path) continue;
    if (variables[name]) problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
    else
      try {
        const text = readFileSync(path, 'utf8').trimEnd();
        resolved[name] = lists.has(name) ? text.split(/\r?\n/).filter(Boolean).join(',') : text;
        if (text === '') problems.push(`${name}_FILE names an empty file: write the value into ${path}`);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        problems.push(`${name}_FILE names a file that cannot be read: ${path} (${code})`);
      }
  }
  return { variables: resolved, problems };
}
