/** Api sends operations over HTTP, like any client of the public API. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const retryWaitMs = 500;
const maxRetryWaitMs = 5_000;
/** Stops after about ten seconds if the server has never answered. A server that restarts is retried without a limit. */
const attemptsAtFirst = 5;

// biome-ignore lint/suspicious/noExplicitAny: results are read by their shape
type Any = any;

export class ApiError extends Error {
  override name = 'ApiError';
}

export class Api {
  readonly #url: string;
  readonly #token: string | null;
  #hasAnswered = false;

  constructor(url: string, token: string | null) {
    // `npm start` prints the address of GraphiQL.
    this.#url = `${url.replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql`;
    this.#token = token;
  }

  /** Sends the operation until there is a result. Throws ApiError for an error that a retry cannot resolve. */
  async send(query: string, variables: object): Promise<Any> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#try(query, variables);
      if (answer !== 'unavailable') return answer;
      if (!this.#hasAnswered && attempt >= attemptsAtFirst)
        throw new ApiError(`${this.#url} does not answer. Start the server, or check --url.`);
      if (attempt === 0) console.log('  … the server does not answer; trying again');
      await wait(Math.min(retryWaitMs * 2 ** attempt, maxRetryWaitMs));
    }
  }

  /** Sends a mutation that publishes an announcement, with an idempotency key. */
  announce(mutation: string, input: object, selection: string): Promise<Any> {
    return this.mutate(mutation, { ...input, idempotencyKey: randomUUID() }, selection);
  }

  async mutate(mutation: string, input: object, selection: string): Promise<Any> {
    const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const document = `mutation Perform($input: ${type}Input!) {
      ${mutation}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on UserError { code message } }
    }`;
    const data = await this.send(document, { input });
    const result = data[mutation];
    if (result.code) throw new ApiError(`${mutation}: ${result.code}: ${result.message}`);
    return result;
  }

  async #try(query: string, variables: object): Promise<Any> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      text = await response.text();
    } catch {
      return 'unavailable';
    }
    this.#hasAnswered = true;
    if (response.status >= 502) return 'unavailable';
    // A GraphQL endpoint answers a POST with neither status.
    if (response.status === 404 || response.status === 405) this.#notPavilion(response.status);
    const { data, errors } = parse(text) ?? this.#notPavilion(response.status);
    if (errors?.some(({ extensions }) => extensions?.retry === 'SAME_REQUEST')) return 'unavailable';
    if (errors) throw new ApiError(errors.map(({ message }) => message).join('; '));
    return data;
  }

  #notPavilion(status: number): never {
    throw new ApiError(`${this.#url} answers ${status} and is not a Pavilion server. Check --url.`);
  }
}

interface Answer {
  data?: Any;
  errors?: { message: string; extensions?: { retry?: string } }[];
}

function parse(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null;
    return answer?.data || answer?.errors ? answer : null;
  } catch {
    return null;
  }
}
