/** What is installed is used, explained and allowed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}
interface Locked {
  license?: string;
  dev?: boolean;
  /** Whether only development or an optional package needs it. */
  devOptional?: boolean;
  hasInstallScript?: boolean;
  version: string;
}

const manifest: Manifest = JSON.parse(read('package.json'));
const locked: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;
const declared = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const names = Object.keys(declared).sort();

/** Used by what is not an import: a script, a type, another package's peer. */
const usedOtherwise = [
  /^@types\//,
  /^node-linux-/,
  /^@biomejs\/biome$/,
  /^eslint$/,
  /^typescript$/,
  // What prisma/generate.ts writes imports it.
  /^@prisma\/client$/,
];

const licences =
  /^(MIT|MIT\/X11|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|OFL-1\.1|MIT OR Apache-2\.0)$/;
/** Tools of the build and the tests; none is delivered. */
const licencesOfTools = /^(MPL-2\.0|EPL-2\.0|Python-2\.0|MIT and ISC|CC-BY-4\.0)$/;
/** Says it in its README alone. */
const unnamed: Record<string, string> = { 'seq-queue': 'MIT' };

function sources(): string {
  const folders = ['src', 'prisma', 'test'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|tsx|css|prisma)$/.test(path) && !path.startsWith('generated'))
      .map((path) => join(folder, path)),
  );
  return [...files, 'vitest.config.ts', 'prisma.config.ts', 'eslint.config.js'].map(read).join('\n');
}

describe('the dependencies', () => {
  it('are each explained in docs/dependencies.md, with their licence', () => {
    const rows = [...read('docs/dependencies.md').matchAll(/^\| (?!package|---)(\S+) \| (.+?) \|/gm)];
    const written = rows.map(([, name, licence]) => `${name} ${licence}`).sort();
    expect(written).toEqual(names.map((name) => `${name} ${locked[`node_modules/${name}`]!.license}`).sort());
  });

  it('have exact versions', () => {
    expect(Object.values(declared).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  it('are used', () => {
    const text = sources();
    const isImported = (name: string) => new RegExp(`['"/]${name}(/[^'"]*)?['"]`).test(text);
    const idle = names.filter((name) => !isImported(name) && !usedOtherwise.some((each) => each.test(name)));
    expect(idle).toEqual([]);
  });

  it('have licences that permit redistribution', () => {
    const wrong = Object.entries(locked)
      .map(([path, { license, dev, devOptional }]) => {
        const name = path.replace(/^.*node_modules\//, '');
        return { name, license: license ?? unnamed[name] ?? 'none', isTool: dev ?? devOptional ?? false };
      })
      .filter(({ license, isTool }) => !licences.test(license) && !(isTool && licencesOfTools.test(license)));
    expect(wrong).toEqual([]);
  });

  it('run no install script', () => {
    const scripted = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
    const allowed: Record<string, boolean> = JSON.parse(read('package.json')).allowScripts;
    const undecided = scripted
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .filter((name) => allowed[name] !== false);
    expect(undecided).toEqual([]);
  });

  it('are locked without a registry URL', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });
});
