import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { type ErrorCode, errorTable, type HttpStatus } from './error-table.ts';

export interface CodedErrorOptions {
  /** The path of the invalid argument: field names and list indexes. */
  argument?: readonly string[] | undefined;
  /** The id of the log entries of this request. */
  requestId?: string | undefined;
  /** Overrides the HTTP status of the table, for example with 405 instead of 400. */
  status?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

type Location = Pick<GraphQLErrorOptions, 'nodes' | 'source' | 'positions' | 'path'>;

/**
 * CodedError is an error as the API reports it. Clients receive the message and, in `extensions`, `code`, `retry`,
 * `argument` and `requestId`. Status and headers are for the transport and never part of the body.
 */
export class CodedError extends GraphQLError {
  readonly code: ErrorCode;
  readonly status: HttpStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly options: CodedErrorOptions;

  constructor(code: ErrorCode, message: string, options: CodedErrorOptions = {}, location: Location = {}) {
    const { argument = [], requestId, status, headers = {} } = options;
    const { retry } = errorTable[code];
    super(message, {
      ...location,
      extensions: {
        code,
        retry,
        ...(argument.length > 0 && { argument: argument.join('.') }),
        ...(requestId !== undefined && { requestId }),
      },
    });
    this.name = 'CodedError';
    this.code = code;
    this.status =
      status === undefined
        ? errorTable[code].status
        : { requestError: status, requestErrorInJson: status, fieldError: status };
    this.headers = headers;
    this.options = options;
  }

  /** A copy with the location and path of the given GraphQLError. */
  at(error: unknown): CodedError {
    return error instanceof GraphQLError
      ? new CodedError(this.code, this.message, this.options, error)
      : this;
  }
}
