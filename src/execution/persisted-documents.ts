/**
 * Persisted documents are read when the server starts. The SHA-256 of the text identifies a document. A client can
 * send the hash in place of the text. With PUBLIC_OPERATIONS=persisted, public callers can send nothing else.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { ConfigError } from '../config.ts';

export class PersistedDocuments {
  readonly #byHash: ReadonlyMap<string, string>;
  readonly #texts: ReadonlySet<string>;

  constructor(texts: Iterable<string> = []) {
    this.#texts = new Set(texts);
    this.#byHash = new Map([...this.#texts].map((text) => [sha256(text), text]));
  }

  get(hash: string): string | null {
    return this.#byHash.get(hash.toLowerCase()) ?? null;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }
}

/**
 * Reads a folder of .graphql files, or a JSON file of hashes and texts. `own` are documents of the server itself. Throws
 * ConfigError with all problems.
 */
export function readPersistedDocuments(
  path: string | null,
  schema: GraphQLSchema,
  own: readonly string[] = [],
): PersistedDocuments {
  if (path === null) return new PersistedDocuments();
  const texts = readTexts(path);
  const problems = [...texts].flatMap(([name, text]) =>
    problemsOf(text, schema).map((each) => `  ${name}: ${each}`),
  );
  if (problems.length > 0)
    throw new ConfigError(
      `PERSISTED_DOCUMENTS contains documents that do not match the schema:\n${problems.join('\n')}`,
    );
  return new PersistedDocuments([...own, ...texts.values()]);
}

function readTexts(path: string): Map<string, string> {
  try {
    return statSync(path).isDirectory() ? readFolder(path) : readManifest(path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`PERSISTED_DOCUMENTS cannot be read: ${(error as Error).message}`);
  }
}

function readFolder(path: string): Map<string, string> {
  const files = readdirSync(path).filter((name) => name.endsWith('.graphql'));
  return new Map(files.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

function readManifest(path: string): Map<string, string> {
  const texts = new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>));
  const isHashOf = (hash: string, text: unknown) => typeof text === 'string' && hash === sha256(text);
  const wrong = [...texts].filter(([hash, text]) => !isHashOf(hash, text)).map(([hash]) => hash);
  if (wrong.length > 0)
    throw new ConfigError(`PERSISTED_DOCUMENTS: not the SHA-256 of its text: ${wrong.join(', ')}`);
  return texts;
}

function problemsOf(text: string, schema: GraphQLSchema): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
