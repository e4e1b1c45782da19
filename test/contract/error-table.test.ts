import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { closeCodes } from '../../src/errors/close-codes.ts';
import { CodedError } from '../../src/errors/coded-error.ts';
import { type ErrorEntry, errorTable, type HttpStatus, retryMeanings } from '../../src/errors/error-table.ts';
import { errorSamples, type UserErrorSample } from './error-samples.ts';

function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function statusText({ requestError, requestErrorInJson, fieldError }: HttpStatus): string {
  return [
    requestError,
    ...(requestErrorInJson === requestError ? [] : [`${requestErrorInJson} as application/json`]),
    ...(fieldError === requestError || fieldError === requestErrorInJson ? [] : [`${fieldError} with data`]),
  ].join(', ');
}

function codeRow([code, entry]: [string, ErrorEntry]): string {
  const { status, closeCode, retry, meaning, clientAction } = entry;
  const close = closeCode === null ? '–' : closeCodes[closeCode].code;
  return row(`\`${code}\``, meaning, statusText(status), close, `\`${retry}\``, clientAction);
}

/** As a client receives it that selects every fieldError of the error. */
function payload(sample: UserErrorSample | CodedError): object {
  if (sample instanceof CodedError) return { errors: [sample.toJSON()] };
  const { mutation, error } = sample;
  const { code, message, path, retry } = error;
  const own = Object.fromEntries(
    Object.entries(error).filter(([name]) => !['code', 'name', 'path', 'message'].includes(name)),
  );
  const result = { __typename: error.constructor.name, code, message, path, retry, ...own };
  return { data: { [mutation]: result } };
}

const page = `# Errors

Printed from \`src/errors/error-table.ts\` and \`src/errors/close-codes.ts\`
(\`npx vitest run test/contract/error-table.test.ts -u\`).

An expected failure of a mutation is data: a type of its result union with \`code\`, \`message\`, \`path\` and \`retry\`.
Every other error is a GraphQL error with \`code\` and \`retry\` in \`extensions\`. \`extensions.argument\` names the argument
that the error is about. \`INTERNAL_SERVER_ERROR\` and \`UNAVAILABLE\` have \`extensions.requestId\`, under which the log has the
error.

## Retry

A client decides by \`retry\`, not by the code. A code that is added later has a \`retry\` too.

${row('retry', 'meaning')}
${row('---', '---')}
${Object.entries(retryMeanings)
  .map(([name, text]) => row(`\`${name}\``, text))
  .join('\n')}

## Codes

The HTTP status is the highest of all errors in the response. The server closes the WebSocket with the close code if
the error concerns the connection: its token, its rate or the server. Otherwise the operation alone ends.

${row('code', 'meaning', 'HTTP status', 'close code', 'retry', 'the client')}
${row('---', '---', '---', '---', '---', '---')}
${Object.entries(errorTable).map(codeRow).join('\n')}

## WebSocket close codes

The unmodified graphql-ws client connects again after a code with "yes", as often as its \`retryAttempts\` allow. After the
other codes it gives up. A temporary condition is never reported with such a code.

${row('code', 'reason', 'meaning', 'connects again')}
${row('---', '---', '---', '---')}
${Object.values(closeCodes)
  .map(({ code, reason, meaning, clientRetries }) =>
    row(code, reason || '–', meaning, clientRetries ? 'yes' : 'no'),
  )
  .join('\n')}

## Examples

Each code as a client receives it. Over WebSocket the array of \`errors\` is the payload of an \`error\` message.

${Object.entries(errorSamples)
  .map(([code, sample]) => `### ${code}\n\n\`\`\`json\n${JSON.stringify(payload(sample), null, 2)}\n\`\`\`\n`)
  .join('\n')}`;

it('docs/errors.md is the error table with an example of each code', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/errors.md');
});

it('a temporary error never closes a socket with a code that graphql-ws treats as fatal', () => {
  const client = readFileSync(
    new URL('../../node_modules/graphql-ws/dist/client.js', import.meta.url),
    'utf8',
  );
  const files = ['graphql-ws-server', 'websocket', 'token-end', 'connections', 'websocket-subscriber'];
  const source = files
    .map((name) => readFileSync(new URL(`../../src/realtime/${name}.ts`, import.meta.url), 'utf8'))
    .join();
  const ofTheClient = ['BAD_REQUEST', 'SUBSCRIBER_ALREADY_EXISTS'];
  const closedWith = [...source.matchAll(/(?:onnection\.|this\.#)close\((?:[^()]+\?\? )?'(\w+)'\)/g)]
    .map((match) => match[1] as keyof typeof closeCodes)
    .filter((name) => !ofTheClient.includes(name));
  expect(new Set(closedWith)).toEqual(
    new Set(['FORBIDDEN', 'RATE_LIMITED', 'SERVICE_RESTART', 'SLOW_SUBSCRIBER', 'TRY_AGAIN_LATER']),
  );
  for (const name of closedWith) {
    const { code, clientRetries } = closeCodes[name];
    expect(clientRetries, name).toBe(true);
    // graphql-ws treats 1000–1999 as fatal except for a list, and 44xx only if it is listed.
    if (code < 2_000)
      expect(client, name).toMatch(new RegExp(`isFatalInternalCloseCode[^}]*\\b${code}\\b`, 's'));
    else expect([4500, 4005, 4400, 4004, 4401, 4406, 4409, 4429]).not.toContain(code);
  }
});

it('a temporary error that ends a subscription closes the socket with a code after which graphql-ws reconnects', () => {
  const entries: [string, ErrorEntry][] = Object.entries(errorTable);
  const closing = entries.filter(([, { closeCode }]) => closeCode !== null);
  expect(closing.length).toBeGreaterThan(2);
  for (const [code, { closeCode }] of closing) expect(closeCodes[closeCode!].clientRetries, code).toBe(true);
});

it('each example has the code and the retry of its row', () => {
  for (const [code, sample] of Object.entries(errorSamples)) {
    const text = JSON.stringify(payload(sample));
    expect(text, code).toContain(`"code":"${code}"`);
    expect(text, code).toContain(`"retry":"${errorTable[code as keyof typeof errorTable].retry}"`);
  }
});
