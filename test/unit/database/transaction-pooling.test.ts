import pg from 'pg';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { transactionPoolingClient } from '../../../src/database/transaction-pooling.ts';

const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED; SELECT set';
let driver: MockInstance;
let answer: (text: string) => unknown;
beforeEach(() => {
  answer = (text) => ({ command: text.split(' ')[0], rows: [text] });
  driver = vi
    .spyOn(pg.Client.prototype, 'query')
    .mockImplementation((async (query: { text: string } | string) =>
      answer(typeof query === 'string' ? query : query.text)) as never);
});
afterEach(() => {
  driver.mockRestore();
});

const sent = () => driver.mock.calls.map(([query]) => (typeof query === 'string' ? query : query.text));
const open = () => new (transactionPoolingClient('SELECT set'))();

it('puts a statement into a transaction that sets the parameters first, without waiting for answers', async () => {
  const result = open().query('SELECT 1');
  expect(sent()).toEqual([begin, 'SELECT 1', 'COMMIT']);
  expect((await result).rows).toEqual(['SELECT 1']);
});

it('sets the parameters once in a transaction of the caller', async () => {
  const client = open();
  for (const text of ['BEGIN', 'SELECT 1', 'SAVEPOINT a', 'ROLLBACK TO a', 'SELECT 2', 'COMMIT', 'SELECT 3'])
    await client.query(text);
  expect(sent()).toEqual([
    begin,
    'SELECT 1',
    'SAVEPOINT a',
    'ROLLBACK TO a',
    'SELECT 2',
    'COMMIT',
    begin,
    'SELECT 3',
    'COMMIT',
  ]);
});

it('gives no statement a name', async () => {
  await open().query({ name: 'own', text: 'SELECT $1', values: [1] });
  expect(driver.mock.calls[1]![0]).toEqual({ name: undefined, text: 'SELECT $1', values: [1] });
});

it('fails with the error of the first part that failed', async () => {
  answer = (text) => {
    if (text === 'SELECT 1/0') throw new Error('division by zero');
    return { command: text === 'COMMIT' ? 'ROLLBACK' : text };
  };
  await expect(open().query('SELECT 1/0')).rejects.toThrow('division by zero');
});

it('fails if COMMIT fails or rolls back, so that no write is taken for done', async () => {
  answer = (text) => ({ command: text === 'COMMIT' ? 'ROLLBACK' : text });
  await expect(open().query('INSERT')).rejects.toThrow('ended by ROLLBACK');
  answer = (text) => {
    if (text === 'COMMIT') throw new Error('lost');
    return { command: text };
  };
  await expect(open().query('INSERT')).rejects.toThrow('lost');
});

it('calls back after COMMIT, as the pool expects', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown[]>();
  open().query('SELECT $1', [1], (...results: unknown[]) => resolve(results));
  expect(await promise).toEqual([undefined, { command: 'SELECT', rows: ['SELECT $1'] }]);
  expect(sent()).toEqual([begin, 'SELECT $1', 'COMMIT']);
});
