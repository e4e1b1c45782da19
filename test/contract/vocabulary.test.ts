/**
 * The terms of the project: file names, exported identifiers, schema names and prose use the words of GraphQL, Relay,
 * PostgreSQL, Redis and Centrifugo. A retired term that comes back is named with its file and line, and with its replacement.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportedNames, type RetiredTerm, retiredNames, retiredPhrases } from './vocabulary.ts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('test/contract/vocabulary'));
/** Applied migrations are never edited, and measured results keep the words that they were measured with. */
const isFrozen = (path: string) => /^(prisma\/migrations|bench\/results)\//.test(path);
const sources = files.filter((path) => /\.tsx?$/.test(path) && !isFrozen(path));
const prose = files.filter(
  (path) =>
    /\.(tsx?|md|graphql|prisma|css)$|^\.env\.example$/.test(path) &&
    !isFrozen(path) &&
    path !== 'CHANGELOG.md',
);

function findIn(path: string, terms: readonly RetiredTerm[]): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      terms
        .filter(({ pattern }) => pattern.test(line))
        .map(({ pattern, use }) => `${path}:${index + 1} has ${pattern.source}: use ${use}`),
    );
}

describe('the vocabulary', () => {
  it('has no retired term in a file name', () => {
    const wrong = files
      .filter((path) => !isFrozen(path))
      .flatMap((path) =>
        retiredNames.filter(({ pattern }) => pattern.test(path)).map(({ use }) => `${path}: use ${use}`),
      );
    expect(wrong).toEqual([]);
  });

  it('has no retired term among exported identifiers', () => {
    const wrong = sources.flatMap((path) =>
      exportedNames(readFileSync(path, 'utf8')).flatMap((name) =>
        retiredNames
          .filter(({ pattern }) => pattern.test(`/${kebab(name)}.`))
          .map(({ use }) => `${path} exports ${name}: use ${use}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has no retired phrase in code, comments, messages, schema or documents', () => {
    expect(prose.flatMap((path) => findIn(path, retiredPhrases))).toEqual([]);
  });
});

/** `HotAnswers` is `hot-answers`, as a file of that name would be. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
