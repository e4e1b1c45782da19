/** integrations/client: what `npm run client` packs. test/client/package.long.test.ts installs it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { buildClient } from '../../integrations/client/build.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('integrations/client/package.json'));
const sources = readdirSync(join(root, 'src/client')).map((file) => read(`src/client/${file}`));

it('has the version of the server', () => {
  expect(manifest.version).toBe(JSON.parse(read('package.json')).version);
});

it('depends on graphql-ws and its peer graphql only, and on React for the hooks alone', () => {
  const imported = sources.flatMap((text) => [...text.matchAll(/from '([^'.]+)'/g)].map(([, name]) => name!));
  expect([...new Set(imported)].sort()).toEqual(['graphql-ws', 'react']);
  expect(Object.keys(manifest.dependencies)).toEqual(['graphql-ws']);
  expect(Object.keys(manifest.peerDependencies)).toEqual(['graphql', 'react']);
  expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
});

it('has entries that exist, with types, and React in that of the hooks only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  buildClient(folder);
  const { './package.json': own, ...entries } = manifest.exports;
  const files = Object.values<Record<string, string>>(entries).flatMap((each) => Object.values(each));
  expect([...files, own].filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  const main = readFileSync(join(folder, entries['.'].default), 'utf8');
  expect(main).not.toContain('react');
  // In the folder itself there is no graphql-ws.
  const source = await import(pathToFileURL(join(root, 'src/client/index.ts')).href);
  expect(Object.keys(source).sort()).toEqual(expect.arrayContaining(['followAnnouncements', 'settle']));
  for (const name of Object.keys(source)) expect(main).toContain(name);
});

it('is not taken for `pavilion` of the npm registry, which is a package of somebody else', () => {
  const documents = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`);
  const texts = ['README.md', 'integrations/client/README.md', 'examples/README.md', ...documents].map(read);
  const wrong = texts.flatMap(
    (text) => text.match(/'pavilion\/client'|`pavilion\/client`|npm (?:i|install|add) pavilion\b/g) ?? [],
  );
  expect(wrong).toEqual([]);
});

it('is what the examples install, beside exact versions of packages that the repository has as well', () => {
  const root = JSON.parse(read('package.json'));
  const versions = { ...root.dependencies, ...root.devDependencies };
  const installed = ['visitor', 'consumer'].flatMap((name) =>
    Object.entries<string>(JSON.parse(read(`examples/${name}/package.json`)).dependencies),
  );
  const tarball = `file:../../dist/pavilion-expo-client-${manifest.version}.tgz`;
  const wrong = installed.filter(
    ([name, version]) => version !== (name === manifest.name ? tarball : versions[name]),
  );
  expect(wrong).toEqual([]);
  expect(read('docs/client.md')).toContain(`./dist/pavilion-expo-client-${manifest.version}.tgz`);
});
