import { describe, expect, it } from 'vitest';
import { CallerQueues } from '../../../src/database/caller-queues.ts';

function filled(tokens: number, publicCallers: number) {
  const queues = new CallerQueues<string>();
  for (let index = 0; index < publicCallers; index++) queues.of(true).add(`address ${index}`, 'public');
  for (let index = 0; index < tokens; index++) queues.of(false).add(`token ${index % 3}`, 'token');
  return queues;
}
const takeAll = (queues: CallerQueues<string>) => {
  const taken: string[] = [];
  for (let next = queues.take(); next !== null; next = queues.take()) taken.push(next);
  return taken;
};

describe('callers that wait', () => {
  it('with a token come first, and none is forgotten', () => {
    const queues = filled(3, 2);
    expect(queues.size).toBe(5);
    expect(takeAll(queues)).toEqual(['token', 'token', 'token', 'public', 'public']);
    expect(queues.size).toBe(0);
    expect(queues.take()).toBeNull();
  });

  it('without a token have one of sixteen turns, however many have one', () => {
    const taken = takeAll(filled(100, 100)).slice(0, 64);
    const turns = taken.flatMap((each, index) => (each === 'public' ? [index] : []));
    expect(turns).toEqual([15, 31, 47, 63]);
  });

  it('without a token have their next turn only after they began to wait', () => {
    const queues = filled(100, 0);
    for (let count = 0; count < 30; count++) expect(queues.take()).toBe('token');
    queues.of(true).add('address', 'public');
    const taken = takeAll(queues);
    expect(taken.indexOf('public')).toBe(15);
  });

  it('leave when they have expired, the others in their order', () => {
    const queues = new CallerQueues<string>();
    for (const waiting of ['old 1', 'old 2', 'new 1']) queues.of(true).add('flood', waiting);
    queues.of(true).add('visitor', 'new 2');
    queues.of(false).add('token', 'old 3');
    expect(queues.takeExpired((waiting) => waiting.startsWith('old'))).toEqual(['old 3', 'old 1', 'old 2']);
    expect(queues.size).toBe(2);
    expect(takeAll(queues)).toEqual(['new 1', 'new 2']);
    expect(queues.takeExpired(() => true)).toEqual([]);
  });

  it('all leave if all have expired', () => {
    const queues = filled(2, 2);
    expect(queues.takeExpired(() => true)).toHaveLength(4);
    expect(queues.size).toBe(0);
    expect(queues.take()).toBeNull();
  });
});
