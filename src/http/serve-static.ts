/**
 * Serves the pages of wall, desk and overlay, as src/web/bundle.ts wrote them. The names of assets contain a hash of their
 * content, so browsers may cache them without limit. The page is revalidated each time. Its ETag changes with every
 * release, so a wall detects new releases.
 *
 * The files are listed when the server starts: no part of a URL is used as a path.
 */
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { acceptedEncoding } from './accept.ts';
import { etagOf, isUnchanged } from './etag.ts';

/** The first segments of their paths, and the names of their files. */
const pageNames: readonly string[] = ['screen', 'desk', 'overlay'];

/** /desk/<slug>/print */
const printName = 'print';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const encodings = { br: '.br', gzip: '.gz' } as const;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Registers the service worker.
  'trusted-types service-worker',
].join('; ');

/** At /screen/worker.js it is for the walls, at /desk/worker.js for the desk. No slug has a dot. */
const workerName = 'worker.js';

/** The icon under a name for all releases: deploy/wall-starter.html loads it to find out whether the server is there. */
const namedIcon = 'icon.svg';

const headersOfPage: OutgoingHttpHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // The URL can contain a token until the page has removed it.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A page, or the service worker of the pages. Both have one name for all releases. */
interface Page {
  body: Buffer;
  etag: string;
}

interface Asset {
  url: URL;
  size: number;
  /** The encodings for which a compressed file exists. */
  encodings: (keyof typeof encodings)[];
}

export class Pages {
  readonly #pages = new Map<string, Page>();
  readonly #assets = new Map<string, Asset>();
  #worker: Page | null = null;
  #icon = '';

  /** If the folder does not exist, requests for a page get 503 with the remedy. */
  constructor(folder: URL) {
    if (!existsSync(folder)) return;
    for (const name of [...pageNames, printName]) {
      this.#pages.set(name, read(new URL(`${name}.html`, folder)));
    }
    const worker = new URL(workerName, folder);
    if (existsSync(worker)) this.#worker = read(worker);
    const assets = new URL('assets/', folder);
    const files = new Set(readdirSync(assets));
    for (const name of files) {
      if (!types[extname(name)]) continue;
      if (/^icon-[^/]+\.svg$/.test(name)) this.#icon = name;
      const url = new URL(name, assets);
      this.#assets.set(name, {
        url,
        size: statSync(url).size,
        encodings: (['br', 'gzip'] as const).filter((each) => files.has(name + encodings[each])),
      });
    }
  }

  /** False if the path is neither that of a page nor that of an asset. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const [, folder = '', name, ...rest] = path.split('/');
    if (!name) return false;
    const isPrint = folder === 'desk' && rest.length === 1 && rest[0] === printName;
    if (rest.length > 0 && !isPrint) return false;
    if (folder === 'assets') return this.#sendAsset(name, request, response);
    if (pageNames.includes(folder) && name === workerName && this.#worker) {
      send(this.#worker, { ...headersOfPage, 'content-type': types['.js'] }, request, response);
      return true;
    }
    if (!pageNames.includes(folder)) return false;
    // The URLs of assets are relative to the URL of the page.
    const [asked = '', ...query] = (request.url ?? '').split('?');
    if (asked.endsWith('/')) {
      response
        .writeHead(308, {
          location: ['..', rest[0] ?? name].join('/') + query.map((part) => `?${part}`).join(''),
        })
        .end();
      return true;
    }
    const page = this.#pages.get(isPrint ? printName : folder);
    if (page) send(page, headersOfPage, request, response);
    else {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The pages are not built. Run: npm run pages\n');
    }
    return true;
  }

  #sendAsset(name: string, request: IncomingMessage, response: ServerResponse): boolean {
    const isNamed = name === namedIcon;
    const asset = this.#assets.get(isNamed ? this.#icon : name);
    if (!asset) return false;
    const encoding = acceptedEncoding(request, asset.encodings);
    const headers: OutgoingHttpHeaders = {
      'content-type': types[extname(name)],
      'cache-control': isNamed ? 'no-cache' : 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      ...(encoding ? { 'content-encoding': encoding } : { 'content-length': asset.size }),
    };
    response.appendHeader('vary', 'Accept-Encoding');
    response.writeHead(200, headers);
    if (request.method === 'HEAD') response.end();
    else {
      const file = new URL(asset.url.href + (encoding ? encodings[encoding] : ''));
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    }
    return true;
  }
}

function read(file: URL): Page {
  const body = readFileSync(file);
  return { body, etag: etagOf(body) };
}

function send(
  { body, etag }: Page,
  given: OutgoingHttpHeaders,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = { ...given, etag };
  if (isUnchanged(request, etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
