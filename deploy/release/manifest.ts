/** The manifest and the lock of a production install, derived from those of the repository. */
import { dirname } from 'node:path';

export interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  [key: string]: unknown;
}

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [key: string]: unknown;
}

/** By path, such as `node_modules/pg`. */
export type LockedPackages = Record<string, Locked>;

export interface Lock {
  packages: LockedPackages;
  [key: string]: unknown;
}

interface Contents {
  /** Node itself, for machines that have none. */
  hasNode: boolean;
  /** The packages of OpenTelemetry, which send traces. */
  hasTraces: boolean;
}

/** The fields of package.json that the lock repeats. */
const lockedFields = [
  ...['name', 'version', 'license', 'dependencies', 'optionalDependencies', 'engines', 'bin'],
] as const;

/** The commands of the repository that are of use in production, each started by pavilion.js. */
export function productionScripts(scripts: Record<string, string>): Record<string, string> {
  const names = Object.keys(scripts).filter((name) => scripts[name] === `node src/commands/${name}.ts`);
  return Object.fromEntries(['start', ...names].map((name) => [name, `node pavilion.js ${name}`]));
}

export function productionManifest(manifest: Manifest, { hasNode, hasTraces }: Contents): Manifest {
  const { devDependencies, allowScripts, overrides, optionalDependencies, ...kept } = manifest;
  const scripts = productionScripts(manifest.scripts);
  const included = Object.entries(optionalDependencies ?? {}).filter(
    ([name]) =>
      (hasNode && name.startsWith('node-linux-')) || (hasTraces && name.startsWith('@opentelemetry/')),
  );
  return {
    ...kept,
    scripts,
    bin: './pavilion.js',
    ...(included.length > 0 && { optionalDependencies: Object.fromEntries(included) }),
  };
}

/** Only the packages that the manifest reaches, so that `npm ci` needs no option and `npm sbom` misses none. */
export function productionLock(lock: Lock, manifest: Manifest): Lock {
  const root = Object.fromEntries(
    lockedFields.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
  );
  const packages = { ...lock.packages, '': root };
  const reached = reachedPackages(packages);
  return {
    ...lock,
    packages: Object.fromEntries(Object.entries(packages).filter(([path]) => reached.has(path))),
  };
}

function reachedPackages(packages: LockedPackages): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const name of neededBy(packages[path]!)) {
      const found = resolvePackage(packages, path, name);
      if (found !== null) visit(found);
    }
  };
  visit('');
  return reached;
}

function neededBy({
  dependencies,
  optionalDependencies,
  peerDependencies,
  peerDependenciesMeta,
}: Locked): string[] {
  const isNeeded = (name: string) => !peerDependenciesMeta?.[name]?.optional;
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter(isNeeded);
}

/** Where Node finds a package that the one at `path` imports; null if it is not locked. */
export function resolvePackage(packages: LockedPackages, path: string, name: string): string | null {
  const folders = [path];
  while (folders.at(-1) !== '' && folders.at(-1) !== '.') folders.push(dirname(folders.at(-1)!));
  const paths = folders.map((folder) =>
    folder === '' || folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`,
  );
  return paths.find((each) => Object.hasOwn(packages, each)) ?? null;
}
