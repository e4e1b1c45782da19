import { execFileSync } from 'node:child_process';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { schema } from '../../src/schema.ts';

const { version } = packageJson;
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

/** The file as the newest landed commit has it; null before the first. */
function landed(file: string): string | null {
  for (const revision of ['origin/main', 'HEAD']) {
    try {
      return execFileSync('git', ['show', `${revision}:${file}`], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      // No such revision, or no such file in it.
    }
  }
  return null;
}

/** In 0.x a new minor version may break clients; from 1.0 on only a new major version may. */
function mayBreak(before: string, now: string): boolean {
  const [majorBefore, minorBefore] = before.split('.');
  const [major, minor] = now.split('.');
  return major !== majorBefore || (major === '0' && minor !== minorBefore);
}

describe('the schema', () => {
  it('is the one in schema.graphql (npx vitest run test/contract/schema.test.ts -u writes it)', async () => {
    await expect(printed).toMatchFileSnapshot('../../schema.graphql');
  });

  it('has no breaking change to the released schema, unless the version allows it', async () => {
    const before = landed('schema.graphql');
    const manifest = landed('package.json');
    if (before === null || manifest === null) return;
    const changes = await diff(buildSchema(before), buildSchema(printed));
    const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
    const isNewVersion = mayBreak((JSON.parse(manifest) as { version: string }).version, version);
    expect(isNewVersion ? [] : breaking.map((change) => change.message)).toEqual([]);
  });

  it('has nullable mutation fields only, so that one failed field keeps the results of its siblings', () => {
    const nonNull = Object.values(schema.getMutationType()!.getFields()).filter(({ type }) =>
      isNonNullType(type),
    );
    expect(nonNull.map((field) => field.name)).toEqual([]);
  });

  it('describes every mutation and the roles that may call it', () => {
    const silent = Object.values(schema.getMutationType()!.getFields()).filter(
      (field) => !/Requires an (operator|organizer)/.test(field.description ?? ''),
    );
    expect(silent.map((field) => field.name)).toEqual([]);
  });

  it('names a replacement and a date beside every deprecation', () => {
    const reasons = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map((value) => value.deprecationReason);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        return Object.values(type.getFields()).map((field) => field.deprecationReason);
      }
      return [];
    });
    for (const reason of reasons.filter((each) => each != null)) {
      expect(reason).toMatch(/Use .+\. Until \d{4}-\d{2}-\d{2}\.$/);
    }
  });
});
