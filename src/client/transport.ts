/** Transport carries subscriptions: over a WebSocket or Server-Sent Events. */

export interface Operation {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/** Whether and how to repeat a request. The server sends it with each error; docs/errors.md lists the meanings. */
export type Retry = 'NO' | 'SAME_REQUEST' | 'NEW_TOKEN' | 'NEW_SNAPSHOT';

export interface GraphQLErrorLike {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; retry?: Retry; requestId?: string; [key: string]: unknown };
}

export interface Result<Data = Record<string, unknown>> {
  data?: Data | null;
  errors?: readonly GraphQLErrorLike[];
}

export interface Observer {
  /** The server has accepted the operation. */
  opened(): void;
  next(result: Result): void;
}

export interface Transport {
  /**
   * Makes one attempt. Resolves when the server completes the operation or `signal` is aborted. Rejects with
   * ConnectionBroken if the connection ends before. If the server rejects the operation, the result has errors and no data.
   */
  subscribe(operation: Operation, observer: Observer, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Called for each connection and each request. Null for a public caller. */
export type TokenSource = () => string | null | Promise<string | null>;

/** The caller, for all transports. */
export interface Caller {
  token?: TokenSource | undefined;
  /** BCP 47, as in Accept-Language. */
  language?: string | undefined;
}

/** WebSocket close code of a token that is invalid, expired or revoked. */
const tokenRejected = 4403;

/** ConnectionBroken is a connection or a request that ended without a result. The next attempt may succeed. */
export class ConnectionBroken extends Error {
  override readonly name = 'ConnectionBroken';
  /** The WebSocket close code or the HTTP status; null if the server gave neither. */
  readonly code: number | null;

  constructor(message: string, code: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get retry(): Retry {
    return this.code === tokenRejected ? 'NEW_TOKEN' : 'SAME_REQUEST';
  }
}
