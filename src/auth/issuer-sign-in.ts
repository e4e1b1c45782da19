/**
 * Sign-in at the OIDC issuer: authorization code with PKCE. The page keeps the verifier and sends it with the code; the
 * server exchanges both for a token, because the pages may not call another host. It keeps nothing of a sign-in.
 *
 * Promises: a token is returned only if this server accepts it. The metadata of the issuer are read again after
 * `metadataForMs`; a failure is not kept.
 */
import { z } from 'zod';
import type { SignInConfig } from '../config.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { VerifyToken } from './tokens.ts';

const metadataForMs = 10 * 60_000;
const issuerTimeoutMs = 5_000;

const endpoint = z.url({ protocol: /^https?$/ });
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
});
type Metadata = z.output<typeof metadataSchema>;

const tokensSchema = z.object({ access_token: z.string().optional(), id_token: z.string().optional() });

/** What a page adds to the address of the issuer. */
export interface SignInRequest {
  authorizationEndpoint: string;
  clientId: string;
  scope: string;
}

export interface Redemption {
  code: string;
  verifier: string;
  redirectUri: string;
}

export class IssuerSignIn {
  readonly #config: SignInConfig;
  readonly #verify: VerifyToken;
  readonly #now: () => number;
  #metadata: { read: Promise<Metadata>; at: number } | null = null;

  constructor(config: SignInConfig, verify: VerifyToken, now: () => number) {
    this.#config = config;
    this.#verify = verify;
    this.#now = now;
  }

  async start(): Promise<SignInRequest> {
    const { authorization_endpoint } = await this.#readMetadata();
    const { clientId, scope } = this.#config;
    return { authorizationEndpoint: authorization_endpoint, clientId, scope };
  }

  async redeem({ code, verifier, redirectUri }: Redemption): Promise<string> {
    const { token_endpoint } = await this.#readMetadata();
    const { clientId, clientSecret } = this.#config;
    const response = await this.#fetch(token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: clientId,
        code_verifier: verifier,
      }),
      headers: {
        accept: 'application/json',
        ...(clientSecret && { authorization: basic(clientId, clientSecret) }),
      },
    });
    if (response.status >= 500) throw unavailable();
    const tokens = tokensSchema.safeParse(await response.json().catch(() => null));
    if (!response.ok || !tokens.success) throw refused('The issuer refuses this sign-in. Begin again.');
    // An issuer may put the role into either of them.
    for (const token of [tokens.data.access_token, tokens.data.id_token]) {
      if (token !== undefined && (await this.#isAccepted(token))) return token;
    }
    throw refused(
      'The issuer sends no token that this server accepts: it needs the audience AUTH_AUDIENCE and a role.',
    );
  }

  async #isAccepted(token: string): Promise<boolean> {
    try {
      await this.#verify(token);
      return true;
    } catch {
      return false;
    }
  }

  #readMetadata(): Promise<Metadata> {
    const now = this.#now();
    if (this.#metadata && now - this.#metadata.at < metadataForMs) return this.#metadata.read;
    const read = this.#fetchMetadata();
    const entry = { read, at: now };
    this.#metadata = entry;
    read.catch(() => {
      if (this.#metadata === entry) this.#metadata = null;
    });
    return read;
  }

  async #fetchMetadata(): Promise<Metadata> {
    const { issuer } = this.#config;
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await this.#fetch(address, { headers: { accept: 'application/json' } });
    const metadata = metadataSchema.safeParse(await response.json().catch(() => null));
    // OpenID Connect Discovery 1.0, 4.3
    if (!metadata.success || metadata.data.issuer !== issuer) throw unavailable();
    return metadata.data;
  }

  async #fetch(address: string, init: RequestInit): Promise<Response> {
    try {
      // A redirect could carry the secret to another host.
      return await fetch(address, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(issuerTimeoutMs),
      });
    } catch {
      throw unavailable();
    }
  }
}

/** RFC 6749, 2.3.1: both are encoded as in a form. */
function basic(clientId: string, secret: string): string {
  const [id, key] = [clientId, secret].map((each) => new URLSearchParams({ '': each }).toString().slice(1));
  return `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`;
}

function refused(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}

function unavailable(): CodedError {
  return new CodedError('UNAVAILABLE', 'The issuer of tokens does not answer. Try again later.');
}
