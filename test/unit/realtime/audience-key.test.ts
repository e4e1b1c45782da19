import { buildSchema, parse, type ValidatedExecutionArgs, validateExecutionArgs } from 'graphql';
import { expect, it } from 'vitest';
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import type { PreparedOperation } from '../../../src/execution/executor.ts';
import { AudienceKeys } from '../../../src/realtime/audience-key.ts';
import { schema as pavilion } from '../../../src/schema.ts';
import { Languages } from '../../../src/text/localized-text.ts';

const schema = buildSchema(`
  type Query { version: String }
  type Subscription { announcements(exhibition: ID!, after: String, last: Int): Announcement }
  type Announcement { sequence: Int deals(after: String): Int title(language: String = "zh"): String }`);

const keys = new AudienceKeys();
const follow = (selection: string, variables = '$exhibition: ID!, $after: String') =>
  `subscription S(${variables}) { announcements(exhibition: $exhibition, after: $after) { ${selection} } }`;
const standard = follow('sequence');
const fair = { exhibition: 'fair' };

function keyOf({
  query = standard,
  variables = fair as Record<string, unknown>,
  languages = 'zh',
  identity = publicIdentity,
  operationName = 'S',
}: {
  query?: string;
  variables?: Record<string, unknown>;
  languages?: string;
  identity?: Identity;
  operationName?: string;
} = {}): string {
  const document = parse(query);
  const validated = validateExecutionArgs({
    schema,
    document,
    variableValues: variables,
    operationName,
  }) as ValidatedExecutionArgs;
  expect(validated).toHaveProperty('schema');
  const operation = { schema, document, operationName, validated, contextValue: { identity } };
  return keys.keyOf(operation as unknown as PreparedOperation, new Languages(languages));
}

const screen = (...exhibitions: string[]): Identity => ({
  ...publicIdentity,
  role: 'SCREEN',
  scope: { exhibitions, series: [] },
});

it.each([
  ['the same again', {}],
  ['another position', { variables: { ...fair, after: 'a cursor' } }],
  ['a position that is written out', { query: standard.replace('$after)', '"a cursor")') }],
  ['an undeclared variable', { variables: { ...fair, unknown: 1 } }],
  ['other spaces', { query: standard.replaceAll(' ', '  ') }],
  ['another person with the same rights', { identity: { ...publicIdentity, subject: 'x', tokenId: 'y' } }],
])('one audience has the same operation with %s', (_what, other) => {
  expect(keyOf(other)).toBe(keyOf());
});

it.each([
  ['another exhibition', { variables: { exhibition: 'other' } }],
  ['another selection', { query: follow('sequence deals') }],
  ['another language', { languages: 'ko' }],
  ['other rights', { identity: screen('fair') }],
])('another audience has an operation with %s', (_what, other) => {
  expect(keyOf(other)).not.toBe(keyOf());
});

it('the order of variables makes no other audience, and their values do', () => {
  const query = follow('title(language: $language)', '$exhibition: ID!, $language: String, $after: String');
  const one = keyOf({ query, variables: { exhibition: 'fair', language: 'ko' } });
  expect(keyOf({ query, variables: { language: 'ko', exhibition: 'fair' } })).toBe(one);
  expect(keyOf({ query, variables: { language: 'en', exhibition: 'fair' } })).not.toBe(one);
});

it('a default value and the same value sent are one audience', () => {
  const query = follow(
    'title(language: $language)',
    '$exhibition: ID!, $language: String = "ko", $after: String',
  );
  expect(keyOf({ query, variables: { ...fair, language: 'ko' } })).toBe(keyOf({ query }));
});

it.each([
  ['a fragment', 'subscription S($exhibition: ID!) { ...F } fragment F on Subscription { ANNOUNCEMENTS }'],
  ['an inline fragment', 'subscription S($exhibition: ID!) { ... on Subscription { ANNOUNCEMENTS } }'],
])('the position does not matter in %s either', (_where, document) => {
  const at = (position: string) =>
    keyOf({
      query: document.replace(
        'ANNOUNCEMENTS',
        `announcements(exhibition: $exhibition, ${position}) { sequence }`,
      ),
    });
  expect(at('after: "a"')).toBe(at('last: 3'));
});

it('is live if it selects what is not part of an announcement', () => {
  const isLive = (selection: string) =>
    keys.isLive({
      schema: pavilion,
      document: parse(`subscription { announcements(exhibition: "fair") { ${selection} } }`),
    } as unknown as PreparedOperation);
  expect(isLive('exhibition { name }')).toBe(true);
  expect(isLive('sequence')).toBe(false);
});

it('a field deeper in the operation keeps its argument "after"', () => {
  const query = follow('deals(after: $after)');
  const at = (after: string) => keyOf({ query, variables: { ...fair, after } });
  expect(at('a')).not.toBe(at('b'));
  expect(keyOf({ query: follow('deals(after: "a")') })).not.toBe(
    keyOf({ query: follow('deals(after: "b")') }),
  );
});

it('screens of other exhibitions are another audience, whatever the order of their exhibitions', () => {
  const one = keyOf({ identity: screen('fair', 'other') });
  expect(keyOf({ identity: screen('other', 'fair') })).toBe(one);
  expect(keyOf({ identity: screen('fair') })).not.toBe(one);
  expect(keyOf({ identity: { ...screen('fair', 'other'), role: 'OPERATOR' } })).not.toBe(one);
});
