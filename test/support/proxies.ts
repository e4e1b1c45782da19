/** nginx and HAProxy with the files of deploy, in which only the marked lines are replaced. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';
import { findProgram, freePort, installPackage, startProgram, stopProgram } from './child-process.ts';

export interface ReverseProxy {
  /** With TLS. */
  port: number;
  plainPort: number;
  /** The certificate, which is its own authority. */
  ca: string;
  stop(): Promise<void>;
}

export type ProxyName = 'nginx' | 'haproxy';

const folders = ['/usr/sbin'];
const packages = { nginx: 'nginx-light', haproxy: 'haproxy' };

export async function createProxy(
  name: ProxyName,
  servers: readonly [string, string],
): Promise<ReverseProxy> {
  if (!findProgram(name, folders)) installPackage(packages[name]);
  const program = findProgram(name, folders)!;
  const directory = mkdtempSync(join(tmpdir(), `pavilion-${name}-`));
  const { key, certificate } = makeCertificate(directory);
  writeFileSync(join(directory, 'tls.pem'), readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  const [port, plainPort] = [await freePort(), await freePort()];
  const values = { directory, port, plainPort, servers: servers.map((url) => new URL(url).host) };
  const file = join(directory, 'proxy.conf');
  writeFileSync(file, (name === 'nginx' ? nginxFile : haproxyFile)(values));
  const child =
    name === 'nginx'
      ? await startProgram(program, ['-c', file, '-g', 'daemon off;', '-e', 'stderr'], {
          ready: /start worker process/,
          timeoutMs: 10_000,
        })
      : await startProgram(program, ['-db', '-W', '-f', file], {
          ready: /Loading success/,
          timeoutMs: 10_000,
        });
  return {
    port,
    plainPort,
    ca: readFileSync(certificate, 'utf8'),
    async stop() {
      await stopProgram(child, name === 'nginx' ? 'SIGTERM' : 'SIGINT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Values {
  directory: string;
  port: number;
  plainPort: number;
  servers: string[];
}

function nginxFile({ directory, port, plainPort, servers }: Values): string {
  return replaceMarked('deploy/nginx.conf', [
    [/error_log .*/, 'error_log stderr notice;'],
    [/pid .*/, `pid ${directory}/nginx.pid;`],
    [/(server )127\.0\.0\.1:4001/, `$1${servers[0]}`],
    [/(server )127\.0\.0\.1:4002/, `$1${servers[1]}`],
    [/listen 80/, `listen 127.0.0.1:${plainPort}`],
    [/listen 443/, `listen 127.0.0.1:${port}`],
    [/\/etc\/pavilion\/tls\.crt/, `${directory}/tls.crt`],
    [/\/etc\/pavilion\/tls\.key/, `${directory}/tls.key`],
  ]);
}

function haproxyFile({ directory, port, plainPort, servers }: Values): string {
  return replaceMarked('deploy/haproxy.cfg', [
    [/maxconn \d+/, 'maxconn 1000'],
    [/log stdout .*/, 'log stdout format raw local0 notice'],
    [/bind :443/, `bind 127.0.0.1:${port}`],
    [/\/etc\/pavilion\/tls\.pem/, `${directory}/tls.pem`],
    [/bind :80/, `bind 127.0.0.1:${plainPort}`],
    [/"\$\{SERVER_ONE-127\.0\.0\.1:4001\}"/, servers[0]!],
    [/"\$\{SERVER_TWO-127\.0\.0\.1:4002\}"/, servers[1]!],
  ]);
}

/** Every marked line must be replaced, and no other. */
function replaceMarked(path: string, replacements: [RegExp, string][]): string {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const unused = new Set(replacements);
  const lines = text.split('\n').map((line) => {
    if (!line.endsWith('# change')) return line;
    const fitting = replacements.filter(([pattern]) => pattern.test(line));
    if (fitting.length === 0)
      throw new Error(`${path} has a marked line that the test does not know: ${line}`);
    for (const each of fitting) unused.delete(each);
    return fitting.reduce(
      (changed, [pattern, value]) => changed.replace(pattern, value),
      line.replace(/ # change$/, ''),
    );
  });
  if (unused.size > 0) throw new Error(`${path} lacks ${[...unused].map(([pattern]) => pattern).join(', ')}`);
  return lines.join('\n');
}
