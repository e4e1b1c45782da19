/** What logs and metrics call the outcome of a mutation. */
import { execute, parse } from 'graphql';
import { expect, it } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { Answering, type Context } from '../../../src/graphql/context.ts';
import { schema } from '../../../src/schema.ts';

async function outcomesOf(text: string, { role = 'PUBLIC' }: { role?: 'PUBLIC' | 'ORGANIZER' } = {}) {
  const answering = new Answering();
  const contextValue = { identity: { ...publicIdentity, role }, answering } as Context;
  await execute({ schema, document: parse(text), contextValue });
  return answering.mutations;
}

const sign = (selection: string) =>
  `mutation { signDeal(input: { deal: "x", idempotencyKey: "12345678" }) { ${selection} } }`;

it('is the type of the error, whatever the client calls __typename', async () => {
  const expected = [{ mutation: 'signDeal', outcome: 'Unauthenticated', announced: null }];
  expect(await outcomesOf(sign('... on UserError { __typename: message }'))).toEqual(expected);
  expect(await outcomesOf(sign('__typename'))).toEqual(expected);
});

it('is known where the client asks for no type at all, and behind a fragment', async () => {
  const selection = '... on UserError { message }';
  const expected = [{ mutation: 'signDeal', outcome: 'InvalidInput', announced: null }];
  expect(await outcomesOf(sign(selection), { role: 'ORGANIZER' })).toEqual(expected);
  const behindFragment = `mutation { ...F } fragment F on Mutation { again: ${sign(selection).slice(11, -2)} }`;
  expect(await outcomesOf(behindFragment, { role: 'ORGANIZER' })).toEqual(expected);
});
