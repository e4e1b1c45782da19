/** One command of the operator: a mutation with its idempotency key, sent until its outcome is known. */
import { setTimeout as wait } from 'node:timers/promises';
import { uuidOf } from '../uuid-of.ts';
import type { CommandLog } from './log.ts';

export type Mutation = 'publishNotice' | 'signDeal' | 'correctDeal' | 'retractDeal';

export interface Desk {
  /** Tried in turn: each is a connection of its own, so commands reach all servers. */
  urls: readonly string[];
  token: string;
  /** A client that uses a new key for each attempt: a mutant. */
  forgetsKeys?: boolean;
}

const tryMs = 15_000;
const settleMs = 90_000;
const retryMaxMs = 2_000;

let nextUrl = 0;

type Answer =
  | { outcome: 'ok'; id: string; sequence: number; cursor: string }
  | { outcome: 'failed'; code: string }
  | { outcome: 'unknown'; reason: string };

export async function sendCommand(
  desk: Desk,
  entry: CommandLog,
  mutation: Mutation,
  input: Record<string, unknown>,
): Promise<void> {
  const until = Date.now() + settleMs;
  const first = nextUrl++;
  for (let attempt = 0; ; attempt++) {
    const url = desk.urls[(first + attempt) % desk.urls.length]!;
    const idempotencyKey = desk.forgetsKeys && attempt > 0 ? `${entry.key}-${attempt}` : entry.key;
    const answer = await send(url, desk.token, mutation, { ...input, idempotencyKey });
    entry.tries++;
    Object.assign(entry, answer);
    entry.answeredAtMs = Date.now();
    if (answer.outcome !== 'unknown') return;
    entry.wasUnknown = true;
    entry.reasons.push(answer.reason);
    if (Date.now() > until) return;
    await wait(Math.min(100 * 2 ** attempt, retryMaxMs) * (0.5 + Math.random() / 2));
  }
}

async function send(
  url: string,
  token: string,
  mutation: Mutation,
  input: Record<string, unknown>,
): Promise<Answer> {
  const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const query = `mutation Command($input: ${type}Input!) {
    ${mutation}(input: $input) {
      __typename
      ... on ${type}Success { announcement { id sequence cursor } }
      ... on UserError { code message }
    }
  }`;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(tryMs),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<
        string,
        { announcement?: { id: string; sequence: number; cursor: string }; code?: string }
      >;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const result = data?.[mutation];
    if (result?.announcement)
      return { outcome: 'ok', ...result.announcement, id: uuidOf(result.announcement.id) };
    if (result?.code) return { outcome: 'failed', code: result.code };
    return { outcome: 'unknown', reason: errors?.[0]?.extensions?.code ?? `status ${response.status}` };
  } catch (error) {
    const { cause, message, name } = error as Error & { cause?: { code?: string } };
    return { outcome: 'unknown', reason: cause?.code ?? (name === 'TimeoutError' ? name : message) };
  }
}
