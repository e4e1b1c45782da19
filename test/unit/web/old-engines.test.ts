/** The pages run in Chromium 80, as LED processors and television sets have it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { engines, entries, pageBuildOptions } from '../../../src/web/bundle.ts';

const web = join(import.meta.dirname, '../../../src/web');
const outputs = new Map<string, string>();

beforeAll(async () => {
  const { outputFiles } = await build({
    ...pageBuildOptions({}),
    entryPoints: { ...entries, tooold: join(web, 'too-old.ts') },
    outdir: 'pages',
    write: false,
  });
  for (const { path, text } of outputFiles) outputs.set(path.replace(/^.*\/(\w+)-\w+\./, '$1.'), text);
}, 60_000);

const read = (name: string) => outputs.get(name)!;

/** Functions that came after Chromium 80. */
const newer = [
  ...['at', 'findLast', 'findLastIndex', 'replaceAll', 'hasOwn', 'throwIfAborted', 'structuredClone'],
  ...['toSorted', 'toReversed', 'toSpliced', 'groupBy', 'withResolvers', 'randomUUID', 'replaceChildren'],
  ...['isWellFormed', 'getTextInfo', 'checkVisibility', 'fromAsync', 'reportError'],
];

describe.each(['screen', 'desk', 'overlay'])('the script of the %s', (page) => {
  it('is translated to the syntax of Chromium 80', () => {
    expect(engines).toContain('chrome80');
    // Assignment operators, private methods, class fields with # and static blocks came later.
    expect(read(`${page}.js`)).not.toMatch(/\?\?=|\|\|=|&&=|\bstatic \{|^\s*#\w+\(|#\w+ in /m);
  });

  it('calls no function that Chromium 80 lacks, but those that old-engines.ts adds', () => {
    const added = readFileSync(join(web, 'old-engines.ts'), 'utf8');
    const called = newer.filter((name) => new RegExp(`\\.${name}\\(`).test(read(`${page}.js`)));
    expect(called.filter((name) => !added.includes(`'${name}'`))).toEqual([]);
    const statics = read(`${page}.js`).match(/\b(?:Promise|AbortSignal)\.(?:any|timeout)\(/g) ?? [];
    expect([...new Set(statics)].filter((call) => call !== 'AbortSignal.any(')).toEqual([]);
    expect(added).toContain("add(AbortSignal, 'any'");
  });

  it('adds what is missing before anything else runs', () => {
    const source = readFileSync(entries[page as keyof typeof entries], 'utf8');
    expect(/^import '([^']+)'|^import [^;]* from '([^']+)'/m.exec(source)?.slice(1)).toContain(
      '../old-engines.ts',
    );
  });
});

describe.each(['screen', 'overlay'])('the styles of the %s', (page) => {
  it('have nothing that Chromium 80 drops with its whole rule', () => {
    const css = read(`${page}.css`).replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    expect(css).not.toMatch(/:is\(|:has\(|:where\(|:not\([^)]*,|:focus-visible|@layer|@container|&/);
    expect(css).not.toMatch(/[\s;{](?:inset|aspect-ratio|(?:padding|margin)-(?:inline|block)|border-block):/);
    expect(css).not.toMatch(/safe center|dvh|svh|color-mix|oklch|subgrid/);
  });
});

describe('the styles of the screen', () => {
  it('have margins for each gap between flex items, which Chromium 80 ignores', () => {
    const rules = [...read('screen.css').matchAll(/([^{}]+)\{([^{}]*)\}/g)];
    const withGap = rules
      .filter(([, , body]) => /display: flex/.test(body!) && /[^-\w](?:column-|row-)?gap:/.test(body!))
      .flatMap(([, selectors]) =>
        selectors!.split(',').map((selector) => selector.trim().split(/\s/).pop()!),
      );
    const margins = rules
      .map(([, selectors]) => selectors!)
      .filter((selectors) => selectors.includes('.no-flex-gap'))
      .join();
    expect(withGap.length).toBeGreaterThan(5);
    const mended = withGap.filter((selector) => margins.includes(selector.replace(/::.*/, '')));
    expect(withGap.filter((selector) => !mended.includes(selector))).toEqual([]);
  });
});

describe('the script that names what an older engine needs', () => {
  it('has nothing that an engine of 2011 does not understand', () => {
    expect(read('tooold.js')).toContain('createTextNode');
    expect(read('tooold.js')).not.toMatch(/=>|`|\b(?:const|let|class|of|async|import|export)\b|\?\.|\?\?/);
  });

  it('names the browsers that the pages are built for', () => {
    const versions = engines.map((engine) => /\d+(?:\.\d+)?$/.exec(engine)![0]);
    for (const version of versions)
      expect(read('tooold.js')).toMatch(new RegExp(`(?:Chromium|Firefox|Safari) ${version}`));
  });
});
