import { targetParameter } from '../postgres-hosts.ts';

/**
 * ConnectionUrl is DATABASE_URL without what a pooler drops or refuses: the parameters of `?options=` and `?schema=`, which each
 * session sets itself (session.ts).
 */
export interface ConnectionUrl {
  /** For the driver. */
  url: string;
  /** The session parameters of `?options=-c name=value` and of `?schema=name`. */
  parameters: Readonly<Record<string, string>>;
}

const sameAsVerifyFull: ReadonlySet<string> = new Set(['prefer', 'require', 'verify-ca']);

/** Parts of `options` are separated by spaces; a backslash escapes the next character. */
const part = /(?:\\.|[^\s\\])+/gs;
const assignment = /^(?:-c|--)([\w.-]+)=(.*)$/s;

export function readConnectionUrl(text: string): ConnectionUrl {
  const url = new URL(text);
  const parameters: Record<string, string> = {};
  const others: string[] = [];
  for (const each of partsOf(url.searchParams.get('options') ?? '')) {
    const [, name, value] = assignment.exec(each) ?? [];
    if (name === undefined) others.push(each);
    else parameters[name.replaceAll('-', '_')] = value!;
  }
  const schema = url.searchParams.get('schema');
  if (schema) parameters.search_path = quoteIdentifier(schema);
  url.searchParams.delete('schema');
  url.searchParams.delete(targetParameter);
  // As pg understands them today. It announces weaker ones for its next version, with a warning at each start.
  if (sameAsVerifyFull.has(url.searchParams.get('sslmode') ?? '') && !url.searchParams.has('uselibpqcompat'))
    url.searchParams.set('sslmode', 'verify-full');
  // What is no parameter is for the proxy, such as `endpoint=` of Neon.
  if (others.length > 0) url.searchParams.set('options', others.join(' '));
  else url.searchParams.delete('options');
  return { url: url.href, parameters };
}

function partsOf(options: string): string[] {
  const parts = [...options.matchAll(part)].map(([each]) => each.replace(/\\(.)/gs, '$1'));
  // `-c name=value` is two parts.
  return parts.flatMap((each, index) => {
    if (each === '-c' && index + 1 < parts.length) return [];
    return [parts[index - 1] === '-c' ? `-c${each}` : each];
  });
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
