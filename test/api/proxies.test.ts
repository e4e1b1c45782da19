/** Pavilion below a path, behind nginx and behind HAProxy, with the configurations of docs/reverse-proxy.md. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import {
  findProgram,
  freePort,
  installPackage,
  startProgram,
  stopProgram,
} from '../support/child-process.ts';
import { openStage, type Stage } from '../support/stage.ts';

const document = readFileSync(new URL('../../docs/reverse-proxy.md', import.meta.url), 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'pavilion-proxy-'));
const sbin = ['/usr/sbin'];

/** The configuration in the document, with the ports of this test. */
function configuration(language: string, listen: number, upstream: string): string {
  const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(document)![1]!;
  return block
    .replace('listen 8080', `listen 127.0.0.1:${listen}`)
    .replace('127.0.0.1:8080', `127.0.0.1:${listen}`)
    .replace('127.0.0.1:4000', new URL(upstream).host);
}

async function startNginx(port: number, upstream: string): Promise<ChildProcess> {
  if (!findProgram('nginx', sbin)) installPackage('nginx-light');
  const own = join(directory, `nginx-${port}`);
  mkdirSync(own);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${own}/${name};`,
  );
  const inner = configuration('nginx', port, upstream);
  const file = join(own, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off;\nworker_processes 1;\npid ${own}/pid;\nerror_log stderr notice;\nevents {}\nhttp {\naccess_log off;\n${folders.join('\n')}\n${inner}}\n`,
  );
  return startProgram(findProgram('nginx', sbin)!, ['-e', 'stderr', '-c', file], {
    ready: /start worker process/,
    timeoutMs: 20_000,
  });
}

async function startHaproxy(port: number, upstream: string): Promise<ChildProcess> {
  if (!findProgram('haproxy', sbin)) installPackage('haproxy');
  const file = join(directory, `haproxy-${port}.cfg`);
  writeFileSync(file, configuration('haproxy', port, upstream));
  return startProgram(findProgram('haproxy', sbin)!, ['-V', '-db', '-f', file], {
    ready: /Using \w+\(\)/,
    timeoutMs: 20_000,
  });
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 4, environment: { BASE_PATH: '/pavilion', TRUST_PROXY: '1' } });
}, 300_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

describe.each([
  ['nginx', startNginx],
  ['HAProxy', startHaproxy],
])('behind %s, below a path', (_name, startProxy) => {
  let proxy: ChildProcess;
  let origin: string;
  let base: string;
  beforeAll(async () => {
    const port = await freePort();
    proxy = await startProxy(port, stage.nodes[0]!.url);
    origin = `http://127.0.0.1:${port}`;
    base = `${origin}/pavilion`;
    await vi.waitFor(async () => expect((await fetch(`${base}/health/live`)).status).toBe(200), 15_000);
  }, 300_000);
  afterAll(() => stopProgram(proxy, 'SIGKILL'));

  it('operations are executed', async () => {
    const response = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { role } }"}',
    });
    expect(await response.text()).toBe('{"data":{"viewer":{"role":"PUBLIC"}}}');
  });

  it('health, GraphiQL and the front page are reached', async () => {
    expect((await fetch(`${base}/health/ready`)).status).toBe(200);
    const graphiql = await fetch(`${base}/graphql`, { headers: { accept: 'text/html' } });
    const html = await graphiql.text();
    expect(html).toContain('Pavilion');
    // It sends its operations to its own address.
    expect(html).not.toContain('"endpoint":"/graphql"');
    const front = await fetch(`${base}/`, { redirect: 'manual' });
    expect([front.status, new URL(front.headers.get('location')!, `${base}/`).href]).toEqual([
      302,
      `${base}/graphql`,
    ]);
  });

  it('pages find their assets', async () => {
    for (const address of [`${base}/screen/${stage.slug}`, `${base}/desk/${stage.slug}/`]) {
      const page = await fetch(address);
      const html = await page.text();
      const assets = [...html.matchAll(/(?:src|href)="([^"]*assets\/[^"]+)"/g)].map(
        ([, path]) => new URL(path!, page.url),
      );
      expect(assets.length).toBeGreaterThan(0);
      for (const asset of assets) {
        expect(asset.pathname).toMatch(/^\/pavilion\/assets\//);
        const response = await fetch(asset);
        await response.body?.cancel();
        expect(response.status).toBe(200);
      }
    }
  });

  const subscription = () =>
    `subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`;

  it('an event stream of an own page is delivered immediately, and that of another page is refused', async () => {
    const open = (page: string) =>
      fetch(`${base}/graphql?query=${encodeURIComponent(subscription())}`, {
        headers: { accept: 'text/event-stream', origin: page },
      });
    expect((await open('https://evil.example')).status).toBe(403);
    const stream = await open(origin);
    expect(stream.status).toBe(200);
    let received = '';
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      received += chunk;
      if (/"sequence":\d/.test(received)) break;
    }
    expect(received).toMatch(/^id: \S+$/m);
  });

  it('a WebSocket of an own page is opened, and that of another page is refused', async () => {
    const url = `${base.replace('http', 'ws')}/graphql`;
    class OwnPage extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol, { origin });
      }
    }
    const client = createClient({ url, webSocketImpl: OwnPage, retryAttempts: 0 });
    onTestFinished(() => client.dispose() as Promise<void>);
    const received = new Promise((resolve, reject) => {
      client.subscribe({ query: subscription() }, { next: resolve, error: reject, complete: () => {} });
    });
    expect(await received).toMatchObject({ data: { announcements: { sequence: expect.any(Number) } } });
    const foreign = new WebSocket(url, 'graphql-transport-ws', { origin: 'https://evil.example' });
    const status = await new Promise((resolve) => {
      foreign.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(403);
  });

  it('the address is the one that the proxy saw, whatever the client writes', async () => {
    const spoofing = { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.8' };
    const response = await fetch(`${base}/graphql`, { method: 'PUT', headers: spoofing });
    expect(response.status).toBe(405);
    expect(stage.nodes[0]!.log.at(-1)).toMatchObject({ status: 405, address: '127.0.0.1' });
  });
});
