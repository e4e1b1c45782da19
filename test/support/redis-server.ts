import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** A Redis of our own that keeps nothing on disk: stopped and started again, it is empty. */
export async function createRedis(): Promise<RedisServer> {
  if (!findProgram('redis-server')) installPackage('redis-server');
  const program = findProgram('redis-server')!;
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start() {
      child = await startProgram(
        program,
        [
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
