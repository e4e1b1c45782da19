/** The server as it is started in production, and the mutations that the benchmark sends. */
import { issueToken } from '../src/auth/tokens.ts';
import { encodeNodeId } from '../src/graphql/global-id.ts';
import { type CallFigures, call } from './load/callers.ts';
import { requestBytes } from './load/http-caller.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const secret = 'the bench has a secret of more than thirty-two characters';
const auth = {
  kind: 'secret' as const,
  secret,
  retiredSecrets: [],
  issuer: 'pavilion',
  audience: 'pavilion',
};

export interface PavilionOptions {
  databaseUrl: string;
  redisUrl: string;
  environment?: Record<string, string>;
  profile?: boolean;
}

export function startPavilionServer(options: PavilionOptions): Promise<ServerProcess> {
  const { databaseUrl, redisUrl, environment = {}, profile = false } = options;
  return startServer({
    file: '../src/main.ts',
    ready: /Pavilion listens on/,
    profile,
    environment: {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      DATABASE_POOL_MAX: '10',
      AUTH_SECRET: secret,
      MIGRATE_AT_START: 'false',
      // All callers and screens of the benchmark share one address, so its limits are raised.
      OPERATIONS_PER_MINUTE: '100000000',
      SOCKETS_PER_ADDRESS: '100000',
      ...environment,
    },
  });
}

export function organizerToken(): Promise<string> {
  return issueToken(secret, auth, { role: 'organizer', expires: '12h' });
}

const signDeal = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) {
    __typename
    ... on SignDealSuccess { announcement { sequence } }
    ... on UserError { code message }
  }
}`;

/** Signs planned deals one after the other, each once. */
export class Signer {
  readonly #token: string;
  readonly #plans: readonly string[];
  #next = 0;

  constructor(token: string, plans: readonly string[]) {
    this.#token = token;
    this.#plans = plans;
  }

  get left(): number {
    return this.#plans.length - this.#next;
  }

  /** Signs this many with concurrent callers. Throws when a signing fails. */
  async sign(ports: readonly number[], deals: number, callers: number): Promise<Signed> {
    if (deals > this.left) throw new Error(`only ${this.left} plans are left to sign`);
    let left = deals;
    let head = 0;
    const figures = await call({
      ports,
      callers: Math.min(callers, deals),
      next: () => (left-- > 0 ? this.#request(ports[0]!) : null),
      check(answer) {
        const sequence = /"sequence":(\d+)/.exec(answer.toString('latin1'))?.[1];
        if (!sequence) throw new Error(`a deal was not signed: ${answer.toString('utf8', -400)}`);
        head = Math.max(head, Number(sequence));
      },
    });
    return { ...figures, head };
  }

  #request(port: number): Buffer {
    const deal = this.#plans[this.#next++]!;
    const input = { deal: encodeNodeId('Deal', deal), idempotencyKey: `bench-${deal}` };
    const body = JSON.stringify({ query: signDeal, variables: { input } });
    return requestBytes({ port, body, token: this.#token });
  }
}

export interface Signed extends CallFigures {
  /** The highest sequence that was returned. */
  head: number;
}
