import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

it.each([
  [{ REGISTERED_OPERATIONS: 'operations' }, 'REGISTERED_OPERATIONS is renamed: set PERSISTED_DOCUMENTS'],
  [
    { PUBLIC_OPERATIONS: 'registered' },
    'PUBLIC_OPERATIONS=registered is renamed: set PUBLIC_OPERATIONS=persisted',
  ],
])('a setting of 0.1 is answered with one line that has its new name: %o', (environment, line) => {
  expect(() => readConfig(environment)).toThrow(new RegExp(`^The environment is invalid:\n  ${line}$`));
});

it('an empty setting is the same as none', () => {
  expect(readConfig({ PORT: '', METRICS_PORT: '', ALLOWED_ORIGINS: '' })).toEqual(readConfig({}));
});

it('all problems are reported together', () => {
  expect(() => readConfig({ PORT: '70000', PUBLIC_OPERATIONS: 'persisted', TRUST_PROXY: 'yes' })).toThrow(
    /PORT must be .*\n.*TRUST_PROXY .*\n.*PERSISTED_DOCUMENTS is required/s,
  );
});
