/** The build context of an image: which files of the repository .dockerignore leaves in it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Context {
  /** Whether the build gets the file of this path. */
  has(path: string): boolean;
  /** Copies what is below a path of the context. */
  copy(path: string, target: string): void;
}

/** The last pattern that matches a path or a folder above it decides. https://docs.docker.com/build/concepts/context/ */
export function readContext(root: string): Context {
  const patterns = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isKept: line.startsWith('!'), glob: line.replace('!', '') }));
  // Unlike in a shell, `*` matches a name that begins with a dot.
  const regExpOf = (glob: string) =>
    new RegExp(`^${glob.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
  const matches = (path: string, glob: string) =>
    path.split('/').some((_, index, parts) => regExpOf(glob).test(parts.slice(0, index + 1).join('/')));
  const has = (path: string) => patterns.findLast(({ glob }) => matches(path, glob))?.isKept ?? true;
  const mayHaveBelow = (path: string) =>
    has(path) || patterns.some(({ isKept, glob }) => isKept && glob.startsWith(`${path}/`));
  const copy = (path: string, target: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (entry.isDirectory() ? !mayHaveBelow(below) : !has(below)) continue;
      if (entry.isDirectory()) copy(below, join(target, entry.name));
      else {
        mkdirSync(target, { recursive: true });
        cpSync(join(root, below), join(target, entry.name));
      }
    }
  };
  return {
    has,
    copy(path, target) {
      const isFile = path !== '.' && has(path) && statSync(join(root, path)).isFile();
      if (!isFile) return copy(path, target);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, path), target);
    },
  };
}
