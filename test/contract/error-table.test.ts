import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from '../../src/errors/codes.ts';
import { closeCodes } from '../../src/realtime/close-codes.ts';

const retries = { NO: 'no', SAME_REQUEST: 'the same request', NEW_SNAPSHOT: 'from a new snapshot' };

function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

const page = `# Errors

Printed from \`src/errors/codes.ts\` and \`src/realtime/close-codes.ts\`
(\`npx vitest run test/contract/error-table.test.ts -u\`).

A refusal of a mutation is data: a type of its result union with \`code\`, \`message\` and \`path\`. Everything else is a
GraphQL error with the code in \`extensions.code\`, and the argument it is about in \`extensions.argument\`.
\`INTERNAL_SERVER_ERROR\` and \`UNAVAILABLE\` also tell the \`requestId\` to find them by in the log.

## Codes

${row('code', 'meaning', 'the client', 'try again')}
${row('---', '---', '---', '---')}
${Object.entries(errorCodes)
  .map(([code, { meaning, clientDoes, retry }]) => row(`\`${code}\``, meaning, clientDoes, retries[retry]))
  .join('\n')}

## WebSocket close codes

The unmodified graphql-ws client comes back by itself after a code that is marked so, with the retries it was given
(\`retryAttempts\`, \`retryWait\`); after the others it gives up. Nothing that passes is told with one of those.

${row('code', 'reason', 'meaning', 'comes back')}
${row('---', '---', '---', '---')}
${Object.values(closeCodes)
  .map(({ code, reason, meaning, clientRetries }) =>
    row(code, reason || '–', meaning, clientRetries ? 'yes' : 'no'),
  )
  .join('\n')}
`;

it('is printed in docs/errors.md', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/errors.md');
});

it('closes no socket with a code that ends a graphql-ws client for good, where the reason may pass', () => {
  const client = readFileSync(
    new URL('../../node_modules/graphql-ws/dist/client.js', import.meta.url),
    'utf8',
  );
  const source = readFileSync(new URL('../../src/realtime/graphql-ws-server.ts', import.meta.url), 'utf8');
  const closedWith = [...source.matchAll(/closeSocket\([^,]+, '(\w+)'\)/g)].map(
    (match) => match[1] as keyof typeof closeCodes,
  );
  expect(closedWith.length).toBeGreaterThan(3);
  for (const name of closedWith) {
    const { code, clientRetries } = closeCodes[name];
    expect(clientRetries, name).toBe(true);
    // As the client has it: 1000–1999 is fatal but for a list, 44xx only if it is named.
    if (code < 2_000)
      expect(client, name).toMatch(new RegExp(`isFatalInternalCloseCode[^}]*\\b${code}\\b`, 's'));
    else expect([4500, 4005, 4400, 4004, 4401, 4406, 4409, 4429]).not.toContain(code);
  }
});
