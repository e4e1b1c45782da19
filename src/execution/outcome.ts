/** The outcome of a request: status, headers and result. Transports only encode it. */
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { CodedError } from '../errors/coded-error.ts';
import type { PreparedOperation } from './executor.ts';

export type MediaType = 'application/graphql-response+json' | 'application/json';

interface OutcomeParts {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Null if a subscription has started, or if only the body was stored. */
  result: FormattedExecutionResult | null;
  /** The text of the result, instead of it. */
  text: string | null;
  /** Null if the request ended before its operation was executed. */
  operation: PreparedOperation | null;
  /** The errors because of which the request was not executed. */
  errors: readonly CodedError[];
  /** The error if the operation is not the reason of the failure, but the token, a limit or the server. */
  rejection: CodedError | null;
}

export class Outcome {
  readonly status: OutcomeParts['status'];
  readonly headers: OutcomeParts['headers'];
  readonly operation: OutcomeParts['operation'];
  readonly errors: OutcomeParts['errors'];
  readonly rejection: OutcomeParts['rejection'];
  readonly #text: OutcomeParts['text'];
  #result: OutcomeParts['result'];
  #body: Buffer | null = null;

  constructor(parts: Partial<OutcomeParts>) {
    this.status = parts.status ?? 200;
    this.headers = parts.headers ?? {};
    this.#result = parts.result ?? null;
    this.#text = parts.text ?? null;
    this.operation = parts.operation ?? null;
    this.errors = parts.errors ?? [];
    this.rejection = parts.rejection ?? null;
  }

  get result(): OutcomeParts['result'] {
    if (this.#text !== null) this.#result ??= JSON.parse(this.#text) as FormattedExecutionResult;
    return this.#result;
  }

  /** The result as JSON, serialized once. */
  get body(): Buffer {
    this.#body ??= Buffer.from(this.#text ?? JSON.stringify(this.result));
    return this.#body;
  }

  /** Returns a copy with the body only, because the parsed result takes several times its memory. */
  withBodyOnly(): Outcome {
    const stored = new Outcome({ status: this.status, headers: this.headers });
    // A small buffer is a part of a larger one, which would be kept with it.
    stored.#body = Buffer.allocUnsafeSlow(this.body.length);
    this.body.copy(stored.#body);
    return stored;
  }
}

/** The errors of the result must be masked. */
export function outcomeOf(
  { errors, ...rest }: ExecutionResult,
  mediaType: MediaType,
  parts: Partial<OutcomeParts> = {},
): Outcome {
  const data = rest as FormattedExecutionResult;
  if (!errors) return new Outcome({ ...parts, result: data });
  const result = { errors: errors.map((error) => error.toJSON()), ...data };
  return new Outcome({ ...parts, result, ...statusOf(errors, data, mediaType) });
}

/** The highest status of all errors is used. */
function statusOf(
  errors: readonly unknown[],
  { data }: FormattedExecutionResult,
  mediaType: MediaType,
): Pick<OutcomeParts, 'status' | 'headers'> {
  const requestError = mediaType === 'application/json' ? 'requestErrorInJson' : 'requestError';
  const column = data === undefined ? requestError : 'fieldError';
  const coded = errors.filter((error) => error instanceof CodedError);
  return {
    status: Math.max(200, ...coded.map((error) => error.status[column])),
    headers: Object.assign({}, ...coded.map((error) => error.headers)),
  };
}
