import pg from 'pg';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { maxStatementBytes, PreparingClient } from '../../../src/database/prepared-statements.ts';

interface Sent {
  text: string;
  name?: string;
}

let driver: MockInstance;
beforeEach(() => {
  driver = vi.spyOn(pg.Client.prototype, 'query').mockImplementation((() => Promise.resolve()) as never);
});
afterEach(() => {
  driver.mockRestore();
});

const sent = () => driver.mock.calls.map(([query]) => query as Sent | string);
const send = (client: PreparingClient, text: string) => {
  client.query({ text, values: [1] } as never);
  return (sent().at(-1) as Sent).name;
};
/** A different statement each time, of about a hundredth of the limit. */
const large = (number: number) => `SELECT ${number} ${'x'.repeat(maxStatementBytes / 100)}`;

it('names equal statements alike and different ones differently', () => {
  const client = new PreparingClient();
  const names = ['SELECT 1', 'SELECT 2', 'SELECT 1'].map((text) => send(client, text));
  expect(names[0]).toBe(names[2]);
  expect(names[0]).not.toBe(names[1]);
});

it('leaves transaction commands and statements with a name of their own as they are', () => {
  const client = new PreparingClient();
  client.query('BEGIN' as never);
  const named = { name: 'own', text: 'SELECT 1', values: [] };
  client.query(named as never);
  expect(sent()).toEqual(['BEGIN', named]);
});

it('deallocates the least recently used statements, in Postgres and in the driver', () => {
  const client = new PreparingClient();
  const { connection } = client as unknown as { connection: { parsedStatements: Record<string, string> } };
  const first = send(client, 'SELECT often')!;
  const names = Array.from({ length: 150 }, (_, number) => {
    send(client, 'SELECT often');
    const name = send(client, large(number))!;
    connection.parsedStatements[name] = 'parsed';
    return name;
  });
  driver.mockClear();
  client.deallocateEvicted();
  const [deallocated, ...others] = sent() as string[];
  expect(others).toEqual([]);
  expect(deallocated).toContain(`DEALLOCATE "${names[0]}"`);
  expect(deallocated).not.toContain(names.at(-1));
  expect(deallocated).not.toContain(first);
  const kept = Object.keys(connection.parsedStatements);
  expect(kept.length).toBeLessThan(100);
  expect(kept).toContain(names.at(-1));
  expect(kept).not.toContain(names[0]);
});

it('deallocates a statement once, and none that is in use again', () => {
  const client = new PreparingClient();
  const name = send(client, large(0));
  for (let number = 1; number < 120; number++) send(client, large(number));
  expect(send(client, large(0))).toBe(name);
  driver.mockClear();
  client.deallocateEvicted();
  client.deallocateEvicted();
  expect(driver).toHaveBeenCalledTimes(1);
  expect(sent()[0]).not.toContain(name);
});

it('does not prepare a statement beyond the limit', () => {
  const client = new PreparingClient();
  expect(send(client, 'x'.repeat(maxStatementBytes))).toBeUndefined();
});
