/**
 * Sends random operations as random callers, and checks each response: no status 500, no masked error that should be
 * typed, no operation above the cost limit, no leaked internals. A finding can be reproduced by its seed.
 */
import type { GraphQLSchema } from 'graphql';
import { errorTable } from '../../src/errors/error-table.ts';
import { leaksIn } from '../hostile/leaks.ts';
import { Random } from './random.ts';
import { type RandomOperation, randomOperation } from './random-document.ts';
import type { Known } from './random-value.ts';

export interface Fuzzing {
  schema: GraphQLSchema;
  url: string;
  seed: number;
  known: Known;
  /** Undefined for a public caller. */
  tokens: readonly (string | undefined)[];
  until: (sent: number) => boolean;
}

export interface Finding extends RandomOperation {
  number: number;
  why: string;
  answer: string;
}

export interface FuzzReport {
  sent: number;
  /** Number of responses by their first error code, or "data" without errors. */
  outcomes: Record<string, number>;
  findings: Finding[];
}

const atOnce = 6;
const maxFindings = 20;
const largestAnswerBytes = 4 * 1_024 * 1_024;

export async function fuzz({ schema, url, seed, known, tokens, until }: Fuzzing): Promise<FuzzReport> {
  const report: FuzzReport = { sent: 0, outcomes: {}, findings: [] };
  let number = 0;
  const worker = async () => {
    while (!until(number) && report.findings.length < maxFindings) {
      const own = number++;
      // Seeded by its own number, so that concurrent operations do not change it.
      const random = new Random(seed * 1_000_003 + own);
      const operation = randomOperation(schema, random, known);
      const { outcome, why, answer } = await send(url, operation, random.of(tokens));
      report.sent++;
      report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
      if (why) report.findings.push({ number: own, why, answer: answer.slice(0, 600), ...operation });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return report;
}

interface Judged {
  outcome: string;
  why: string | null;
  answer: string;
}

async function send(url: string, operation: RandomOperation, token: string | undefined): Promise<Judged> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(operation),
  });
  const answer = await response.text();
  const { errors = [] } = JSON.parse(answer) as { errors?: { extensions?: { code?: string } }[] };
  const codes = errors.map((error) => error.extensions?.code ?? 'none');
  return { outcome: codes[0] ?? 'data', why: problemWith(response.status, codes, answer), answer };
}

function problemWith(status: number, codes: readonly string[], answer: string): string | null {
  if (status >= 500) return `status ${status}`;
  const unknown = codes.find((code) => !(code in errorTable));
  if (unknown) return `the code ${unknown}`;
  const masked = codes.find((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE');
  if (masked) return masked;
  if (answer.length > largestAnswerBytes) return `an answer of ${answer.length} bytes`;
  return null;
}

/** Text that only the server internals contain. Text that we sent may be returned. */
export function insideOf({ findings }: FuzzReport): string[] {
  return findings.flatMap(({ answer }) => leaksIn(answer));
}
