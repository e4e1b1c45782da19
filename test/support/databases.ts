import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Template } from './templates.ts';

/** A temporary database copied from a template, with its URL and a function that drops it. */
export async function createTestDatabase(
  template: Template,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin((admin) => copy(admin, name, template));
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
  };
}

/** Postgres does not copy one template twice at the same time. */
async function copy(admin: pg.Client, name: string, template: Template): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(7)');
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "pavilion_${template}" STRATEGY FILE_COPY`);
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
