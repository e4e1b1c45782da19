/**
 * Writes each announcement to a file, one JSON object per line, exactly once, however often this program or its network ends.
 *
 * The cursor is part of the line, so that both are written together: the last complete line says where to go on. A line with `snapshot`
 * begins the file, and follows where the server could not resume (a backup was restored): what is after it replaces what the snapshot
 * does not contain.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { followAnnouncements, overWebSocket, request } from '@pavilion-expo/client';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:4000' },
    exhibition: { type: 'string', default: 'yancheng-2023' },
    file: { type: 'string', default: 'announcements.ndjson' },
  },
});
const url = `${values.server}/graphql`;
const variables = { exhibition: values.exhibition };

const append = (line) => appendFileSync(values.file, `${JSON.stringify(line)}\n`);

/** The cursor of the last line. A line that was not written completely is removed. */
function readCursor() {
  if (!existsSync(values.file)) return null;
  const content = readFileSync(values.file);
  const end = content.lastIndexOf('\n') + 1;
  if (end < content.length) truncateSync(values.file, end);
  const last = content.subarray(0, end).toString().trimEnd().split('\n').at(-1);
  return last ? JSON.parse(last).cursor : null;
}

async function writeSnapshot() {
  const query = `query Snapshot($exhibition: ID!) {
    exhibition(idOrSlug: $exhibition) { totals { deals } stream { sequence cursor } }
  }`;
  const { data, errors } = await request({ query, variables }, { url });
  if (!data?.exhibition)
    throw new Error(errors?.[0]?.message ?? `There is no exhibition ${values.exhibition}.`);
  const { totals, stream } = data.exhibition;
  append({ snapshot: true, ...stream, totals });
  return stream.cursor;
}

const follower = followAnnouncements(overWebSocket({ url: url.replace(/^http/, 'ws') }), {
  query: `subscription Follow($exhibition: ID!, $after: String) {
    announcements(exhibition: $exhibition, after: $after) {
      __typename sequence cursor announcedAt totals { deals }
      ... on DealSigned { deal { dealId title amount { amount currency } } }
      ... on Notice { text }
    }
  }`,
  variables,
  after: readCursor() ?? (await writeSnapshot()),
  onAnnouncement: append,
  onCursorLost: writeSnapshot,
  onState: ({ name }) => console.log(name),
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    follower.stop();
    process.exit();
  });
}
