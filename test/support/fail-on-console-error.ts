import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';

/** What nobody expected on the console is a failure nobody looked at. */
let spy: MockInstance<typeof console.error>;

beforeEach(() => {
  spy = vi.spyOn(console, 'error');
});

afterEach(() => {
  const calls = spy.mock.calls.map((call) => call.join(' '));
  spy.mockRestore();
  expect(calls, 'console.error').toEqual([]);
});
