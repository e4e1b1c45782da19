import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { type ErrorCode, errorTable, type HttpStatus } from './error-table.ts';

export interface CodedErrorOptions {
  /** The argument that the error is about: field names and list indexes. */
  argument?: readonly string[] | undefined;
  /** Under which the log has the error. */
  requestId?: string | undefined;
  /** In place of the table's status, for example 405 in place of 400. */
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
        : { refused: status, refusedInJson: status, field: status };
    this.headers = headers;
    this.options = options;
  }

  /** The same error at a place of the document. */
  at(error: unknown): CodedError {
    return error instanceof GraphQLError
      ? new CodedError(this.code, this.message, this.options, error)
      : this;
  }
}
