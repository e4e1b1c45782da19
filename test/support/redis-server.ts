import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, installPackage, startProgram, stopProgram } from './child-process.ts';

export interface RedisServer {
  url: string;
  port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  pause(): void;
  resume(): void;
  remove(): Promise<void>;
}

/**
 * A Redis of our own that keeps nothing on disk: stopped and started again, it is empty. `settings` are lines of a
 * configuration file.
 */
export async function createRedis(settings: readonly string[] = []): Promise<RedisServer> {
  if (!findProgram('redis-server')) installPackage('redis-server');
  const program = findProgram('redis-server')!;
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-redis-'));
  const file = join(directory, 'redis.conf');
  writeFileSync(file, settings.map((line) => `${line}\n`).join(''));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start() {
      child = await startProgram(
        program,
        [
          file,
          '--port',
          String(port),
          '--bind',
          '127.0.0.1',
          '--save',
          '',
          '--appendonly',
          'no',
          '--dir',
          directory,
        ],
        { ready: /Ready to accept connections/, timeoutMs: 10_000 },
      );
    },
    async stop() {
      if (child) await stopProgram(child, 'SIGKILL');
      child = null;
    },
    pause() {
      child?.kill('SIGSTOP');
    },
    resume() {
      child?.kill('SIGCONT');
    },
    async remove() {
      server.resume();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

export interface Sentinel {
  address: string;
  stop(): Promise<void>;
}

/** A Sentinel that watches a Redis under the name `mymaster`, and decides alone. */
export async function createSentinel(primary: RedisServer): Promise<Sentinel> {
  // The package redis-sentinel only starts redis-server in this mode.
  const program = findProgram('redis-server')!;
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-sentinel-'));
  const port = await freePort();
  const file = join(directory, 'sentinel.conf');
  writeFileSync(
    file,
    `port ${port}
bind 127.0.0.1
dir ${directory}
sentinel monitor mymaster 127.0.0.1 ${primary.port} 1
sentinel down-after-milliseconds mymaster 500
sentinel failover-timeout mymaster 2000
`,
  );
  const child = await startProgram(program, [file, '--sentinel'], {
    ready: /\+monitor master/,
    timeoutMs: 10_000,
  });
  return {
    address: `127.0.0.1:${port}`,
    async stop() {
      await stopProgram(child, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
