import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  type PrismaFallback,
  prismaFallbackChannel,
} from '../../src/database/row-reader/prisma-fallbacks.ts';

/** A read that the row reader leaves to Prisma's own engine is slow in production: no test may cause one. */
const fallbacks: PrismaFallback[] = [];
const note = (message: unknown) => void fallbacks.push(message as PrismaFallback);

beforeAll(() => subscribe(prismaFallbackChannel, note));

afterAll(() => {
  unsubscribe(prismaFallbackChannel, note);
  const described = fallbacks.map(
    ({ model, reason, query }) => `${model}: ${reason} in ${JSON.stringify(query)}`,
  );
  expect(described, 'reads by Prisma’s own engine').toEqual([]);
});
