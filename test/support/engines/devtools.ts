/**
 * DevTools drives a Chromium of any year over the protocol that it speaks itself: Playwright needs a recent one. A page
 * is used through expressions, because its engine may not know the syntax of a function of today.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { childEnvironment, stopProgram } from '../child-process.ts';

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
  ...['--disable-dev-shm-usage', '--hide-scrollbars', '--force-prefers-reduced-motion'],
  // Each page has a window of its own, none of which is before the others.
  ...['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
  ...['--remote-debugging-port=0', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
];

interface Answer {
  id?: number;
  method?: string;
  sessionId?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the protocol has a type per method
  params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  result?: any;
  error?: { message: string };
}

export class DevTools {
  readonly #child: ChildProcess;
  readonly #socket: WebSocket;
  readonly #profile: string;
  readonly #open = new Map<number, PromiseWithResolvers<NonNullable<Answer['result']>>>();
  readonly #listeners = new Set<(answer: Answer) => void>();
  #lastId = 0;

  private constructor(child: ChildProcess, socket: WebSocket, profile: string) {
    this.#child = child;
    this.#socket = socket;
    this.#profile = profile;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { reject } of this.#open.values()) reject(new Error('The browser has ended.'));
      this.#open.clear();
    });
  }

  static async launch(program: string, more: readonly string[] = []): Promise<DevTools> {
    const profile = mkdtempSync(join(tmpdir(), 'pavilion-engine-'));
    const env = { ...childEnvironment, HOME: profile, LANG: 'C.UTF-8' };
    const child = spawn(program, [...flags, ...more, `--user-data-dir=${profile}`], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const socket = new WebSocket(await addressOf(child), { perMessageDeflate: false });
      await once(socket, 'open');
      return new DevTools(child, socket, profile);
    } catch (error) {
      await stopProgram(child, 'SIGKILL');
      rmSync(profile, { recursive: true, force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#socket.terminate();
    await stopProgram(this.#child, 'SIGKILL');
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the protocol has a type per method
  send(method: string, params: object = {}, sessionId?: string): Promise<any> {
    const id = ++this.#lastId;
    const sent = Promise.withResolvers<NonNullable<Answer['result']>>();
    this.#open.set(id, sent);
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    return sent.promise;
  }

  listen(listener: (answer: Answer) => void): void {
    this.#listeners.add(listener);
  }

  #receive(answer: Answer): void {
    const sent = answer.id === undefined ? undefined : this.#open.get(answer.id);
    if (!sent) {
      for (const listener of this.#listeners) listener(answer);
      return;
    }
    this.#open.delete(answer.id!);
    if (answer.error) sent.reject(new Error(answer.error.message));
    else sent.resolve(answer.result);
  }

  async openPage(address: string, { width = 1920, height = 1080 } = {}): Promise<EnginePage> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new EnginePage(this, sessionId);
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable'].map((each) => page.send(each)));
    await page.send('Emulation.setDeviceMetricsOverride', metrics);
    await page.send('Page.navigate', { url: address });
    return page;
  }
}

export class EnginePage {
  /** Uncaught errors, and what the Content-Security-Policy refused. */
  readonly problems: string[] = [];
  readonly #devtools: DevTools;
  readonly #session: string;

  constructor(devtools: DevTools, session: string) {
    this.#devtools = devtools;
    this.#session = session;
    devtools.listen(({ sessionId, method, params }) => {
      if (sessionId !== session) return;
      if (method === 'Runtime.exceptionThrown') {
        const { text, exception } = params.exceptionDetails;
        this.problems.push(exception?.description ?? text);
      }
      if (method === 'Log.entryAdded' && /Content Security Policy/.test(params.entry.text))
        this.problems.push(params.entry.text);
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the protocol has a type per method
  send(method: string, params: object = {}): Promise<any> {
    return this.#devtools.send(method, params, this.#session);
  }

  /** The value of an expression in the syntax of 2015. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression has the value. */
  async becomes(expression: string, value: unknown, timeout = 45_000): Promise<void> {
    await expect.poll(() => this.evaluate(expression), { timeout, interval: 30 }).toEqual(value);
  }

  async takePicture(path: string): Promise<void> {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr!)) {
    lines.push(line);
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) {
      child.stderr!.resume();
      return address;
    }
  }
  throw new Error(`The browser ended:\n${lines.join('\n')}`);
}
