/**
 * Builds the pages into a folder, `pages` by default: an HTML file per page and, in `assets`, its script, its styles
 * and their fonts, each with a hash of its content in its name. Skips the build if the sources have not changed.
 * `npm start` and the tests run it first; `npm run build` writes to dist/pages; `npm run dev` rebuilds on save.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build, context, type Metafile, type Plugin } from 'esbuild';

const web = import.meta.dirname;
export const root = join(web, '../..');
export const pagesFolder = join(root, 'pages');
/** The pages by the first segment of their address, or the last one of /desk/<slug>/print, each with its entry. */
export const entries = {
  screen: join(web, 'wall/page.tsx'),
  desk: join(web, 'desk/page.tsx'),
  overlay: join(web, 'overlay/page.tsx'),
  print: join(web, 'print/page.tsx'),
};
/** Used by all pages, so that the browser downloads them once. */
const sharedAssets = {
  fonts: join(web, 'theme/fonts.css'),
  icon: join(web, 'theme/icon.svg'),
  'too-old': join(web, 'too-old.ts'),
};
/** The oldest browsers of the pages. esbuild translates the syntax, old-engines.ts adds the functions. */
export const engines = ['chrome80', 'firefox115', 'safari16.4'] as const;
const stampName = 'sources.sha256';

export async function bundlePages(folder: string): Promise<void> {
  const hash = hashOfSources();
  if (isUpToDate(folder, hash)) return;
  // Builds into another folder and renames it, so a running server never reads an incomplete build.
  const fresh = `${folder}.${randomUUID()}`;
  mkdirSync(join(fresh, 'assets'), { recursive: true });
  const { metafile } = await build({ ...pageBuildOptions(entries), outdir: fresh, minify: true });
  writeHtml(fresh, metafile);
  await buildWorker(fresh);
  for (const file of globSync('assets/*.{js,css}', { cwd: fresh })) compress(join(fresh, file));
  writeFileSync(join(fresh, stampName), hash);
  replaceFolder(folder, fresh, hash);
}

/** The service worker has one name for all releases: a browser asks for it again and compares. Not part of `npm run dev`. */
async function buildWorker(folder: string): Promise<void> {
  await build({
    entryPoints: [join(web, 'offline/worker.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'iife',
    target: [...engines],
    minify: true,
    logLevel: 'warning',
  });
}

/**
 * Rebuilds the pages on save until it is stopped. Calls `onBuilt` after each build, with false if the build failed.
 */
export async function watchPages(
  folder: string,
  onBuilt: (isGood: boolean) => void,
): Promise<() => Promise<void>> {
  // Without a stamp, the next `npm start` builds the pages for production.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const report: Plugin = {
    name: 'report',
    setup({ onEnd }) {
      onEnd(({ metafile, errors }) => {
        if (metafile && errors.length === 0) writeHtml(folder, metafile);
        onBuilt(errors.length === 0);
      });
    },
  };
  const building = await context({ ...pageBuildOptions(entries), outdir: folder, plugins: [report] });
  await building.watch();
  return () => building.dispose();
}

/** Options that all builds of the pages share. */
export function pageBuildOptions(pages: Record<string, string>) {
  return {
    entryPoints: { ...pages, ...sharedAssets },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: [...engines],
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    publicPath: '/',
    entryNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    logLevel: 'warning',
  } satisfies BuildOptions;
}

function writeHtml(folder: string, metafile: Metafile): void {
  for (const [page, entry] of Object.entries(entries)) {
    // /desk/<slug>/print
    const depth = page === 'print' ? 2 : 1;
    writeFileSync(join(folder, `${page}.html`), htmlOf(entry, metafile, depth));
  }
}

/** The HTML of a page, `depth` folders below the assets, without inline scripts and styles: the Content-Security-Policy allows none. */
export function htmlOf(entry: string, { outputs }: Metafile, depth = 1): string {
  const entryPoint = relative(root, entry);
  const [script, { cssBundle }] = Object.entries(outputs).find(
    ([, output]) => output.entryPoint === entryPoint,
  ) as [string, Metafile['outputs'][string]];
  // URLs are relative to /screen/<slug>, /desk/<slug> and /overlay/<slug>, so a proxy can serve Pavilion below any path.
  const asset = (path: string) => `${'../'.repeat(depth)}assets/${basename(path)}`;
  const named = (pattern: RegExp) => asset(Object.keys(outputs).find((path) => pattern.test(path))!);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pavilion</title>
<link rel="icon" href="${named(/\/icon-[^/]+\.svg$/)}">
<link rel="stylesheet" href="${named(/\/fonts-[^/]+\.css$/)}">
<link rel="stylesheet" href="${asset(cssBundle!)}">
<script src="${named(/\/too-old-[^/]+\.js$/)}"></script>
<script type="module" src="${asset(script)}"></script>
</head>
<body>
<div id="page"></div>
<noscript>This page needs JavaScript.</noscript>
</body>
</html>
`;
}

/** Another process may build the same pages at the same time: the second one keeps the build of the first. */
function replaceFolder(folder: string, fresh: string, hash: string): void {
  const old = `${fresh}.old`;
  try {
    renameSync(folder, old);
  } catch {
    // The folder does not exist yet, or another process has just moved it.
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!isUpToDate(folder, hash)) throw error;
    rmSync(fresh, { recursive: true });
  }
  rmSync(old, { recursive: true, force: true });
}

function isUpToDate(folder: string, hash: string): boolean {
  const stamp = join(folder, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const sources = globSync('src/{amounts,web,client}/**/*.{ts,tsx,css,svg}', { cwd: root }).sort();
  for (const path of sources) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function compress(file: string): void {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content));
}

if (import.meta.main) await bundlePages(resolve(process.argv[2] ?? pagesFolder));
