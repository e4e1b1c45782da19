/**
 * GraphQL itself, for every transport alike: parse and validate (once per document), execute with graphql-js,
 * mask what goes wrong, tell those who watch.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { CodedError } from '../errors/coded-error.ts';
import { BatchLoaders } from '../graphql/batch-loaders.ts';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import { introspectionCost, maxIntrospectionCost } from './introspection-cost.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { yieldToEventLoop } from './time-slice.ts';

/** A document is read no further. */
const maxTokens = 5_000;
const maxDocuments = 1_024;
/** Longer documents are read anew each time: a cache of them would hold megabytes for strangers. */
const maxCachedCharacters = 32_768;

export interface OperationParams {
  query?: unknown;
  /** In place of the query: "sha256:" and the hash of a registered one. */
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

export interface PreparedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variableValues: Readonly<Record<string, unknown>>;
  contextValue: Context;
  type: OperationTypeNode;
}

/** The request cannot be carried out. Its errors are as they were raised: whoever answers masks them. */
export class RequestError extends Error {
  readonly errors: readonly unknown[];
  constructor(errors: readonly unknown[]) {
    super('the request was refused');
    this.errors = errors;
  }
}

export interface ExecutorOptions {
  /** For one operation, whatever it asks. */
  timeoutMs: number;
  /** What the public may send, who has no token. */
  registered: PersistedDocuments;
  /** Nothing but what is registered. */
  registeredAlone: boolean;
  introspection: boolean;
}

/** Called with each operation that was executed, and how long it took. */
export type Observer = (operation: PreparedOperation, result: ExecutionResult, ms: number) => void;

interface ReadDocument {
  document: DocumentNode;
  introspects: boolean;
  errors: readonly GraphQLError[];
}

export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #observers: readonly Observer[];
  readonly #rules: ExecutorOptions;
  readonly #documents = new Map<string, ReadDocument>();
  readonly maskError: (error: unknown) => CodedError;

  constructor(
    schema: GraphQLSchema,
    maskError: (error: unknown) => CodedError,
    observers: readonly Observer[],
    rules: ExecutorOptions,
  ) {
    this.#schema = schema;
    this.#rules = rules;
    this.maskError = maskError;
    this.#observers = observers;
  }

  /** Throws RequestError. */
  prepare(
    context: Context,
    { query: sent, documentId, operationName, variables, extensions }: OperationParams,
  ): PreparedOperation {
    if (operationName != null && typeof operationName !== 'string')
      throw refused('operationName must be a string.');
    if (!isObjectOrAbsent(variables)) throw refused('variables must be an object.');
    if (!isObjectOrAbsent(extensions)) throw refused('extensions must be an object.');
    const isPublic = context.identity.role === 'PUBLIC';
    const { document, errors, introspects } = this.#read(
      this.#textOf(sent, documentId, extensions, isPublic),
    );
    if (errors.length > 0) throw new RequestError(errors);
    if (introspects && isPublic && !this.#rules.introspection)
      throw new RequestError([requestError('GRAPHQL_VALIDATION_FAILED', 'Introspection is disabled.')]);
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const message = operationName
        ? 'The document has no operation with this name.'
        : 'The document has several operations. Set operationName.';
      throw new RequestError([requestError('OPERATION_RESOLUTION_FAILURE', message)]);
    }
    return {
      schema: this.#schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
      contextValue: { ...context, loaders: new BatchLoaders(), answering: { isVolatile: false } },
      type: operation.operation,
    };
  }

  async execute(operation: PreparedOperation): Promise<ExecutionResult> {
    const turn = yieldToEventLoop();
    if (turn) await turn;
    const started = performance.now();
    const { errors, ...rest } = await this.#inTime(execute(operation));
    const result = errors ? { errors: errors.map(this.maskError), ...rest } : rest;
    const ms = performance.now() - started;
    for (const observe of this.#observers) observe(operation, result, ms);
    return result;
  }

  /** What takes longer is not waited for; each of its statements ends by itself (database/database.ts). */
  async #inTime(work: ExecutionResult | Promise<ExecutionResult>): Promise<ExecutionResult> {
    if (!(work instanceof Promise)) return work;
    const late = Promise.withResolvers<ExecutionResult>();
    const { timeoutMs } = this.#rules;
    const timer = setTimeout(() => {
      late.resolve({
        errors: [new GraphQLError('', { originalError: new Error(`timeout exceeded: ${timeoutMs} ms`) })],
      });
    }, timeoutMs);
    return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
  }

  /** graphql-ws and Yoga insist on a query: there a blank one stands beside the hash. */
  #textOf(sent: unknown, documentId: unknown, extensions: unknown, isPublic: boolean): string {
    const { registered, registeredAlone } = this.#rules;
    const isBlank = sent == null || (typeof sent === 'string' && sent.trim() === '');
    const hash = isBlank ? hashIn(documentId, extensions) : null;
    const text = hash === null ? sent : registered.get(hash);
    if (text === null && hash !== null)
      throw new RequestError([
        requestError(
          'PERSISTED_DOCUMENT_NOT_FOUND',
          'The server has no persisted document with this hash. Send the whole document with a token.',
        ),
      ]);
    if (typeof text !== 'string') throw refused('query must be a string.');
    if (registeredAlone && isPublic && !registered.has(text))
      throw new RequestError([
        requestError(
          'PERSISTED_DOCUMENT_REQUIRED',
          'Public callers may send persisted documents only. Send a token to send other documents.',
        ),
      ]);
    return text;
  }

  #read(query: string): ReadDocument {
    const known = this.#documents.get(query);
    if (known) return known;
    const read = notTooDeep(() => {
      const document = parseDocument(query);
      // What is almost right would be completed from the schema.
      const hideSuggestions = !this.#rules.introspection;
      const errors = validate(this.#schema, document, undefined, { hideSuggestions }).map((error) =>
        requestError('GRAPHQL_VALIDATION_FAILED', error.message).at(error),
      );
      const introspects = validate(this.#schema, document, [NoSchemaIntrospectionCustomRule]).length > 0;
      if (introspects && errors.length === 0) requireCheapIntrospection(document);
      return { document, errors, introspects };
    });
    if (query.length <= maxCachedCharacters) {
      if (this.#documents.size >= maxDocuments) this.#documents.delete(this.#documents.keys().next().value!);
      this.#documents.set(query, read);
    }
    return read;
  }
}

function parseDocument(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new RequestError([requestError('GRAPHQL_PARSE_FAILED', error.message).at(error)]);
  }
}

function requireCheapIntrospection(document: DocumentNode): void {
  const cost = introspectionCost(document);
  if (cost <= maxIntrospectionCost) return;
  const message = `Introspection cost ${cost} exceeds the limit of ${maxIntrospectionCost}. Ask for fewer fields.`;
  throw new RequestError([requestError('QUERY_TOO_COMPLEX', message)]);
}

/** The parser and the rules call themselves for what is nested: the stack ends before the tokens do. */
function notTooDeep<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RequestError([
      requestError('GRAPHQL_PARSE_FAILED', 'The document is nested too deeply. Use fewer levels.'),
    ]);
  }
}

/** As GraphQL over HTTP proposes it, or as Apollo's clients do. */
function hashIn(documentId: unknown, extensions: unknown): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  return typeof persistedQuery?.sha256Hash === 'string' ? persistedQuery.sha256Hash : null;
}

function refused(message: string): RequestError {
  return new RequestError([requestError('BAD_REQUEST', message)]);
}

function isObjectOrAbsent(value: unknown): value is Record<string, unknown> | null | undefined {
  return value == null || (typeof value === 'object' && !Array.isArray(value));
}
