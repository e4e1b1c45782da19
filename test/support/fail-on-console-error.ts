import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';

/** An unexpected console.error is an unnoticed failure. */
let spy: MockInstance<typeof console.error>;

beforeEach(() => {
  spy = vi.spyOn(console, 'error');
});

afterEach(() => {
  const calls = spy.mock.calls.map((call) => call.join(' '));
  spy.mockRestore();
  expect(calls, 'console.error').toEqual([]);
});
