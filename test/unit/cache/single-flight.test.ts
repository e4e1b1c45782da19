import { expect, it, vi } from 'vitest';
import { FreshRead } from '../../../src/cache/fresh-read.ts';
import { SingleFlight } from '../../../src/cache/single-flight.ts';

it('SingleFlight shares one call among concurrent requests for a key, and calls again afterwards', async () => {
  const flights = new SingleFlight<string, number>();
  let calls = 0;
  const call = async () => ++calls;
  expect(await Promise.all([flights.run('a', call), flights.run('a', call)])).toEqual([1, 1]);
  expect(await flights.run('a', call)).toBe(2);
});

it('SingleFlight keeps keys apart', async () => {
  const flights = new SingleFlight<string, string>();
  expect(
    await Promise.all([flights.run('a', async () => 'of a'), flights.run('b', async () => 'of b')]),
  ).toEqual(['of a', 'of b']);
});

it('SingleFlight stores no failure', async () => {
  const flights = new SingleFlight<string, string>();
  const failing = () => Promise.reject(new Error('away'));
  const both = [flights.run('a', failing), flights.run('a', failing)];
  for (const each of both) await expect(each).rejects.toThrow('away');
  expect(await flights.run('a', async () => 'back')).toBe('back');
});

it('SingleFlight does not share a call that began before forget()', async () => {
  const flights = new SingleFlight<string, string>();
  const old = Promise.withResolvers<string>();
  const first = flights.run('a', () => old.promise);
  flights.forget();
  const second = flights.run('a', async () => 'new');
  old.resolve('old');
  expect(await Promise.all([first, second])).toEqual(['old', 'new']);
});

it('FreshRead never returns a read that began before the request', async () => {
  const first = Promise.withResolvers<number>();
  const load = vi.fn<() => Promise<number>>().mockReturnValueOnce(first.promise).mockResolvedValue(2);
  const fresh = new FreshRead(load);
  const before = fresh.read();
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce());
  const during = [fresh.read(), fresh.read(), fresh.read()];
  first.resolve(1);
  expect(await before).toBe(1);
  expect(await Promise.all(during)).toEqual([2, 2, 2]);
  expect(load).toHaveBeenCalledTimes(2);
});

it('FreshRead reads again after a failure', async () => {
  const load = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue(7);
  const fresh = new FreshRead(load);
  const failed = fresh.read();
  await expect(failed).rejects.toThrow('away');
  expect(await fresh.read()).toBe(7);
});
