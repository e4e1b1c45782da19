import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findProgram, installPackage } from './child-process.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Installs Chromium if it is missing. Takes up to a minute; call it in beforeAll with a timeout to match. */
export function installBrowser(): void {
  if (!findProgram('chromium')) installPackage('chromium');
}

/** Debian's Chromium with an empty profile; requests to other hosts are aborted and recorded. */
export async function openBrowser(): Promise<{
  context: BrowserContext;
  page: Page;
  foreignRequests: string[];
}> {
  const profile = await mkdtemp(join(tmpdir(), 'pavilion-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findProgram('chromium')!,
    headless: true,
    args: quiet,
    viewport: { width: 1400, height: 900 },
  });
  onTestFinished(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const foreignRequests: string[] = [];
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
    (route) => {
      foreignRequests.push(route.request().url());
      return route.abort();
    },
  );
  return { context, page: await context.newPage(), foreignRequests };
}

/** One browser for many tests, each with its own context. It resolves no other host. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findProgram('chromium')!,
    headless: true,
    args: [...quiet, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
  });
}
