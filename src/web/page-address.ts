import { tabStorage } from './page-storage.ts';

/** PageAddress contains the parts of the URL of a page. */
export interface PageAddress {
  slug: string;
  parameters: URLSearchParams;
  token: string | null;
}

/** A proxy may serve the pages below a base path. */
const pagePath = /^(?<base>.*)\/(?:screen|desk|overlay)\/(?<slug>[^/]*)/;

export function basePath(): string {
  return pagePath.exec(location.pathname)?.groups?.base ?? '';
}

/** As it stands if it is malformed, such as "100%": the server says that there is no such exhibition. */
export function slugIn(pathname: string): string {
  const slug = pagePath.exec(pathname)?.groups?.slug ?? '';
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

/**
 * Reads the address of the page. A token in it moves to the storage of this tab, so that it stays out of the history,
 * of bookmarks and of screenshots.
 */
export function readPageAddress(): PageAddress {
  const url = new URL(location.href);
  const slug = slugIn(url.pathname);
  const fragment = new URLSearchParams(url.hash.slice(1));
  const given = fragment.get('token') ?? url.searchParams.get('token');
  if (given !== null) {
    storeToken(given);
    url.searchParams.delete('token');
    url.hash = '';
    history.replaceState(null, '', url);
  }
  return { slug, parameters: url.searchParams, token: storedToken() };
}

/** The printouts of a ceremony have the token of its desk. */
const tokenKey = (path = location.pathname) => `token of ${path.replace(/\/print$/, '')}`;

export function storedToken(): string | null {
  return tabStorage.get(tokenKey());
}

/** `path`: of the page that uses it. */
export function storeToken(token: string, path = location.pathname): void {
  tabStorage.set(tokenKey(path), token.trim());
}

export function streamModeOf(parameters: URLSearchParams): 'LIVE' | 'REHEARSAL' {
  return parameters.get('mode')?.toUpperCase() === 'REHEARSAL' ? 'REHEARSAL' : 'LIVE';
}

/** The address of this page with the other stream. Everything else in it stays, such as the language. */
export function addressOfMode(mode: 'LIVE' | 'REHEARSAL'): string {
  const parameters = new URLSearchParams(location.search);
  if (mode === 'REHEARSAL') parameters.set('mode', 'rehearsal');
  else parameters.delete('mode');
  const query = parameters.toString();
  return query === '' ? location.pathname : `?${query}`;
}
