/** A revoked token is refused for new requests and ends its open connections. */

import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { frame } from '../hostile/raw-websocket.ts';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { childEnvironment } from '../support/child-process.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { openPavilion, type TestPavilion, testSecret, tokenFor, usePavilion } from '../support/pavilion.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

const revoke = async (node: TestPavilion, token: string) =>
  make(node.url, 'revokeToken', { token }, 'tokenId', { token: await tokenFor(node, 'organizer') });

/** A WebSocket client that ignores the close frame of the server. */
class RawClient {
  received = '';
  closeCode: number | null = null;
  readonly #socket;

  constructor(port: number) {
    this.#socket = createConnection({ port, host: '127.0.0.1' });
    this.#socket.on('data', (chunk) => {
      if (chunk[0] === 0x88) this.closeCode = chunk.readUInt16BE(2);
      else this.received += chunk.toString('latin1');
    });
    this.#socket.write(
      `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
  }

  send(message: object): void {
    this.#socket.write(frame(JSON.stringify(message)));
  }

  end(): void {
    this.#socket.destroy();
  }
}

const viewer = '{ viewer { role tokenId } }';
const codeOf = async ({ url }: TestPavilion, token: string) => {
  const { status, errors } = await send(url, viewer, {}, { token });
  return [status, errors?.[0]?.extensions?.code];
};

/** A screen on each transport, and how it ends. */
function watch(node: TestPavilion, slug: string, token: string) {
  const closed = Promise.withResolvers<{ code: number }>();
  const client = { on: { closed: (event: unknown) => closed.resolve(event as { code: number }) } };
  const overSocket = subscribe(node.url, { exhibition: slug, last: 1, token, client });
  const overSse = subscribeOverSse(node.url, { exhibition: slug, last: 1, token });
  return { overSocket, overSse, closed: closed.promise };
}

describe('a revoked token', () => {
  it.each(['by itself', 'by its id'])(
    'closes its sockets with 4403 and its streams on every server, %s',
    async (how) => {
      await using stage = await openStage({ nodes: 2, deals: 0 });
      const [here, there] = stage.nodes as [TestPavilion, TestPavilion];
      const token = await tokenFor(here, 'screen', [stage.slug]);
      const another = await tokenFor(here, 'screen', [stage.slug]);
      const lost = watch(there, stage.slug, token);
      const kept = watch(there, stage.slug, another);
      await Promise.all([lost, kept].flatMap((each) => [each.overSocket.count(1), each.overSse.count(1)]));
      const { tokenId } = (await query(here.url, viewer, {}, { token })).viewer;

      const revoked = await revoke(here, how === 'by its id' ? tokenId : token);
      expect(revoked.tokenId).toBe(tokenId);
      expect((await lost.closed).code).toBe(4403);
      await lost.overSse.ended;
      for (const node of stage.nodes)
        await expect.poll(() => codeOf(node, token)).toEqual([401, 'UNAUTHENTICATED']);

      await stage.notice('for those who stay');
      await Promise.all([kept.overSocket.count(2), kept.overSse.count(2)]);
      expect(lost.overSocket.received).toHaveLength(1);
    },
  );

  it('is rejected by other servers within seconds without Redis', async () => {
    const first = await usePavilion({ template: 'empty' });
    const second = await openPavilion({ databaseUrl: first.databaseUrl });
    onTestFinished(() => second[Symbol.asyncDispose]());
    const token = await tokenFor(first, 'screen', ['x']);
    await revoke(first, token);
    await expect.poll(() => codeOf(first, token)).toEqual([401, 'UNAUTHENTICATED']);
    await expect.poll(() => codeOf(second, token)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is not served from the response cache, and is rejected by a server that starts later', async () => {
    const first = await usePavilion({ template: 'empty' });
    const token = await tokenFor(first, 'screen', ['x']);
    for (let count = 0; count < 3; count++) expect((await codeOf(first, token))[0]).toBe(200);
    await revoke(first, token);
    await expect.poll(() => codeOf(first, token)).toEqual([401, 'UNAUTHENTICATED']);
    const later = await openPavilion({ databaseUrl: first.databaseUrl });
    onTestFinished(() => later[Symbol.asyncDispose]());
    expect(await codeOf(later, token)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is in the audit log by its id only, even if it is revoked twice', async () => {
    const pavilion = await usePavilion({ template: 'empty' });
    const token = await tokenFor(pavilion, 'operator', ['x']);
    await revoke(pavilion, token);
    await revoke(pavilion, token);
    const { rows } = await pavilion.database.pool.query(
      `SELECT "after" FROM "AuditRecord" WHERE "mutation" = 'revokeToken'`,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, pavilion.log])).not.toContain(token);
  });

  it('is revoked by npm run revoke with the local secret', async () => {
    const pavilion = await usePavilion({ template: 'empty' });
    const token = await tokenFor(pavilion, 'screen', ['x']);
    const child = spawn(process.execPath, ['src/commands/revoke.ts', '--url', pavilion.url, token], {
      cwd: new URL('../../', import.meta.url),
      env: { ...childEnvironment, AUTH_SECRET: testSecret },
    });
    expect(await text(child.stdout)).toMatch(/^revoked: [0-9a-f-]{36}$/m);
    // The server reads the revocation after the commit, beside the response.
    await expect.poll(() => codeOf(pavilion, token)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('a new AUTH_SECRET', () => {
  it('signs new tokens, while tokens of retired secrets are accepted until they expire', async () => {
    const environment = {
      AUTH_SECRET: 'the newest secret of thirty-two characters',
      AUTH_RETIRED_SECRETS: `one more secret of thirty-two characters,${testSecret}`,
    };
    const pavilion = await usePavilion({ template: 'empty', environment });
    const old = await tokenFor(pavilion, 'screen', ['x']);
    expect((await codeOf(pavilion, old))[0]).toBe(200);
    expect(pavilion.secret).toBe(environment.AUTH_SECRET);
    const after = await usePavilion({
      template: 'empty',
      environment: { ...environment, AUTH_RETIRED_SECRETS: '' },
    });
    expect(await codeOf(after, old)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

it('ignores further messages of a client that ignores the close code', async () => {
  await using stage = await openStage({ deals: 1 });
  const [node] = stage.nodes as [TestPavilion];
  const token = await tokenFor(node, 'operator', [stage.slug]);
  const operate = (id: string) => ({
    type: 'subscribe',
    id,
    payload: {
      query: 'mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { __typename } }',
      variables: {
        input: {
          exhibition: stage.slug,
          idempotencyKey: newKey(),
          textTranslations: [{ language: 'de', text: 'Freibier' }],
        },
      },
    },
  });
  const socket = new RawClient(Number(new URL(node.url).port));
  onTestFinished(() => socket.end());
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await expect.poll(() => socket.received).toContain('connection_ack');
  socket.send(operate('1'));
  await expect.poll(() => socket.received).toContain('PublishNoticeSuccess');
  await revoke(node, token);
  await expect.poll(() => socket.closeCode).toBe(4403);
  const before = socket.received.length;
  socket.send(operate('2'));
  socket.send({ type: 'ping' });
  await stage.notice('afterwards');
  const document = `{ exhibition(idOrSlug: "${stage.slug}") { announcements(last: 2) { nodes { ... on Notice { text } } } } }`;
  const { exhibition } = await query(node.url, document);
  expect(exhibition.announcements.nodes).toEqual([{ text: 'Freibier' }, { text: 'afterwards' }]);
  expect(socket.received.length).toBe(before);
});

it('does not get a stored result once the rights are lost', async () => {
  await using stage = await openStage({ deals: 1 });
  const [node] = stage.nodes as [TestPavilion];
  const holder = { subject: 'li' };
  const before = await tokenFor(node, 'operator', [stage.slug], holder);
  const renewed = await tokenFor(node, 'operator', [stage.slug], holder);
  const after = await tokenFor(node, 'operator', ['elsewhere'], holder);
  const input = { deal: stage.deals[0], idempotencyKey: newKey() };
  const sign = (token: string) => mutate(node.url, 'signDeal', input, '__typename', { token });
  expect(await sign(before)).toEqual({ __typename: 'SignDealSuccess' });
  expect(await sign(renewed)).toEqual({ __typename: 'SignDealSuccess' });
  expect(await sign(after)).toMatchObject({ __typename: 'Forbidden' });
});

it('does not get the stored result of a rehearsal that the caller can no longer see', async () => {
  await using node = await openPavilion({ template: 'empty' });
  const organizer = await tokenFor(node, 'organizer');
  const built = await buildExhibition(node.url, organizer, { deals: 1 });
  const holder = { subject: 'li' };
  const before = await tokenFor(node, 'operator', [built.slug], holder);
  const after = await tokenFor(node, 'operator', ['elsewhere'], holder);
  const opening = { ceremony: built.ceremony, mode: 'REHEARSAL', idempotencyKey: newKey() };
  await make(node.url, 'openCeremony', opening, 'announcement { sequence }', { token: before });
  const input = { deal: built.deals[0], mode: 'REHEARSAL', idempotencyKey: newKey() };
  const sign = (token: string) => mutate(node.url, 'signDeal', input, '__typename', { token });
  expect(await sign(before)).toEqual({ __typename: 'SignDealSuccess' });
  expect(await sign(after)).toMatchObject({ __typename: 'NotFound' });
});

it('commits no mutation that waited for a lock while its token was revoked', async () => {
  await using stage = await openStage();
  const node = stage.nodes[0]!;
  const holder = new pg.Client(node.databaseUrl);
  await holder.connect();
  // The test may end before it: the database is removed then.
  holder.on('error', () => {});
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM "Ceremony" FOR UPDATE');
  const signing = send(
    node.url,
    'mutation($input: SignDealInput!) { signDeal(input: $input) { __typename } }',
    { input: { deal: stage.nextDeal(), idempotencyKey: newKey() } },
    { token: stage.operator },
  );
  await expect
    .poll(async () => {
      const { rows } = await holder.query(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return rows[0].waiting;
    })
    .toBe(1);
  await revoke(node, stage.operator);
  await holder.query('COMMIT');
  expect(JSON.stringify(await signing)).toMatch(/UNAUTHENTICATED|Unauthenticated/);
  const { rows } = await holder.query(
    'SELECT count(*)::int AS signed FROM "Deal" WHERE "status" = \'SIGNED\'',
  );
  await holder.end();
  expect(rows[0].signed).toBe(0);
});
