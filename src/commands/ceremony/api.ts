/** The public API as the ceremony command uses it: plain GraphQL over HTTP, nothing of the server's own. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const retryWaitMs = 500;
const maxRetryWaitMs = 5_000;
/** One that was never there is another matter than one that restarts: after about ten seconds it is not waited for. */
const attemptsAtFirst = 5;

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their shape
type Any = any;

export class ApiError extends Error {
  override name = 'ApiError';
}

export class Api {
  readonly #url: string;
  readonly #token: string | null;
  #hasAnswered = false;

  constructor(url: string, token: string | null) {
    // The address that the server prints is that of GraphiQL.
    this.#url = `${url.replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql`;
    this.#token = token;
  }

  /** Asks until there is an answer: a server that restarts is waited for. Throws ApiError for what stays as it is. */
  async send(query: string, variables: object): Promise<Any> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#try(query, variables);
      if (answer !== 'unavailable') return answer;
      if (!this.#hasAnswered && attempt >= attemptsAtFirst)
        throw new ApiError(`nothing answers at ${this.#url}: is the server running?`);
      if (attempt === 0) console.log('  … the server is not there; trying again');
      await wait(Math.min(retryWaitMs * 2 ** attempt, maxRetryWaitMs));
    }
  }

  /** One press. An announcing one has a key of its own, and is sent with it until it is known what became of it. */
  announce(mutation: string, input: object, selection: string): Promise<Any> {
    return this.press(mutation, { ...input, idempotencyKey: randomUUID() }, selection);
  }

  async press(mutation: string, input: object, selection: string): Promise<Any> {
    const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const document = `mutation Press($input: ${type}Input!) {
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
    const { data, errors } = parse(text) ?? this.#stranger(response.status);
    if (errors?.some(({ extensions }) => extensions?.retry === 'SAME_REQUEST')) return 'unavailable';
    if (errors) throw new ApiError(errors.map(({ message }) => message).join('; '));
    return data;
  }

  #stranger(status: number): never {
    throw new ApiError(`${this.#url} answers ${status}, but not as Pavilion does: is the address right?`);
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
