/** Parses and validates documents. A cache keeps the parsed documents by their text. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { documentBytes } from '../cache/document-bytes.ts';
import { requestError } from '../graphql/query-errors.ts';
import { maxErrorsOf, shortMessage } from './error-limits.ts';
import { exceedsMergeCost } from './merge-cost.ts';
import { RequestErrors } from './request-errors.ts';

/** Parsing stops at this number of tokens. */
const maxTokens = 5_000;
/** Each error counts the lines before its place, so an error of a document with a million lines takes long. */
const maxLines = 2_000;
const maxCacheBytes = 64 * 1024 * 1024;
const maxDocumentBytes = 512 * 1024;

export interface ParsedDocument {
  /** Unique within the process. A document that was evicted and parsed again has a new id. */
  readonly id: number;
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly introspects: boolean;
}

export interface DocumentsOptions {
  /** Whether validation errors suggest names of the schema. */
  suggestNames: boolean;
}

export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #options: DocumentsOptions;
  readonly #parsed = createBoundedCache<string, ParsedDocument>({
    maxBytes: maxCacheBytes,
    maxEntryBytes: maxDocumentBytes,
    bytesOf: ({ document }) => documentBytes(document),
  });
  #lastId = 0;

  constructor(schema: GraphQLSchema, options: DocumentsOptions) {
    this.#schema = schema;
    this.#options = options;
  }

  get bytes(): number {
    return this.#parsed.calculatedSize;
  }

  /** Returns the document if it is in the cache. */
  peek(text: string): ParsedDocument | undefined {
    return this.#parsed.get(text);
  }

  /** Throws RequestErrors for an invalid document, which is not stored. */
  read(text: string): ParsedDocument {
    const known = this.#parsed.get(text);
    if (known) return known;
    const parsed = withinStack(() => this.#parse(text));
    this.#parsed.set(text, parsed);
    return parsed;
  }

  #parse(text: string): ParsedDocument {
    const document = parseDocument(text);
    if (exceedsMergeCost(document)) {
      const message =
        'The document selects the same field too often. Use each field once, or different aliases.';
      throw new RequestErrors([requestError('GRAPHQL_VALIDATION_FAILED', message)]);
    }
    const hideSuggestions = !this.#options.suggestNames;
    const errors = validate(this.#schema, document, undefined, {
      hideSuggestions,
      maxErrors: maxErrorsOf(text.length),
    });
    if (errors.length > 0)
      throw new RequestErrors(
        errors.map((error) =>
          requestError('GRAPHQL_VALIDATION_FAILED', shortMessage(error.message)).at(error),
        ),
      );
    const introspects = validate(this.#schema, document, [NoSchemaIntrospectionCustomRule]).length > 0;
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    return { id: ++this.#lastId, document, operations, introspects };
  }
}

/**
 * Throws RequestErrors if the document has no operation with this name, or if it has several and no name is given.
 */
export function operationOf(
  { operations }: ParsedDocument,
  operationName: string | null,
): OperationDefinitionNode {
  const operation = findOperation(operations, operationName);
  if (operation) return operation;
  const message = operationName
    ? 'The document has no operation with this name.'
    : 'The document has several operations. Set operationName.';
  throw new RequestErrors([requestError('OPERATION_RESOLUTION_FAILURE', message)]);
}

export function findOperation(
  operations: readonly OperationDefinitionNode[],
  operationName: string | null,
): OperationDefinitionNode | undefined {
  if (operationName) return operations.find(({ name }) => name?.value === operationName);
  return operations.length === 1 ? operations[0] : undefined;
}

function parseDocument(text: string): DocumentNode {
  if (hasMoreLines(text, maxLines)) {
    const message = `The document has more than ${maxLines.toLocaleString('en')} lines.`;
    throw new RequestErrors([requestError('GRAPHQL_PARSE_FAILED', message)]);
  }
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new RequestErrors([requestError('GRAPHQL_PARSE_FAILED', shortMessage(error.message)).at(error)]);
  }
}

function hasMoreLines(text: string, max: number): boolean {
  const ends = /\r\n|[\n\r]/g;
  for (let lines = 1; lines <= max; lines++) if (!ends.test(text)) return false;
  return true;
}

/**
 * Parser and validation rules recurse: a deeply nested document exceeds the stack before it reaches the token limit.
 */
function withinStack<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'The document is nested too deeply. Use fewer levels.';
    throw new RequestErrors([requestError('GRAPHQL_PARSE_FAILED', message)]);
  }
}
