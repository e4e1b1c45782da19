import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, validateExecutionArgs } from 'graphql';
import { expect, it } from 'vitest';
import { Executor } from '../../../src/execution/executor.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const answer = Promise.withResolvers<string>();
const fields = { slow: { type: GraphQLString, resolve: () => answer.promise } };
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });

function execute(timeoutMs: number) {
  const scheduler = new FakeScheduler();
  const durations: number[] = [];
  const executor = new Executor({
    maskError: (error) => error as never,
    observers: [(_operation, _result, durationMs) => durations.push(durationMs)],
    timeSlices: { yield: () => undefined } as never,
    compiled: null,
    scheduler,
    timeoutMs,
  });
  const validated = validateExecutionArgs({ schema, document: parse('{ slow }') });
  return {
    scheduler,
    durations,
    result: executor.execute({ validated } as never, { key: 'a', isPublic: true }),
  };
}

it('ends an operation after the time limit, with the time that it took, and not before', async () => {
  const { scheduler, durations, result } = execute(10_000);
  await scheduler.advance(9_999);
  expect(durations).toEqual([]);
  await scheduler.advance(1);
  const { errors } = await result;
  expect(errors?.[0]?.originalError?.message).toBe('timeout exceeded: 10000 ms');
  expect(durations).toEqual([10_000]);
});

it('leaves no timer behind an operation that ends in time', async () => {
  const { scheduler, result } = execute(10_000);
  await scheduler.advance(1);
  expect(scheduler.pendingTimers).toBe(1);
  answer.resolve('done');
  expect(await result).toEqual({ data: { slow: 'done' } });
  expect(scheduler.pendingTimers).toBe(0);
});
