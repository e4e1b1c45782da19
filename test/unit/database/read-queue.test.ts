import { beforeEach, describe, expect, it } from 'vitest';
import { type Reader, ReadQueue } from '../../../src/database/read-queue.ts';
import { ReadsOverloaded } from '../../../src/database/reads-overloaded.ts';

let nowMs: number;
let reader: Reader | null;
beforeEach(() => {
  nowMs = 0;
  reader = null;
});

const settled = async () => {
  for (let round = 0; round < 10; round++) await Promise.resolve();
};

/** A queue whose statements end when the test says so. */
function open(maxRunning: number) {
  const queue = new ReadQueue({ maxRunning, currentReader: () => reader, monotonicMs: () => nowMs });
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const rejected: string[] = [];
  const read = (name: string, by: Reader | null = null) => {
    reader = by;
    const work = () => {
      started.push(name);
      return new Promise<void>((resolve, reject) => {
        ends.set(name, (error) => (error ? reject(error) : resolve()));
      });
    };
    return queue.run(work).catch((error: unknown) => {
      expect(error).toBeInstanceOf(ReadsOverloaded);
      rejected.push(name);
    });
  };
  const end = async (name: string) => {
    ends.get(name)!();
    await settled();
  };
  return { queue, started, rejected, read, end, ends };
}

const guest = (key: string): Reader => ({ key, isPublic: true });
const holder = (key: string): Reader => ({ key, isPublic: false });

describe('reads', () => {
  it('run at the same time while connections are free, and then one after another', async () => {
    const { started, read, end, queue } = open(2);
    for (const name of ['a', 'b', 'c', 'd']) void read(name);
    await settled();
    expect(started).toEqual(['a', 'b']);
    expect(queue.waiting).toBe(2);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await end('d');
    void read('e');
    void read('f');
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('are served round-robin by caller: many statements of one delay the others by one each', async () => {
    const { started, read, end } = open(1);
    for (const name of ['x1', 'x2', 'x3', 'x4']) void read(name, guest('x'));
    void read('y1', guest('y'));
    void read('z1', guest('z'));
    void read('y2', guest('y'));
    for (const name of ['x1', 'x2', 'y1', 'z1', 'x3', 'y2']) await end(name);
    expect(started).toEqual(['x1', 'x2', 'y1', 'z1', 'x3', 'y2', 'x4']);
  });

  it('with a token come before public ones', async () => {
    const { started, read, end } = open(1);
    void read('public 1', guest('x'));
    void read('public 2', guest('x'));
    void read('token', holder('t'));
    void read('server');
    for (const name of ['public 1', 'token', 'server']) await end(name);
    expect(started).toEqual(['public 1', 'token', 'server', 'public 2']);
  });

  it('are rejected when they have waited too long, public ones first', async () => {
    const { started, rejected, read, end, queue } = open(1);
    void read('first', guest('x'));
    void read('late public', guest('y'));
    void read('token', holder('t'));
    nowMs = 2_001;
    void read('new public', guest('z'));
    queue.rejectExpired();
    await settled();
    expect(rejected).toEqual(['late public']);
    await end('first');
    await end('token');
    expect(started).toEqual(['first', 'token', 'new public']);
    expect(rejected).toEqual(['late public']);
    void read('token 2', holder('t'));
    nowMs += 4_001;
    queue.rejectExpired();
    await end('new public');
    expect(rejected).toEqual(['late public', 'token 2']);
    expect(queue.rejected).toEqual({ public: 1, token: 1 });
    expect(queue.waiting).toBe(0);
    void read('afterwards');
    expect(started.at(-1)).toBe('afterwards');
  });

  it('are rejected when too many wait, which leaves room for callers with a token', async () => {
    const { rejected, read } = open(1);
    void read('first');
    for (let count = 0; count < 2_001; count++) void read(`public ${count}`, guest('x'));
    for (let count = 0; count < 4_001; count++) void read(`token ${count}`, holder('t'));
    await settled();
    expect(rejected).toEqual(['public 2000', 'token 4000']);
  });

  it('that fail free their connection', async () => {
    const { queue, started, read } = open(1);
    const failing = queue.run(() => Promise.reject(new Error('broken')));
    void read('next');
    await expect(failing).rejects.toThrow('broken');
    await settled();
    expect(started).toEqual(['next']);
  });
});
