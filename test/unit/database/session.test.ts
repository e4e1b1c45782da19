import { describe, expect, it } from 'vitest';
import {
  findProblem,
  type Session,
  type SessionState,
  sessionParameters,
  setParametersSql,
} from '../../../src/database/session.ts';

const timeouts = { statementTimeoutMs: 6_000, lockTimeoutMs: 5_000, idleInTransactionTimeoutMs: 10_000 };
const session: Session = {
  parameters: sessionParameters({ work_mem: '8MB' }, timeouts),
  schema: 'public',
  pooling: 'session',
  isDirect: true,
};
const good: SessionState = {
  settings: { ...session.parameters, work_mem: '8192', session_replication_role: 'origin' },
  schema: 'public',
  searchPath: '"public"',
  tablesSchema: 'public',
  encoding: 'UTF8',
  version: 150_000,
  backend: 7,
};
const problemOf = (state: Partial<SessionState>, changed: Partial<Session> = {}) =>
  findProblem({ ...good, ...state }, { ...session, ...changed }, 7);

describe('sessionParameters', () => {
  it('replaces what the URL sets for the meaning of times, timeouts and isolation, in any case', () => {
    const own = { timezone: 'Asia/Seoul', DATESTYLE: 'German', statement_timeout: '0', work_mem: '8MB' };
    expect(sessionParameters(own, timeouts)).toEqual({ ...session.parameters, work_mem: '8MB' });
  });

  it('quotes values and the schema', () => {
    const sql = setParametersSql({ ...session, parameters: { work_mem: "8'MB" }, schema: 'my"fair' }, true);
    expect(sql).toContain(`set_config('work_mem', '8''MB', true)`);
    expect(sql).toContain(`set_config('search_path', '"my""fair"', true)`);
  });
});

describe('findProblem', () => {
  it('finds none in a session as it should be, and none without tables', () => {
    expect(problemOf({})).toBeNull();
    expect(problemOf({ tablesSchema: null })).toBeNull();
  });

  it.each([
    [
      'an old Postgres',
      { version: 140_011 },
      'it is PostgreSQL 14. Pavilion requires PostgreSQL 15 or newer.',
    ],
    [
      'another encoding',
      { encoding: 'SQL_ASCII' },
      "its encoding is SQL_ASCII. Create it with ENCODING 'UTF8'.",
    ],
    ['a pooler that was not there at the start', { backend: 8 }, 'a pooler answers in its place'],
    ['no schema', { schema: null, searchPath: 'fair' }, 'no schema of search_path (fair) exists'],
    [
      'another schema than at the start',
      { schema: 'fair', tablesSchema: 'fair' },
      'the schema public no longer exists',
    ],
    ['tables in another schema', { tablesSchema: 'fair' }, 'Add ?schema=fair to the URL.'],
  ])('refuses %s', (_name, state, line) => {
    expect(problemOf(state)).toContain(line);
  });

  it.each([
    ['TimeZone', 'Asia/Shanghai'],
    ['DateStyle', 'SQL, DMY'],
    ['client_encoding', 'LATIN1'],
    ['statement_timeout', '0'],
    ['lock_timeout', '0'],
    ['idle_in_transaction_session_timeout', '0'],
    ['default_transaction_isolation', 'serializable'],
    ['session_replication_role', 'replica'],
  ])('refuses a session that has %s = %s', (name, value) => {
    expect(problemOf({ settings: { ...good.settings, [name]: value } })).toMatch(
      new RegExp(`^${name} is ${value}`),
    );
  });

  it('accepts a pooler that the operator stated', () => {
    expect(problemOf({ backend: 8 }, { isDirect: false })).toBeNull();
  });
});
