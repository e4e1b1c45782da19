/**
 * /sign-in, for the desk: GET says where to sign in, or that a token must be given; POST exchanges a code of the issuer for a
 * token. Only pages of this site may use it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { readBody } from './body-limit.ts';
import { foreignOrigin } from './graphql-endpoint.ts';
import type { Site } from './site.ts';

const maxBodyBytes = 8 * 1024;
const maxCharacters = 4_096;
export const methodsOfSignIn = 'GET, POST';

interface Redemption {
  code: string;
  verifier: string;
  redirectUri: string;
}

export interface SignInParts {
  site: Site;
  /** Null: no issuer is configured, or it has no client for this server. */
  issuer: { start(): Promise<object>; redeem(redemption: Redemption): Promise<string> } | null;
}

/** Throws the error that the caller receives. */
export async function serveSignIn(
  { site, issuer }: SignInParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin } = request.headers;
  if (origin !== undefined && !site.isOwnOrigin(request, origin)) throw foreignOrigin(request);
  if (request.method === 'POST') {
    if (!issuer) throw new CodedError('BAD_REQUEST', 'This server has no issuer to sign in at.');
    const redemption = readRedemption(await readWhole(request, response));
    return send(response, { token: await issuer.redeem(redemption) });
  }
  send(response, { issuer: issuer && (await issuer.start()) });
}

async function readWhole(request: IncomingMessage, response: ServerResponse): Promise<Buffer> {
  try {
    return await readBody(request, response, maxBodyBytes);
  } catch (error) {
    throw error instanceof RequestErrors ? error.errors[0] : error;
  }
}

function readRedemption(body: Buffer): Redemption {
  try {
    const { code, verifier, redirectUri } = JSON.parse(body.toString());
    if ([code, verifier, redirectUri].every(isText)) return { code, verifier, redirectUri };
  } catch {
    // Answered below.
  }
  throw new CodedError('BAD_REQUEST', 'The body must be JSON with code, verifier and redirectUri.');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxCharacters;
}

function send(response: ServerResponse, value: object): void {
  const body = JSON.stringify(value);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
