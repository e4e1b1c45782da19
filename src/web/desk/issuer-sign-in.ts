/**
 * Sign-in at the OIDC issuer of the server, if it has one: authorization code with PKCE. The issuer returns to one address for all
 * exhibitions, /desk/sign.in, which sends the code to the server and goes back to the page that began. No slug has a dot.
 */
import { basePath, storeToken } from '../page-address.ts';
import { tabStorage } from '../page-storage.ts';

export interface Issuer {
  authorizationEndpoint: string;
  clientId: string;
  scope: string;
}

/** What this tab must know when the issuer returns. */
interface Pending {
  verifier: string;
  /** Path and query of the page that began. */
  page: string;
}

const signInUrl = () => `${basePath()}/sign-in`;
const returnPath = () => `${basePath()}/desk/sign.in`;
const redirectUri = () => location.origin + returnPath();
const pendingKey = (state: string) => `sign-in ${state}`;
const problemKey = 'problem of the sign-in';

/** Null if there is none, or this browser cannot: over HTTP it has no hashes, but on localhost. */
export async function findIssuer(): Promise<Issuer | null> {
  if (crypto.subtle === undefined) return null;
  const response = await fetch(signInUrl(), { cache: 'no-store' });
  if (!response.ok) return null;
  return ((await response.json()) as { issuer: Issuer | null }).issuer;
}

export async function goToIssuer({ authorizationEndpoint, clientId, scope }: Issuer): Promise<void> {
  const verifier = randomText();
  const state = randomText();
  const pending: Pending = { verifier, page: location.pathname + location.search };
  tabStorage.set(pendingKey(state), JSON.stringify(pending));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    scope,
    state,
    redirect_uri: redirectUri(),
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  location.assign(url.href);
}

export function isReturn(): boolean {
  return location.pathname === returnPath();
}

/** Goes back to the page that began, with a token or with a problem. False if this tab has begun no such sign-in. */
export async function finishSignIn(parameters: URLSearchParams): Promise<boolean> {
  const key = pendingKey(parameters.get('state') ?? '');
  const stored = tabStorage.get(key);
  if (stored === null) return false;
  tabStorage.remove(key);
  const { verifier, page } = JSON.parse(stored) as Pending;
  const code = parameters.get('code');
  const problem = code === null ? (parameters.get('error') ?? 'no code') : await redeem(code, verifier, page);
  if (problem !== null) tabStorage.set(problemKey, problem);
  location.replace(page);
  return true;
}

/** Null, or why there is no token. */
async function redeem(code: string, verifier: string, page: string): Promise<string | null> {
  try {
    const response = await fetch(signInUrl(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, verifier, redirectUri: redirectUri() }),
    });
    const answer = (await response.json()) as { token?: string; errors?: { message: string }[] };
    if (answer.token === undefined) return answer.errors?.[0]?.message ?? String(response.status);
    storeToken(answer.token, page.split('?', 1)[0]);
    return null;
  } catch (error) {
    return String(error);
  }
}

/** The problem of the sign-in that has just failed. Once. */
export function takeProblem(): string | null {
  const problem = tabStorage.get(problemKey);
  if (problem !== null) tabStorage.remove(problemKey);
  return problem;
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
