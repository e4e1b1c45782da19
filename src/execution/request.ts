/** What a transport hands to the pipeline. */
import type { OperationTypeNode } from 'graphql';
import type { Identity } from '../auth/identity.ts';
import type { PreparedOperation } from './executor.ts';
import type { MediaType } from './outcome.ts';

/** Members of a GraphQL request as they were decoded, not yet checked. */
export interface OperationParams {
  query?: unknown;
  /** In place of the query: "sha256:" and the hash of a persisted document. */
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

export interface Credentials {
  /** As in the Authorization header. */
  authorization: string | null;
  /** As in Accept-Language. */
  languages: string | null;
}

export interface Caller extends Credentials {
  /** The network that the rate limits count. */
  address: string;
  /** The cursor in the Last-Event-ID header, with which an EventSource connects again. */
  resumeAfter?: string | null;
}

/** An authenticated caller. A WebSocket keeps it for its lifetime; it is checked again for every operation. */
export interface Session {
  identity: Identity;
  languages: string | null;
}

export interface Transport {
  /** Decides the status of errors: GraphQL over HTTP 6.4. */
  mediaType: MediaType;
  /** Whether results of queries are stored and served as bytes. */
  usesResponseCache: boolean;
  /** Whether a request may ask for the cost of its operation with `extensions.cost`. */
  reportsCost: boolean;
  /** Throws for a type of operation that the transport does not carry. */
  requireSupported(type: OperationTypeNode): void;
  /** Starts delivery to the connection of the caller. */
  subscribe?(operation: PreparedOperation): Promise<void>;
}

export interface OperationRequest {
  caller: Caller;
  /** Null: the credentials of the caller are verified. */
  session: Session | null;
  transport: Transport;
  decode: () => OperationParams | Promise<OperationParams>;
}
