/**
 * Writes operations.ts: the documents of the pages, each with the types of its data and variables, from schema.graphql
 * and the .graphql files here. `npm run operations`; a test compares what is written with what would be.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql';

const folder = import.meta.dirname;
export const operationsFile = join(folder, 'operations.ts');

const scalars = {
  CountryCode: 'string',
  CurrencyCode: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  LanguageTag: 'string',
  TimeZone: 'string',
};

export async function printOperations(): Promise<string> {
  const schema = buildSchema(readFileSync(join(folder, '../../schema.graphql'), 'utf8'));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path) => ({ location: path, document: parse(readFileSync(join(folder, path), 'utf8')) }));
  const whole: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: files.flatMap(({ document }) => document.definitions),
  };
  const errors = validate(schema, whole);
  if (errors.length > 0) throw new Error(errors.join('\n\n'));
  const types = await codegen({
    filename: operationsFile,
    schema: parse(readFileSync(join(folder, '../../schema.graphql'), 'utf8')),
    schemaAst: schema,
    documents: files,
    config: {},
    plugins: [
      {
        operations: {
          scalars,
          enumType: 'string-literal',
          immutableTypes: true,
          useTypeImports: true,
          dedupeFragments: true,
          inlineFragmentTypes: 'combine',
        },
      },
    ],
    pluginMap: { operations: typescriptOperations },
  });
  return [
    '// Written by `npm run operations`. Not edited by hand.',
    types.trim(),
    `/** A document with the types of what it is given and what it answers. */
export interface TypedOperation<Data, Variables> {
  query: string;
  operationName: string;
  /** Carries the types; never there. */
  types?: (variables: Variables) => Data;
}`,
    ...operationsOf(whole).map((operation) => printOperation(whole, operation)),
    '',
  ].join('\n\n');
}

function operationsOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
}

function printOperation(whole: DocumentNode, operation: OperationDefinitionNode): string {
  const name = operation.name!.value;
  const type = `${name}${operation.operation[0]!.toUpperCase()}${operation.operation.slice(1)}`;
  const needed = [operation, ...fragmentsOf(whole, operation)];
  const text = stripIgnoredCharacters(needed.map(print).join('\n'));
  return `export const ${name}: TypedOperation<${type}, ${type}Variables> = {
  operationName: '${name}',
  query: '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}',
};`;
}

function fragmentsOf(
  whole: DocumentNode,
  operation: OperationDefinitionNode,
): Iterable<FragmentDefinitionNode> {
  const found = new Set<FragmentDefinitionNode>();
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = whole.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
        ) as FragmentDefinitionNode;
        if (found.has(fragment)) return;
        found.add(fragment);
        look(fragment);
      },
    });
  };
  look(operation);
  return found;
}

if (import.meta.main) writeFileSync(operationsFile, await printOperations());
