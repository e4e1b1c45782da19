/** Requests as transports pass them to the pipeline. */
import type { OperationTypeNode } from 'graphql';
import type { Identity } from '../auth/identity.ts';
import type { PreparedOperation } from './executor.ts';
import type { MediaType } from './outcome.ts';

/** The decoded members of a GraphQL request, not checked yet. */
export interface OperationParams {
  query?: unknown;
  /** Instead of `query`: "sha256:" and the hash of a persisted document. */
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

export interface Credentials {
  /** The value of the Authorization header. */
  authorization: string | null;
  /** In the format of Accept-Language. */
  languages: string | null;
}

export interface Caller extends Credentials {
  /** The address or network for which rate limits count. */
  address: string;
  /** The cursor in the Last-Event-ID header, which an EventSource sends when it reconnects. */
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
