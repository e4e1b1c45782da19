import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { query, send } from '../support/http-client.ts';
import { usePavilion } from '../support/pavilion.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

const metricsToken = 'the-token-for-metrics';

describe('observability', () => {
  let stage: Stage;
  let url: string;
  beforeAll(async () => {
    stage = await openStage({ deals: 2, environment: { METRICS_TOKEN: metricsToken } });
    url = stage.nodes[0]!.url;
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  const scrape = async () => {
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
    const page = await response.text();
    return (name: string) =>
      Number(new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (.+)$`, 'm').exec(page)?.[1]);
  };

  it('requires the token for metrics', async () => {
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
  });

  it('exports sockets, subscribers, head and lag of each stream, and signing latency', async () => {
    const watchers = [
      subscribe(url, { exhibition: stage.slug, last: 1 }),
      subscribeOverSse(url, { exhibition: stage.slug, last: 1 }),
    ];
    await Promise.all(watchers.map((watcher) => watcher.count(1)));
    const sequence = await stage.sign();
    await Promise.all(watchers.map((watcher) => watcher.count(2)));
    const value = await scrape();
    expect(value('pavilion_sockets')).toBe(1);
    expect(value('pavilion_subscribers')).toBe(2);
    expect(value(`pavilion_stream_head{stream="LIVE ${stage.slug}"}`)).toBe(sequence);
    expect(value(`pavilion_stream_lag{stream="LIVE ${stage.slug}"}`)).toBe(0);
    expect(value('pavilion_mutation_seconds_count{mutation="signDeal",outcome="success"}')).toBe(1);
    expect(value('pavilion_database_connections{pool="read",state="waited_for"}')).toBe(0);
    expect(value('pavilion_notifications_total')).toBeGreaterThan(0);
    expect(value('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    // Both watchers are one audience.
    expect(value('pavilion_press_to_socket_seconds_count')).toBe(1);
    expect(value('pavilion_operation_seconds_count{type="mutation"}')).toBeGreaterThan(0);
  });

  it('logs each mutation with its request id and outcome, and neither input nor token', async () => {
    const { headers } = await send(
      url,
      'mutation($input: SignDealInput!) { signDeal(input: $input) { __typename } }',
      { input: { deal: 'secret-input', idempotencyKey: 'a-secret-key' } },
      { token: stage.operator },
    );
    const { log } = stage.nodes[0]!;
    const line = log.find(
      (each) => each.requestId === headers.get('x-request-id') && each.mutation === 'signDeal',
    );
    expect(line).toMatchObject({ outcome: 'InvalidInput', role: 'OPERATOR' });
    expect(JSON.stringify(log)).not.toMatch(/secret-input|a-secret-key/);
    expect(JSON.stringify(log)).not.toContain(stage.operator);
  });

  it('writes an audit entry for every mutation, with actor, subject, before and after', async () => {
    const { pool } = stage.nodes[0]!.database;
    const { rows } = await pool.query(`
      SELECT "actor", "role", "mutation", "subjectType", "before", "after", "requestId" FROM "AuditRecord"
      WHERE "mutation" = 'signDeal' ORDER BY "at" DESC LIMIT 1`);
    expect(rows[0]).toMatchObject({
      role: 'OPERATOR',
      subjectType: 'Deal',
      before: { status: 'PLANNED' },
      after: { status: 'SIGNED' },
    });
    expect(rows[0].requestId).toMatch(/^[\w.-]{8,64}$/);
    const made = await pool.query(`SELECT DISTINCT "mutation" FROM "AuditRecord"`);
    expect(made.rows.map((row) => row.mutation)).toEqual(
      expect.arrayContaining(['createDeal', 'openCeremony']),
    );
  });

  it('ignores malformed notifications and delivers only stored announcements after a forged one', async () => {
    const { hub } = stage.nodes[0]!.streams;
    const [stream] = hub.streams.values();
    const watcher = subscribe(url, { exhibition: stage.slug, last: 1 });
    const [newest] = await watcher.count(1);
    stream!.onNotification(1_000_000);
    await expect.poll(async () => (await scrape())('pavilion_unfounded_notifications_total')).toBe(1);
    const sequence = await stage.notice('after the forgery');
    await watcher.count(2);
    expect(watcher.sequences).toEqual([newest.sequence, sequence]);
  });

  it('counts errors by their code, and answers of the response cache', async () => {
    const first = await scrape();
    const code = 'pavilion_errors_total{code="GRAPHQL_VALIDATION_FAILED"}';
    await send(url, '{ nothingOfThisName }');
    expect((await scrape())(code)).toBe(first(code) + 1);
    const query = `{ exhibition(idOrSlug: "${stage.slug}") { id totals { deals } } }`;
    // The first is not stored, and the second is.
    for (let count = 0; count < 4; count++) await send(url, query);
    const second = await scrape();
    const hits = 'pavilion_response_cache_answers_total{result="hit"}';
    expect(second(hits)).toBeGreaterThan(first(hits));
    expect(second('pavilion_response_cache_bytes')).toBeGreaterThan(first('pavilion_response_cache_bytes'));
  });

  it('reports the version of the server and of Node', async () => {
    const page = await (
      await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
    ).text();
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(page).toContain(`pavilion_build_info{version="${version}",node="${process.versions.node}"} 1`);
  });

  it('logs what a mutation announced, with its actor, exhibition and sequence', async () => {
    const sequence = await stage.notice('for the log');
    const line = stage.nodes[0]!.log.findLast((each) => each.mutation === 'publishNotice');
    expect(line).toMatchObject({ actor: expect.any(String), exhibition: stage.slug, mode: 'LIVE', sequence });
  });

  it('logs a token that is not accepted, without the token', async () => {
    const { headers } = await send(url, '{ viewer { role } }', {}, { token: 'no-token-at-all' });
    const line = stage.nodes[0]!.log.find((each) => each.requestId === headers.get('x-request-id'));
    expect(line).toMatchObject({ msg: 'a request was rejected', status: 401, reason: expect.any(String) });
    expect(JSON.stringify(line)).not.toContain('no-token-at-all');
  });

  it('counts rejected cursors', async () => {
    const before = (await scrape())('pavilion_rejected_cursors_total');
    const elsewhere = Buffer.from('AnotherEpoch:1').toString('base64url');
    for (const after of [elsewhere, 'no-cursor']) {
      const watcher = subscribe(url, { exhibition: stage.slug, after });
      await watcher.ended;
      expect(watcher.errors).toHaveLength(1);
    }
    expect((await scrape())('pavilion_rejected_cursors_total')).toBe(before + 2);
  });

  it.each([
    'pavilion_sockets',
    'pavilion_subscribers',
    'pavilion_notifications_total',
    'pavilion_malformed_notifications_total',
    'pavilion_missed_notifications_total',
    'pavilion_failed_polls_total',
    'pavilion_replay_pages_total',
    'pavilion_slow_subscribers_ended_total',
    'pavilion_silent_sockets_ended_total',
    'pavilion_rate_limited_total',
    'pavilion_press_to_socket_seconds_count',
    'pavilion_errors_total{code="UNAVAILABLE"}',
    'pavilion_errors_total{code="INTERNAL_SERVER_ERROR"}',
    'pavilion_operation_seconds_count{type="query"}',
    'pavilion_response_cache_answers_total{result="hit"}',
    'pavilion_response_cache_bytes',
    'pavilion_query_executions_total{by="compiled"}',
    'pavilion_compiled_query_bytes',
    'pavilion_presence{kind="operators"}',
    'pavilion_presence{kind="screens"}',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
    'pavilion_database_connections{pool="read",state="waited_for"}',
    'pavilion_database_connections{pool="stream",state="waited_for"}',
  ])('exports %s from the start, so that an alert on it always has a value', async (name) => {
    expect((await scrape())(name)).toBeGreaterThanOrEqual(0);
  });
});

describe('limits', () => {
  it('answers too many operations of an address with 429 and Retry-After', async () => {
    const { url } = await usePavilion({ template: 'empty', environment: { OPERATIONS_PER_MINUTE: '5' } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(url, '{ viewer { role } }')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = answers.find((answer) => answer.status === 429)!;
    expect(refused.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const closed = Promise.withResolvers<{ code: number }>();
    subscribe(url, {
      exhibition: 'x',
      client: { on: { closed: (event) => closed.resolve(event as never) } },
    });
    expect((await closed.promise).code).toBe(4420);
  });

  it('limits the sockets of an address', async () => {
    const { url } = await usePavilion({ template: 'empty', environment: { SOCKETS_PER_ADDRESS: '2' } });
    const open = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        socket.on('open', () => resolve('open'));
        socket.on('error', (error) => resolve(error.message));
      });
    expect([await open(), await open(), await open()]).toEqual([
      'open',
      'open',
      'Unexpected server response: 429',
    ]);
  });

  it('limits the connections of an address, also of those that send nothing, and says so', async () => {
    const { url } = await usePavilion({ template: 'empty', environment: { SOCKETS_PER_ADDRESS: '2' } });
    const { hostname, port } = new URL(url);
    const idle: Socket[] = [];
    onTestFinished(() => idle.forEach((socket) => void socket.destroy()));
    for (let count = 0; count < 512; count++) {
      const socket = createConnection(Number(port), hostname);
      socket.on('error', () => {});
      idle.push(socket);
      await once(socket, 'connect');
    }
    const answer = await text(createConnection(Number(port), hostname));
    expect(answer).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/);
    expect(answer).toContain('retry-after: 10');
    expect(answer).toContain('This address has 512 open connections, which is the limit.');
    idle.pop()!.destroy();
    await expect.poll(async () => (await fetch(`${url}/health/live`).catch(() => null))?.status).toBe(200);
  });

  it('counts event streams as sockets and releases them when they end', async () => {
    const stage = await openStage({ deals: 0, environment: { SOCKETS_PER_ADDRESS: '2' } });
    onTestFinished(() => stage[Symbol.asyncDispose]());
    const { url } = stage.nodes[0]!;
    const open = (ending = new AbortController()) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `subscription { announcements(exhibition: "${stage.slug}") { sequence } }`,
        }),
        signal: ending.signal,
      });
    const first = new AbortController();
    await open(first);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    // Otherwise it is closed after three seconds, and proves nothing about the stream.
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    const refused = await open();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refused.json()).errors[0].extensions.code).toBe('RATE_LIMITED');
    expect((await send(url, '{ viewer { role } }')).status).toBe(200);
    first.abort();
    await expect.poll(async () => (await open()).status).toBe(200);
    socket.terminate();
  });

  it('limits a socket to 32 concurrent operations', async () => {
    const stage = await openStage({ deals: 0 });
    const { client } = openClient(stage.nodes[0]!.url);
    const codes = await Promise.all(
      Array.from({ length: 40 }, () =>
        firstOutcome(
          client,
          `subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`,
        ),
      ),
    );
    expect(codes.filter((code) => code === 'delivered')).toHaveLength(32);
    expect(codes.filter((code) => code === 'TOO_MANY_SUBSCRIPTIONS')).toHaveLength(8);
    await client.dispose();
    await stage[Symbol.asyncDispose]();
  });

  it('closes a socket with 1009 for a message over 64 KiB, without affecting others', async () => {
    const { url } = await usePavilion({ template: 'empty' });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send('x'.repeat(70_000)));
    expect(await closed).toBe(1009);
    expect(await query(url, '{ viewer { role } }')).toEqual({ viewer: { role: 'PUBLIC' } });
  });
});

describe('health', () => {
  it('is degraded while Redis is down, and unavailable while the server drains', async () => {
    const stage = await openStage({ nodes: 2, deals: 0 });
    const [node] = stage.nodes;
    const health = async () => (await fetch(`${node!.url}/health/ready`)).json();
    await expect.poll(health).toEqual({ status: 'ok', reasons: [] });
    await node!.notifier.close();
    await expect
      .poll(health)
      .toMatchObject({ status: 'degraded', reasons: [expect.stringContaining('Redis')] });
    await stage[Symbol.asyncDispose]();
  });

  it('responds while the database does not answer', async () => {
    const pavilion = await usePavilion({ template: 'empty' });
    const { streamPool } = pavilion.database;
    const original = streamPool.query;
    streamPool.query = (() => new Promise(() => {})) as never;
    const response = await fetch(`${pavilion.url}/health/ready`);
    streamPool.query = original;
    expect(response.status).toBe(503);
    expect((await fetch(`${pavilion.url}/health/live`)).status).toBe(200);
  });
});

describe('drain', () => {
  it('finishes running requests, closes sockets with 1012, and accepts no new connections', async () => {
    const stage = await openStage({ deals: 1 });
    const { url } = stage.nodes[0]!;
    const closed = Promise.withResolvers<{ code: number }>();
    const watcher = subscribe(url, {
      exhibition: stage.slug,
      last: 1,
      client: { on: { closed: (event) => closed.resolve(event as never) } },
    });
    const overSse = subscribeOverSse(url, { exhibition: stage.slug, last: 1 });
    await Promise.all([watcher.count(1), overSse.count(1)]);
    const signing = stage.sign();
    const stopped = stage.nodes[0]!.stop('drain');
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    expect(await signing).toBeGreaterThan(0);
    expect((await closed.promise).code).toBe(1012);
    await overSse.ended;
    await stopped;
    const { port } = new URL(url);
    await expect(
      new Promise((resolve, reject) =>
        createConnection(Number(port), '127.0.0.1').on('connect', resolve).on('error', reject),
      ),
    ).rejects.toThrow('ECONNREFUSED');
  });
});

function openClient(url: string): { client: Client } {
  return {
    client: createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
    }),
  };
}

/** "delivered" for a subscription that delivers, else the code that it fails with. */
function firstOutcome(client: Client, document: string): Promise<string> {
  return new Promise((resolve) => {
    client.subscribe(
      { query: document },
      {
        next: () => resolve('delivered'),
        error: (errors) =>
          resolve((errors as { extensions: { code: string } }[])[0]?.extensions.code ?? 'unknown'),
        complete: () => resolve('complete'),
      },
    );
  });
}
