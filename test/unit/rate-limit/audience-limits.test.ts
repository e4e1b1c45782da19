import { expect, it } from 'vitest';
import { AudienceLimits } from '../../../src/rate-limit/audience-limits.ts';

const keys = (count: number, prefix = 'audience') =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

it('lets an address join 100 audiences, and each of them any number of times', () => {
  const limits = new AudienceLimits();
  for (const key of keys(100)) expect(limits.join('a', key)).toBe(true);
  expect(limits.join('a', 'one more')).toBe(false);
  expect(limits.join('a', 'audience 0')).toBe(true);
  expect(limits.join('b', 'one more')).toBe(true);
  expect(limits.rejected).toBe(1);
});

it('frees an audience when its last subscription has left', () => {
  const limits = new AudienceLimits();
  for (const key of keys(100)) limits.join('a', key);
  limits.join('a', 'audience 0');
  limits.leave('a', 'audience 0');
  expect(limits.join('a', 'one more')).toBe(false);
  limits.leave('a', 'audience 0');
  expect(limits.join('a', 'one more')).toBe(true);
  for (const key of [...keys(100).slice(1), 'one more']) limits.leave('a', key);
  expect(limits.size).toBe(0);
  limits.leave('a', 'never joined');
  expect([limits.size, limits.addresses]).toEqual([0, 0]);
});

it('limits the audiences of all addresses together, and still lets existing ones be joined', () => {
  const limits = new AudienceLimits();
  for (let address = 0; address < 10; address++)
    for (const key of keys(100, `of ${address}`)) expect(limits.join(`address ${address}`, key)).toBe(true);
  expect(limits.size).toBe(1_000);
  expect(limits.join('another', 'new')).toBe(false);
  expect(limits.join('another', 'of 3 7')).toBe(true);
});

it('keeps an audience while another address is in it', () => {
  const limits = new AudienceLimits();
  for (const address of ['a', 'b', 'c']) limits.join(address, 'shared');
  limits.leave('a', 'shared');
  expect(limits.size).toBe(1);
  limits.leave('b', 'shared');
  expect(limits.size).toBe(1);
  limits.leave('c', 'shared');
  expect(limits.size).toBe(0);
});

it('keeps nothing of a thousand addresses that have come and gone, or were rejected', () => {
  const limits = new AudienceLimits();
  for (let address = 0; address < 1_000; address++) {
    limits.join(`address ${address}`, `audience ${address}`);
    expect(limits.addresses).toBe(address + 1);
  }
  expect(limits.join('refused', 'one more')).toBe(false);
  expect(limits.addresses).toBe(1_000);
  for (let address = 0; address < 1_000; address++) limits.leave(`address ${address}`, `audience ${address}`);
  expect([limits.size, limits.addresses]).toEqual([0, 0]);
});
