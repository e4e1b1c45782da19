import { expect, it } from 'vitest';
import { dealOrder } from '../../../src/programme/deals/deal-filter.ts';

it('puts the newest deal first, unless another order is given', () => {
  for (const order of [null, undefined])
    expect(dealOrder(order)).toMatchObject({ type: 'timestamptz', descending: true });
});

it.each(['AMOUNT', 'LATEST'] as const)('orders by %s in the direction that is given', (field) => {
  expect(dealOrder({ field, direction: 'ASC' } as never).descending).toBe(false);
  expect(dealOrder({ field, direction: 'DESC' } as never).descending).toBe(true);
});

it('names each order differently, so that cursors of other orders are rejected', () => {
  const orders = [
    null,
    ...(['AMOUNT', 'LATEST'] as const).flatMap((field) => [
      { field, direction: 'ASC' as const },
      { field, direction: 'DESC' as const },
    ]),
  ];
  const names = orders.map((order) => dealOrder(order as never).name);
  expect(new Set(names.slice(1)).size).toBe(4);
});
