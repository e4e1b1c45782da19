/**
 * Bundles the pages into a folder, `pages` unless another one is given: a page's HTML, and in `assets` its script, its
 * styles and the fonts they name, each with the hash of its content in its name. Takes milliseconds where nothing
 * has changed. `npm start` and the tests run it first; `npm run build` writes to dist/pages.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

const web = import.meta.dirname;
const root = join(web, '../..');
/** The pages by the first segment of their address, each with its entry. */
const entries = { screen: join(web, 'wall/page.tsx'), desk: join(web, 'desk/page.tsx') };
const pages = Object.keys(entries) as (keyof typeof entries)[];
/** Used by both pages, so that the browser downloads them once. */
const sharedAssets = { fonts: join(web, 'theme/fonts.css'), icon: join(web, 'theme/icon.svg') };
const stampName = 'sources.sha256';

export async function bundlePages(folder: string): Promise<void> {
  const hash = hashOfSources();
  if (isBundled(folder, hash)) return;
  // Beside the place, then into it: whoever serves the pages meanwhile never sees half of them.
  const fresh = `${folder}.${randomUUID()}`;
  mkdirSync(join(fresh, 'assets'), { recursive: true });
  const { metafile } = await build({
    entryPoints: { ...entries, ...sharedAssets },
    outdir: fresh,
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: ['chrome110', 'firefox115', 'safari16.4'],
    minify: true,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    publicPath: '/',
    entryNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    logLevel: 'warning',
  });
  for (const page of pages) writeFileSync(join(fresh, `${page}.html`), htmlOf(page, metafile));
  for (const file of globSync('assets/*.{js,css}', { cwd: fresh })) compress(join(fresh, file));
  writeFileSync(join(fresh, stampName), hash);
  putInPlace(folder, fresh, hash);
}

/** Another process may bundle the same at the same time: the one that comes second leaves the first one's. */
function putInPlace(folder: string, fresh: string, hash: string): void {
  const old = `${fresh}.old`;
  try {
    renameSync(folder, old);
  } catch {
    // There is none yet, or the other one has taken it away.
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!isBundled(folder, hash)) throw error;
    rmSync(fresh, { recursive: true });
  }
  rmSync(old, { recursive: true, force: true });
}

function isBundled(folder: string, hash: string): boolean {
  const stamp = join(folder, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const sources = globSync('src/{web,client}/**/*.{ts,tsx,css,svg}', { cwd: root }).sort();
  for (const path of sources) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Without a line of script or style in it: the Content-Security-Policy allows none. */
function htmlOf(page: keyof typeof entries, { outputs }: Metafile): string {
  const entry = relative(root, entries[page]);
  const [script, { cssBundle }] = Object.entries(outputs).find(
    ([, { entryPoint }]) => entryPoint === entry,
  ) as [string, Metafile['outputs'][string]];
  const asset = (path: string) => `/assets/${basename(path)}`;
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
<script type="module" src="${asset(script)}"></script>
</head>
<body>
<div id="page"></div>
<noscript>This page needs JavaScript.</noscript>
</body>
</html>
`;
}

function compress(file: string): void {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content));
}

if (import.meta.main) await bundlePages(resolve(process.argv[2] ?? join(root, 'pages')));
