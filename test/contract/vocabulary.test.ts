/**
 * The vocabulary of the project: file names, exported identifiers, schema names and prose use the terms of GraphQL,
 * Relay, Prisma, PostgreSQL, Redis and Centrifugo. The test names each retired term with its place and its replacement.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  type Exception,
  exceptions,
  type RetiredTerm,
  retiredNames,
  retiredPhrases,
  retiredSchemaNames,
} from './vocabulary.ts';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
});
const files = listed.split('\n').filter((path) => path !== '' && existsSync(path));
const isText = (path: string) =>
  /\.(tsx?|jsx?|md|graphql|prisma|sql|css|html|ya?ml|conf|cfg|service)$|Dockerfile$|^\.env\.example$|^\.ci\/run$|^deploy\/grafana\//.test(
    path,
  ) && path !== 'src/web/operations.ts';

const wholeFile = exceptions.filter(({ text }) => text === undefined);
const partOfLine = exceptions.filter((each): each is Required<Exception> => each.text !== undefined);
const isExcepted = (path: string) => wholeFile.some((each) => each.path.test(path));
const checked = files.filter((path) => !isExcepted(path));

/** `HotAnswers` is `/hot-answers.`, as a file of that name would be. */
function kebab(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-');
  return `/${words.toLowerCase()}.`;
}

const wrongIn = (subject: string, terms: readonly RetiredTerm[], where: string): string[] =>
  terms
    .filter(({ pattern }) => pattern.test(subject))
    .map(({ pattern, use }) => `${where} matches ${pattern.source}: use ${use}`);

function withoutExceptions(path: string, line: string): string {
  const texts = partOfLine.filter((each) => each.path.test(path)).map(({ text }) => text);
  return texts.reduce((rest, text) => rest.replaceAll(text, ''), line);
}

const wrongPhrases = (path: string, clean = withoutExceptions): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => wrongIn(clean(path, line), retiredPhrases, `${path}:${index + 1}`));

function exportedNames(text: string): string[] {
  const declarations =
    /^export (?:default )?(?:async )?(?:abstract )?(?:class|function\*?|const|let|interface|type|enum) (\w+)/gm;
  return [...text.matchAll(declarations)].map((match) => match[1]!);
}

function schemaNames(): [coordinate: string, name: string][] {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type): [string, string][] => {
      const { name } = type;
      if (isEnumType(type)) return [[name, name], ...type.getValues().map(memberOf(name))];
      if (isInputObjectType(type))
        return [[name, name], ...Object.values(type.getFields()).map(memberOf(name))];
      if (!isObjectType(type) && !isInterfaceType(type)) return [[name, name]];
      const fields = Object.values(type.getFields());
      const args = fields.flatMap((field) => field.args.map(memberOf(`${name}.${field.name}`)));
      return [[name, name], ...fields.map(memberOf(name)), ...args];
    });
}

const memberOf =
  (parent: string) =>
  ({ name }: { name: string }): [string, string] => [`${parent}.${name}`, name];

describe('the vocabulary', () => {
  it('has no retired term in a file name', () => {
    expect(checked.flatMap((path) => wrongIn(path, retiredNames, path))).toEqual([]);
  });

  it('has no retired term in an exported identifier', () => {
    const sources = checked.filter((path) => /\.tsx?$/.test(path));
    const wrong = sources.flatMap((path) =>
      exportedNames(readFileSync(path, 'utf8')).flatMap((name) =>
        wrongIn(kebab(name), retiredNames, `${path}: ${name}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has no retired term among types, fields, arguments and enum values of the schema', () => {
    const names = schemaNames();
    expect(names.length).toBeGreaterThan(500);
    const wrong = names.flatMap(([coordinate, name]) => [
      ...wrongIn(kebab(name), retiredNames, coordinate),
      ...wrongIn(name, retiredSchemaNames, coordinate),
    ]);
    expect(wrong).toEqual([]);
  });

  it('has no retired phrase in code, comments, messages, schema or documents', () => {
    expect(checked.filter(isText).flatMap((path) => wrongPhrases(path))).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const isNeeded = (exception: Exception) =>
      files
        .filter((path) => exception.path.test(path) && isText(path))
        .some(
          (path) =>
            wrongPhrases(path, (_path, line) => (exception.text ? onlyText(exception.text, line) : line))
              .length > 0,
        );
    expect(exceptions.filter((each) => !isNeeded(each)).map(({ path }) => path.source)).toEqual([]);
  });
});

const onlyText = (text: string, line: string): string => (line.includes(text) ? text : '');
