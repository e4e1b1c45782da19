/** The outbox of the desk: no command is lost, and none counts twice. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('location', { origin: 'http://pavilion.test' });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});

afterEach(() => vi.unstubAllGlobals());

interface Sent {
  operationName: string;
  variables: { input: Record<string, unknown> };
}

/** Responds with each of `answers` in turn: a body, or nothing at all. */
function stubServer(...answers: (object | null)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body));
    const answer = answers.shift();
    if (!answer) throw new TypeError('network');
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  });
  return sent;
}

async function openOutbox() {
  const { CommandOutbox } = await import('../../../src/web/desk/command-outbox.ts');
  let commands: readonly { outcome: { name: string } }[] = [];
  const outbox = new CommandOutbox(
    'commands',
    () => 'token',
    (changed) => {
      commands = changed;
    },
  );
  return { outbox, outcomes: () => commands.map(({ outcome }) => outcome) };
}

const signed = { data: { result: { announcement: { sequence: 3 } } } };
const sign = { deal: 'one', mode: 'LIVE' } as const;

it('sends a command with an idempotency key, and stores it before', async () => {
  const sent = stubServer(signed);
  const { outbox, outcomes } = await openOutbox();
  outbox.add('signDeal', 'one', 'Deal', sign);
  expect(JSON.parse(stored.get('commands')!)[0]).toMatchObject({
    name: 'signDeal',
    outcome: { name: 'pending' },
  });
  expect(outbox.isPending('one')).toBe(true);
  await vi.waitFor(() => expect(outcomes()).toEqual([{ name: 'confirmed', sequence: 3 }]));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ operationName: 'SignDeal', variables: { input: sign } });
  expect(sent[0]!.variables.input.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.parse(stored.get('commands')!)[0].outcome).toEqual({ name: 'confirmed', sequence: 3 });
});

it('sends the same command again, with the same key, until the server responds', async () => {
  const sent = stubServer(null, signed);
  const { outbox, outcomes } = await openOutbox();
  outbox.add('signDeal', 'one', 'Deal', sign);
  await vi.waitFor(() => expect(outcomes()).toEqual([{ name: 'pending', attempts: 1 }]));
  await vi.waitFor(() => expect(outcomes()).toEqual([{ name: 'confirmed', sequence: 3 }]), 3_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

it('ignores a second command about the same subject while the first is pending', async () => {
  const sent = stubServer(signed, signed);
  const { outbox, outcomes } = await openOutbox();
  outbox.add('signDeal', 'one', 'Deal', sign);
  outbox.add('signDeal', 'one', 'Deal', sign);
  outbox.add('signDeal', 'two', 'Deal', { ...sign, deal: 'two' });
  await vi.waitFor(() => expect(outcomes().map(({ name }) => name)).toEqual(['confirmed', 'confirmed']));
  expect(sent).toHaveLength(2);
});

it('continues after a reload with what was pending, and with nothing else', async () => {
  const before = await openOutbox();
  stubServer();
  before.outbox.add('signDeal', 'one', 'Deal', sign);
  const [command] = JSON.parse(stored.get('commands')!);
  before.outbox.stopSending(command.key);
  stored.set(
    'commands',
    JSON.stringify([command, { ...command, key: 'done', outcome: { name: 'unknown' } }]),
  );
  const sent = stubServer(signed);
  const after = await openOutbox();
  after.outbox.resume();
  after.outbox.resume();
  await vi.waitFor(() =>
    expect(after.outcomes()).toEqual([{ name: 'confirmed', sequence: 3 }, { name: 'unknown' }]),
  );
  expect(sent.map(({ variables }) => variables.input.idempotencyKey)).toEqual([command.key]);
});

it('sends cues without a key, which they do not need', async () => {
  const sent = stubServer({ data: { result: {} } });
  const { outbox, outcomes } = await openOutbox();
  const input = { item: 'item', cue: 'CUED', mode: 'LIVE', evenIfIncomplete: false } as const;
  outbox.add('cueProgrammeItem', 'item', 'Deal', input);
  await vi.waitFor(() => expect(outcomes()).toEqual([{ name: 'confirmed', sequence: null }]));
  expect(sent[0]?.variables.input).toEqual(input);
});

it('reports an error of the whole operation as a rejection', async () => {
  stubServer({ errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN', retry: 'NEW_TOKEN' } }] });
  const { outbox, outcomes } = await openOutbox();
  outbox.add('signDeal', 'one', 'Deal', sign);
  await vi.waitFor(() =>
    expect(outcomes()).toEqual([{ name: 'rejected', code: 'FORBIDDEN', message: 'No.', sequence: null }]),
  );
});

it('stops sending when the operator asks for it: the outcome is unknown', async () => {
  const sent = stubServer(null, null);
  const { outbox, outcomes } = await openOutbox();
  outbox.add('signDeal', 'one', 'Deal', sign);
  await vi.waitFor(() => expect(outcomes()).toEqual([{ name: 'pending', attempts: 1 }]));
  outbox.stopSending(JSON.parse(stored.get('commands')!)[0].key);
  expect(outcomes()).toEqual([{ name: 'unknown' }]);
  expect(outbox.isPending('one')).toBe(false);
  expect(sent).toHaveLength(1);
});
