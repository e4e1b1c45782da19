/**
 * What the page's address says. A token in it is taken out at once, so that it is in no history, no bookmark and no
 * screenshot; it stays with this tab.
 */
export interface Address {
  slug: string;
  parameters: URLSearchParams;
  token: string | null;
}

export function readAddress(): Address {
  const url = new URL(location.href);
  const slug = decodeURIComponent(url.pathname.split('/')[2] ?? '');
  const fragment = new URLSearchParams(url.hash.slice(1));
  const given = fragment.get('token') ?? url.searchParams.get('token');
  if (given !== null) {
    rememberToken(given);
    url.searchParams.delete('token');
    url.hash = '';
    history.replaceState(null, '', url);
  }
  return { slug, parameters: url.searchParams, token: rememberedToken() };
}

const tokenName = () => `token of ${location.pathname}`;

export function rememberedToken(): string | null {
  return sessionStorage.getItem(tokenName());
}

export function rememberToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(tokenName());
  else sessionStorage.setItem(tokenName(), token.trim());
}

export const apiUrl = `${location.origin}/graphql`;
export const socketUrl = apiUrl.replace(/^http/, 'ws');
