import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type LockedPackages,
  productionLock,
  productionManifest,
  resolvePackage,
} from '../../../deploy/release/manifest.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const manifest = read('package.json');
const lock = read('package-lock.json');

describe.each([false, true])('the manifest and the lock of a release, with Node: %s', (hasNode) => {
  const production = productionManifest(manifest, { hasNode, hasTraces: !hasNode });
  const { packages } = productionLock(lock, production);
  const paths = Object.keys(packages);

  it('contain no tool, and each dependency of each package', () => {
    expect(production.devDependencies).toBeUndefined();
    expect(production.dependencies).toEqual(manifest.dependencies);
    const missing = Object.entries(packages).flatMap(([path, { dependencies = {} }]) =>
      Object.keys(dependencies).filter((name) => resolvePackage(packages, path, name) === null),
    );
    expect(missing).toEqual([]);
    expect(paths.filter((path) => /\/(typescript|vitest|prisma|esbuild|react)$/.test(path))).toEqual([]);
  });

  it('agree with each other', () => {
    expect(packages['']).toMatchObject({
      dependencies: production.dependencies,
      version: production.version,
    });
  });

  it('contain Node and OpenTelemetry only if they are asked for', () => {
    expect(paths.filter((path) => path.includes('node-linux-'))).toHaveLength(hasNode ? 2 : 0);
    expect(paths.some((path) => path.endsWith('@opentelemetry/sdk-trace-base'))).toBe(!hasNode);
  });
});

it('a lock keeps what is reached by dependencies, by optional ones and by peers that are needed', () => {
  const packages: LockedPackages = {
    '': {},
    'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { c: '1' } },
    'node_modules/b': {
      dependencies: { d: '1' },
      peerDependencies: { e: '1', f: '1' },
      peerDependenciesMeta: { f: { optional: true } },
    },
    'node_modules/b/node_modules/d': {},
    'node_modules/c': {},
    'node_modules/d': {},
    'node_modules/e': {},
    'node_modules/f': {},
  };
  const kept = productionLock({ packages }, { scripts: {}, dependencies: { a: '1' } });
  expect(Object.keys(kept.packages)).toEqual([
    '',
    ...[
      'node_modules/a',
      'node_modules/b',
      'node_modules/b/node_modules/d',
      'node_modules/c',
      'node_modules/e',
    ],
  ]);
});

it('a release has the server and every command of src/commands, each started by its program', () => {
  const { scripts } = productionManifest(manifest, { hasNode: false, hasTraces: false });
  expect(scripts).toMatchObject({ start: 'node pavilion.js start', seed: 'node pavilion.js seed' });
  const inRepository = Object.keys(manifest.scripts).filter((name) =>
    manifest.scripts[name].includes('src/commands/'),
  );
  expect(Object.keys(scripts).sort()).toEqual([...inRepository, 'start'].sort());
});
