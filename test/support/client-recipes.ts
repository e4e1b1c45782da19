/** The blocks of docs/client.md as files beside the client package, as in a project that has installed it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildClient } from '../../integrations/client/build.ts';
import { readCodeBlocks } from './code-blocks.ts';

const results = new URL('../../test-results/', import.meta.url).pathname;
/** What a reader replaces with something of their own. */
const address = 'https://expo.example';
const slug = 'yancheng-2023';

export interface Recipe {
  name: string;
  code: string;
}

/** Each block of TypeScript names its file in its first line. */
export const recipes: Recipe[] = readCodeBlocks('docs/client.md')
  .filter(({ language }) => language.startsWith('ts'))
  .map(({ code, line }) => ({ name: /^\/\/ (\S+)\n/.exec(code)?.[1] ?? `unnamed, line ${line}`, code }));

export function writeRecipes(folder: string, at: { url: string; slug: string }): void {
  for (const { name, code } of recipes) {
    writeFileSync(join(folder, name), code.replaceAll(address, at.url).replaceAll(slug, at.slug));
  }
}

/** A folder with the recipes. Its packages are those of the repository, and the client that is built from its sources. */
export function useRecipes(at: { url: string; slug: string }): string {
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'recipes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  buildClient(join(folder, 'client'));
  mkdirSync(join(folder, 'node_modules/@pavilion-expo'), { recursive: true });
  symlinkSync(join(folder, 'client'), join(folder, 'node_modules/@pavilion-expo/client'));
  writeRecipes(folder, at);
  return folder;
}
