import { describe, expect, it } from 'vitest';
import { checkParams } from '../../../src/execution/params.ts';
import { sha256 } from '../../../src/execution/persisted-documents.ts';
import type { RequestErrors } from '../../../src/execution/request-errors.ts';

const hash = sha256('{ viewer { role } }');
const messageOf = (extensions: unknown, others = {}) => {
  try {
    return checkParams({ query: '{ a }', extensions, ...others });
  } catch (error) {
    return (error as RequestErrors).errors.map((each) => (each as Error).message).join();
  }
};

describe('automatic persisted queries', () => {
  it.each([
    ['another version', { version: 2, sha256Hash: hash }, 'version must be 1.'],
    ['a version as text', { version: '1', sha256Hash: hash }, 'version must be 1.'],
    ['no version', { sha256Hash: hash }, 'version must be 1.'],
    ['a hash that is a number', { version: 1, sha256Hash: 5 }, 'sha256Hash must be a SHA-256'],
    ['no hash', { version: 1 }, 'sha256Hash must be a SHA-256'],
    ['a hash that is too short', { version: 1, sha256Hash: 'abc' }, 'sha256Hash must be a SHA-256'],
    ['a list', [], 'persistedQuery must be an object.'],
    ['text', 'x', 'persistedQuery must be an object.'],
  ])('with %s are refused by name', (_what, persistedQuery, message) => {
    expect(messageOf({ persistedQuery })).toContain(
      `extensions.persistedQuery${message.startsWith('persisted') ? '' : '.'}${message.replace('persistedQuery', '')}`,
    );
  });

  it('of version 1 have their hash, in any case', () => {
    const sent = { persistedQuery: { version: 1, sha256Hash: hash.toUpperCase() } };
    expect(messageOf(sent, { query: '' })).toMatchObject({
      hash: hash.toUpperCase(),
      automaticHash: hash.toUpperCase(),
    });
    expect(messageOf(sent)).toMatchObject({ hash: null, automaticHash: hash.toUpperCase() });
  });

  it.each([null, undefined])('are absent with %s', (persistedQuery) => {
    expect(messageOf({ persistedQuery })).toMatchObject({ automaticHash: null });
  });
});

it('refuses a documentId that is not a string', () => {
  expect(messageOf(null, { documentId: 5 })).toBe('documentId must be a string.');
  expect(messageOf(null, { documentId: null })).toMatchObject({ hash: null });
});

it.each([
  ['lists', (value: unknown) => [value]],
  ['objects', (value: unknown) => ({ value })],
])('accepts variables of 32 levels of %s, and none deeper', (_what, around) => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : around(nested(levels - 1)));
  expect(messageOf(null, { variables: { a: nested(31) } })).toMatchObject({ hash: null });
  expect(messageOf(null, { variables: { a: 1, b: nested(32) } })).toBe(
    'variables are nested more than 32 levels deep.',
  );
});
