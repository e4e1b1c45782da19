/**
 * `npm run preview`: shows every state of wall, desk and overlay from fixtures. It needs neither a database nor any other
 * service. Pages are built in memory; with `watch`, they are rebuilt on save and reload themselves.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { type BuildResult, context, type Plugin } from 'esbuild';
import { htmlOf, pageBuildOptions, root } from '../bundle.ts';

const here = import.meta.dirname;
const entries = {
  index: join(here, 'index-page.tsx'),
  wall: join(here, 'wall-page.tsx'),
  desk: join(here, 'desk-page.tsx'),
  overlay: join(here, 'overlay-page.tsx'),
};
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Preview {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPreview({ port = 0, watch = false } = {}): Promise<Preview> {
  const outdir = join(root, 'preview');
  /** By path. */
  const files = new Map<string, Uint8Array | string>();
  const viewers = new Set<ServerResponse>();
  const publish: Plugin = {
    name: 'publish',
    setup({ onEnd }) {
      onEnd(({ errors, metafile, outputFiles }: BuildResult) => {
        if (errors.length > 0 || !metafile) return;
        files.clear();
        for (const { path, contents } of outputFiles ?? []) files.set(`/${relative(outdir, path)}`, contents);
        for (const [name, entry] of Object.entries(entries))
          files.set(`/${name}.html`, htmlOf(entry, metafile));
        for (const viewer of viewers) viewer.write('data: rebuilt\n\n');
      });
    },
  };
  const building = await context({ ...pageBuildOptions(entries), outdir, write: false, plugins: [publish] });
  await building.rebuild();
  if (watch) await building.watch();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://preview');
    if (pathname === '/rebuilds') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.flushHeaders();
      viewers.add(response);
      response.once('close', () => viewers.delete(response));
      return;
    }
    const path = pathname === '/' ? '/index.html' : extname(pathname) ? pathname : `${pathname}.html`;
    const content = files.get(path);
    if (content === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    // Assets have the hash of their content in their name.
    const cacheControl = path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store';
    response.writeHead(200, {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'cache-control': cacheControl,
    });
    response.end(content);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await building.dispose();
    },
  };
}
