/** A COMMIT whose response is lost is neither reported as failed nor repeated: the idempotency key shows its outcome. */
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';

type Query = (...parameters: unknown[]) => Promise<unknown>;

/** Drops the response to the next COMMIT of this process, in the given way. */
function loseNextCommit(error: Error): { lost: () => boolean } {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const { query: original } = prototype;
  let lost = false;
  prototype.query = async function lossy(this: unknown, ...parameters: unknown[]) {
    const [first] = parameters as [string | { text?: string }];
    const text = typeof first === 'string' ? first : first?.text;
    const answer = original.apply(this, parameters);
    if (lost || text !== 'COMMIT') return answer;
    lost = true;
    await answer;
    throw error;
  };
  onTestFinished(() => {
    prototype.query = original;
  });
  return { lost: () => lost };
}

const breaks = [
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', errno: -104 }),
  new Error('Connection terminated unexpectedly'),
  new Error('Query read timeout'),
];
/** With a change of a row, and with an announcement only. */
const verbs = ['signDeal', 'publishNotice'] as const;
const cases = verbs.flatMap((verb) => breaks.map((error) => ({ verb, error, why: error.message })));

it.each(cases)('resolves the outcome of $verb after "$why"', async ({ verb, error }) => {
  const stage = await openStage({ deals: 1 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  const inputs = {
    signDeal: { deal: stage.deals[0] },
    publishNotice: {
      exhibition: stage.exhibition,
      textTranslations: [{ language: 'de', text: 'Beginn um neun' }],
    },
  };
  const input = { ...inputs[verb], idempotencyKey: newKey() };
  const commit = loseNextCommit(error);
  const { announcement } = await make(url, verb, input, 'announcement { sequence }', {
    token: stage.operator,
  });
  expect(commit.lost()).toBe(true);
  const { exhibition } = await query(
    url,
    `{ exhibition(idOrSlug: "${stage.slug}") { stream { sequence } } }`,
  );
  expect(exhibition.stream.sequence).toBe(announcement.sequence);
  expect(announcement.sequence).toBe(2);
});
