/** Checks the members of a request, and finds the text of its document. */
import { requestError } from '../graphql/query-errors.ts';
import type { AutomaticDocuments } from './automatic-documents.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { OperationParams } from './request.ts';
import { RequestErrors } from './request-errors.ts';

/**
 * Inputs of the schema have a few levels. Coercion recurses, so values with thousands of levels would exceed the
 * stack.
 */
const maxVariableDepth = 32;

export interface WellFormedParams {
  query: unknown;
  /** The hash of a persisted document, if it is sent in place of the query. */
  hash: string | null;
  /**
   * The hash in the format of Apollo's clients: without the query, or with it so that the server stores the query.
   */
  automaticHash: string | null;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
  /**
   * `include`: the response contains the cost of the operation. `only`: it contains only the cost, and nothing is
   * executed.
   */
  cost: 'include' | 'only' | null;
}

/** Throws RequestErrors. */
export function checkParams({
  query,
  documentId,
  operationName,
  variables,
  extensions,
}: OperationParams): WellFormedParams {
  if (operationName != null && typeof operationName !== 'string')
    throw badRequest('operationName must be a string.');
  if (!isObjectOrAbsent(variables)) throw badRequest('variables must be an object.');
  if (variables && !isWithinDepth(variables, maxVariableDepth))
    throw badRequest(`variables are nested more than ${maxVariableDepth} levels deep.`);
  if (!isObjectOrAbsent(extensions)) throw badRequest('extensions must be an object.');
  if (documentId != null && typeof documentId !== 'string') throw badRequest('documentId must be a string.');
  // graphql-ws and Yoga require a query: their clients send a blank one beside the hash.
  const isBlank = query == null || (typeof query === 'string' && query.trim() === '');
  const automaticHash = automaticHashIn(extensions);
  return {
    query,
    hash: isBlank ? hashIn(documentId, automaticHash) : null,
    automaticHash,
    operationName: operationName || null,
    variables: variables ?? {},
    cost: costIn(extensions),
  };
}

export interface PublicDocumentRules {
  persisted: PersistedDocuments;
  automatic: AutomaticDocuments;
  /** Public callers may send persisted documents only. */
  persistedOnly: boolean;
}

/** Throws RequestErrors if the document is unknown, or the caller may not send it. */
export function documentTextOf(
  { query, hash, automaticHash }: WellFormedParams,
  { persisted, automatic, persistedOnly }: PublicDocumentRules,
  isPublic: boolean,
): string {
  // Callers who may not use stored documents must not learn which ones are stored.
  const isRefused = persistedOnly && isPublic;
  const text = hash === null ? query : (persisted.get(hash) ?? (isRefused ? null : automatic.get(hash)));
  if (hash !== null && text === null) {
    if (automaticHash !== null) throw automaticDocumentUnknown(isRefused);
    const message =
      'The server has no persisted document with this hash. Send the whole document with a token.';
    throw new RequestErrors([requestError('PERSISTED_DOCUMENT_NOT_FOUND', message)]);
  }
  if (typeof text !== 'string') throw badRequest('query must be a string.');
  if (isRefused && !persisted.has(text)) {
    const message = 'Public callers may send persisted documents only. Send a token to send other documents.';
    throw new RequestErrors([requestError('PERSISTED_DOCUMENT_REQUIRED', message)]);
  }
  return text;
}

function costIn(extensions: Record<string, unknown> | null | undefined): WellFormedParams['cost'] {
  const cost = extensions?.cost ?? null;
  if (cost === null || cost === 'include' || cost === 'only') return cost;
  throw badRequest('extensions.cost must be "include" or "only".');
}

/** As GraphQL over HTTP proposes it, or as the clients of Apollo send it. */
function hashIn(documentId: string | null | undefined, automaticHash: string | null): string | null {
  return documentId?.replace(/^sha256:/, '') ?? automaticHash;
}

/** The version of automatic persisted queries that Apollo's and urql's clients speak. */
const automaticVersion = 1;

function automaticHashIn(extensions: Record<string, unknown> | null | undefined): string | null {
  const persistedQuery = extensions?.persistedQuery ?? null;
  if (persistedQuery === null) return null;
  if (!isObjectOrAbsent(persistedQuery)) throw badRequest('extensions.persistedQuery must be an object.');
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version !== automaticVersion)
    throw badRequest(`extensions.persistedQuery.version must be ${automaticVersion}.`);
  if (typeof sha256Hash !== 'string' || !/^[\da-f]{64}$/i.test(sha256Hash))
    throw badRequest('extensions.persistedQuery.sha256Hash must be a SHA-256 of 64 hexadecimal digits.');
  return sha256Hash;
}

/** The messages are part of the protocol: Apollo's link reads them. */
function automaticDocumentUnknown(isRefused: boolean): RequestErrors {
  return new RequestErrors([
    isRefused
      ? requestError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
      : requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'),
  ]);
}

function badRequest(message: string): RequestErrors {
  return new RequestErrors([requestError('BAD_REQUEST', message)]);
}

function isObjectOrAbsent(value: unknown): value is Record<string, unknown> | null | undefined {
  return value == null || (typeof value === 'object' && !Array.isArray(value));
}

/** Recurses no deeper than the limit. */
function isWithinDepth(value: object, maxDepth: number): boolean {
  if (maxDepth === 0) return false;
  if (Array.isArray(value))
    return value.every((each) => !isContainer(each) || isWithinDepth(each, maxDepth - 1));
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (isContainer(member) && !isWithinDepth(member, maxDepth - 1)) return false;
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
