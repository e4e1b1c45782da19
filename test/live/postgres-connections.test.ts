/** Postgres over TLS and over a socket, and the migration as a job of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { inspectHosts } from '../../src/database/inspect-server.ts';
import { makeCertificate } from '../support/certificate.ts';
import { childEnvironment, freePort } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { Link } from '../support/link.ts';
import { openPavilion } from '../support/pavilion.ts';
import { createPostgres, type PostgresServer } from '../support/postgres-server.ts';

const root = new URL('../../', import.meta.url);

describe('the URL of a Postgres with TLS', () => {
  let server: PostgresServer;
  let ca: string;
  beforeAll(async () => {
    server = await createPostgres();
    const { key, certificate } = makeCertificate(server.directory);
    const { uid, gid } = statSync(server.directory);
    for (const file of [key, certificate]) chownSync(file, uid, gid);
    chmodSync(key, 0o600);
    ca = certificate;
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`ALTER SYSTEM SET ssl_cert_file = '${certificate}'`);
    await client.query(`ALTER SYSTEM SET ssl_key_file = '${key}'`);
    await client.query('ALTER SYSTEM SET ssl = on');
    await client.query('SELECT pg_reload_conf()');
    await client.end();
    return () => server.remove();
  });

  const startWith = async (parameters: string) => {
    const pavilion = await openPavilion({ databaseUrl: `${server.url}?${parameters}` });
    const { rows } = await pavilion.database.pool.query(
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    await pavilion[Symbol.asyncDispose]();
    return rows;
  };

  it('verifies the server by an own CA', async () => {
    expect(await startWith(`sslmode=verify-full&sslrootcert=${ca}`)).toEqual([{ ssl: true }]);
  });

  it.each(['verify-full', 'require'])(
    'does not start with sslmode=%s on a certificate that nobody vouches for',
    async (mode) => {
      await expect(startWith(`sslmode=${mode}`)).rejects.toThrow('self-signed certificate');
    },
  );

  it('encrypts without verifying only if that is stated', async () => {
    expect(await startWith('uselibpqcompat=true&sslmode=require')).toEqual([{ ssl: true }]);
  });

  it('with several hosts passes over one that is down, and goes on to the next when one ends', async () => {
    const links = await Promise.all([1, 2].map(() => Link.open(() => server.port)));
    onTestFinished(async () => void (await Promise.all(links.map((link) => link.close()))));
    const [first, second] = links as [Link, Link];
    const hosts = [await freePort(), first.port, second.port].map((port) => `127.0.0.1:${port}`);
    const pavilion = await openPavilion({ databaseUrl: `postgres://postgres@${hosts.join(',')}/postgres` });
    onTestFinished(() => pavilion[Symbol.asyncDispose]());
    const { pool, writePool } = pavilion.database;
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect([first.connections > 0, second.connections]).toEqual([true, 0]);
    first.set('refuse');
    for (const each of [pool, writePool])
      await expect
        .poll(() =>
          each.query('SELECT 1 AS one').then(
            ({ rows }) => rows,
            () => [],
          ),
        )
        .toEqual([{ one: 1 }]);
    expect(second.connections).toBeGreaterThan(0);
  });

  it('names the host that may come back where none of several can be used', async () => {
    const down = await freePort();
    const url = `postgres://postgres@127.0.0.1:${down},127.0.0.1:${server.port}/no-such-database`;
    await expect(inspectHosts(url, null, 2_000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('uses a socket', async () => {
    const pavilion = await openPavilion({
      databaseUrl: `postgres://postgres@localhost:${server.port}/postgres?host=${server.directory}`,
    });
    const { rows } = await pavilion.database.pool.query('SELECT inet_client_addr() AS address');
    await pavilion[Symbol.asyncDispose]();
    expect(rows).toEqual([{ address: null }]);
  });
});

it('npm run migrate needs no secret, and gives the roles the rights on new tables', async () => {
  const { url, drop } = await createTestDatabase('empty');
  onTestFinished(drop);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  onTestFinished(() => owner.end());
  const roles = ['pavilion_server', 'pavilion_reader'];
  for (const role of roles)
    await owner.query(`DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object THEN END $$`);
  const env = { ...childEnvironment, DATABASE_URL: url };
  const child = spawn(process.execPath, ['src/commands/migrate.ts'], { cwd: root, env });
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ said, complaint }).toEqual({
    said: 'granted the rights of prisma/roles.sql\nup to date\n',
    complaint: '',
  });
  const { rows } = await owner.query(
    `SELECT has_table_privilege('pavilion_server', '"Deal"', 'UPDATE') AS server,
       has_table_privilege('pavilion_server', '"AuditRecord"', 'UPDATE') AS rewrites,
       has_table_privilege('pavilion_reader', '"Deal"', 'SELECT') AS reader`,
  );
  expect(rows).toEqual([{ server: true, rewrites: false, reader: true }]);
});
