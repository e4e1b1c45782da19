/** What carries a subscription: a WebSocket or a stream of events. */

export interface Operation {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

export interface GraphQLErrorLike {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; requestId?: string; [key: string]: unknown };
}

export interface Result<Data = Record<string, unknown>> {
  data?: Data | null;
  errors?: readonly GraphQLErrorLike[];
}

export interface Observer {
  /** The server has the operation. */
  opened(): void;
  next(result: Result): void;
}

export interface Transport {
  /**
   * One attempt. Resolves when the server ends the operation or `signal` is aborted, rejects when something broke.
   * A refusal of the operation is a result with errors and without data.
   */
  subscribe(operation: Operation, observer: Observer, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Asked anew for each connection and each request. */
export type TokenSource = () => string | null | Promise<string | null>;

/** Who calls, the same over every transport. */
export interface Caller {
  token?: TokenSource | undefined;
  /** BCP 47, as in Accept-Language. */
  language?: string | undefined;
}

/** What broke a connection, with the code of its end where there was one: a close code, or an HTTP status. */
export class ConnectionBroken extends Error {
  override readonly name = 'ConnectionBroken';
  readonly code: number | null;

  constructor(message: string, code: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
