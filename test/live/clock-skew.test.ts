/**
 * Two servers whose clocks are five minutes apart in both directions from the truth: no order, no presence and no token
 * depends on which of them is asked. The database and Redis have clocks of their own.
 */

import { createHash } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { systemScheduler } from '../../src/stream/scheduler.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { testSecret, tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

const skewMs = 300_000;
const toleranceMs = 2_000;
const machine = (ms: number) => ({ ...systemScheduler, now: () => Date.now() + ms });

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 6, machines: [machine(skewMs), machine(-skewMs)] });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});
const url = (node: number) => stage.nodes[node]!.url;
const as = () => ({ token: stage.operator });
const near = (time: string) => expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(toleranceMs);

it('announces in one order, and signedAt is announcedAt', async () => {
  for (let index = 0; index < 4; index++) {
    const input = { deal: stage.deals[index], idempotencyKey: newKey() };
    await make(url(index % 2), 'signDeal', input, '__typename', as());
  }
  const { exhibition } = await query(
    url(0),
    `{ exhibition(idOrSlug: "${stage.slug}") {
         ceremonies { openedAt }
         deals(filter: { status: [SIGNED] }) { nodes { id signedAt } }
         announcements(first: 10) { nodes { sequence announcedAt ... on DealSigned { deal { dealId } } } } } }`,
  );
  const announced: { announcedAt: string; deal?: { dealId: string } }[] = exhibition.announcements.nodes;
  const times = announced.map(({ announcedAt }) => announcedAt);
  expect(times).toEqual(times.toSorted());
  for (const time of times) near(time);
  expect(exhibition.ceremonies[0].openedAt).toBe(times[0]);
  const signed = announced
    .slice(1)
    .map(({ announcedAt, deal }) => ({ id: deal!.dealId, signedAt: announcedAt }));
  expect(exhibition.deals.nodes).toEqual(signed.toReversed());
});

it('lists what was created on both in the order of the creation', async () => {
  const created: string[] = [];
  const { person } = await make(
    url(0),
    'createPerson',
    {
      nameTranslations: [{ language: 'de', text: 'Eva' }],
      country: 'DE',
    },
    'person { id }',
    { token: stage.organizer },
  );
  const text = [{ language: 'de', text: 'Rede' }];
  for (let index = 0; index < 6; index++) {
    const input = {
      exhibition: stage.exhibition,
      speaker: person.id,
      language: 'de',
      officeTranslations: text,
      textTranslations: text,
    };
    created.push((await make(url(index % 2), 'createSpeech', input, 'speech { id }', as())).speech.id);
  }
  const { rows } = await stage.nodes[0]!.database.pool.query(
    `SELECT "id" FROM "Speech" WHERE "speakerId" = (SELECT "speakerId" FROM "Speech" WHERE "id" = $1) ORDER BY "id"`,
    [Buffer.from(created[0]!, 'base64').toString().split(':')[1]],
  );
  expect(rows.map(({ id }) => id)).toEqual(
    created.map((id) => Buffer.from(id, 'base64').toString().split(':')[1]),
  );
});

it('counts the screens of both on both, and dates their reports and the operators alike', async () => {
  const shows = (node: number, screen: string, sequence: number) =>
    mutate(
      url(node),
      'acknowledgeAnnouncement',
      { exhibition: stage.slug, screen, name: screen, sequence },
      'sequence',
      as(),
    );
  await shows(0, 'left', 1);
  await shows(1, 'right', 2);
  await shows(1, 'middle', 1);
  const report = async (node: number) =>
    (
      await query(
        url(node),
        `{ screens(exhibition: "${stage.slug}") { total complete lagging { name sequence shownAt } } }`,
        {},
        as(),
      )
    ).screens;
  for (const node of [0, 1]) {
    await expect.poll(async () => (await report(node)).total).toBe(3);
    const { lagging, complete } = await report(node);
    expect(complete).toBe(true);
    expect(lagging.map(({ name }: { name: string }) => name).sort()).toEqual(['left', 'middle', 'right']);
    for (const { shownAt } of lagging) near(shownAt);
  }
  // The screen reconnects to the other server.
  await shows(0, 'middle', 3);
  for (const node of [0, 1]) {
    const sequences = async () =>
      (await report(node)).lagging.map(({ name, sequence }: { name: string; sequence: number }) => [
        name,
        sequence,
      ]);
    await expect.poll(sequences).toEqual([
      ['left', 1],
      ['right', 2],
      ['middle', 3],
    ]);
    expect((await report(node)).total).toBe(3);
  }

  const operators: string[][] = [[], []];
  for (const node of [0, 1]) {
    const token = await tokenFor(stage.nodes[node]!, 'operator', [stage.slug], {
      subject: `operator ${node}`,
    });
    const client = createClient({
      url: `${url(node).replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    onTestFinished(() => client.dispose() as Promise<void>);
    client.subscribe<{ desk: { operators: { name: string; since: string }[] } }>(
      { query: `subscription { desk(exhibition: "${stage.slug}") { operators { name since } } }` },
      {
        next: ({ data }) => {
          operators[node] = data!.desk.operators.map(({ name }) => name);
          for (const { since } of data!.desk.operators) near(since);
        },
        error() {},
        complete() {},
      },
    );
    await expect.poll(() => operators[node]).toContain(`operator ${node}`);
  }
  for (const node of [0, 1]) await expect.poll(() => operators[node]).toEqual(['operator 0', 'operator 1']);
});

it('accepts a token for two more minutes on both, and refuses one that expired two minutes ago on both', async () => {
  const { issuer, audience } = stage.nodes[0]!.config.auth;
  const key = createHash('sha256').update(testSecret).digest();
  const expiringIn = (seconds: number) =>
    new SignJWT({ role: 'operator', exhibitions: [stage.slug] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('operator')
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(key);
  for (const node of [0, 1]) {
    const answer = async (seconds: number) =>
      (await send(url(node), '{ viewer { role } }', {}, { token: await expiringIn(seconds) })).status;
    expect([await answer(120), await answer(-120)]).toEqual([200, 401]);
  }
});
