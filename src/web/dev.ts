/**
 * `npm run dev`: runs the server and rebuilds the pages on save. The server restarts when one of its sources or a
 * page changes. Open walls then reconnect, detect the new release and reload. Ctrl-C stops everything in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { join, sep } from 'node:path';
import { pagesFolder, root, watchPages } from './bundle.ts';

/** An editor can write several files together, and one file in several steps. */
const settleMs = 150;

class ServerProcess {
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isRestarting = false;
  #isStopped = false;

  restartSoon(reason: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#restart(reason), settleMs);
  }

  async #restart(reason: string): Promise<void> {
    if (this.#isStopped) return;
    // If a restart is running, another one follows it with the newest files.
    if (this.#isRestarting) return this.restartSoon(reason);
    this.#isRestarting = true;
    say(`${reason}: ${this.#child ? 'restarting' : 'starting'} the server`);
    await this.#end();
    if (!this.#isStopped) this.#start();
    this.#isRestarting = false;
  }

  #start(): void {
    const child = spawn(process.execPath, ['--env-file-if-exists=.env', 'src/main.ts'], {
      cwd: root,
      stdio: 'inherit',
      // A separate process group, so that Ctrl-C reaches only this process, which then stops the server in order.
      detached: true,
    });
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      say(`the server ended (${signal ?? `code ${code}`}); save a file to start it again`);
    });
    this.#child = child;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#end();
  }
}

/** Sources of the server: everything in src except the pages, and the files that Prisma reads. */
function watchServerSources(onChange: (path: string) => void): FSWatcher[] {
  const watchFolder = (folder: string, isSource: (path: string) => boolean) =>
    watch(join(root, folder), { recursive: true }, (_event, path) => {
      if (path !== null && isSource(path)) onChange(join(folder, path));
    });
  return [
    watchFolder('src', (path) => path.endsWith('.ts') && !path.startsWith(`web${sep}`)),
    watchFolder('prisma', (path) => /\.(ts|sql)$/.test(path)),
  ];
}

function say(text: string): void {
  console.log(`dev: ${text}`);
}

const server = new ServerProcess();
const stopPages = await watchPages(pagesFolder, (isGood) => {
  if (isGood) server.restartSoon('pages built');
  else say('the pages could not be built; the server keeps the previous build');
});
const watchers = watchServerSources((path) => server.restartSoon(`${path} changed`));

let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    say('ending');
    for (const watcher of watchers) watcher.close();
    void Promise.all([server.stop(), stopPages()]).then(() => process.exit(0));
  });
}
