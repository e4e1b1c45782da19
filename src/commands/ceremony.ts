/** npm run ceremony: performs a whole ceremony through the public API, for screens to watch. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import { type Config, readConfig } from '../config.ts';
import { Api, ApiError } from './ceremony/api.ts';
import { newestExhibition } from './ceremony/documents.ts';
import { perform } from './ceremony/perform.ts';

const usage = `usage: npm run ceremony -- [--url http://127.0.0.1:4000] [--exhibition <slug>]
  [--token <token>]   an operator's; left out, one is made from the secret of this machine
  [--pace <seconds>]  between two announcements, 1.5 if left out
  [--rehearsal]       in the rehearsal, which reaches no live screen`;

interface Options {
  url: string;
  token: string | undefined;
  exhibition: string | undefined;
  paceMs: number;
  mode: 'LIVE' | 'REHEARSAL';
}

function readOptions(config: Config): Options {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: `http://127.0.0.1:${config.port}` },
      token: { type: 'string' },
      exhibition: { type: 'string' },
      pace: { type: 'string', default: '1.5' },
      rehearsal: { type: 'boolean', default: false },
    },
  });
  const paceMs = Number(values.pace) * 1_000;
  if (!(paceMs >= 0 && paceMs <= 600_000)) throw new Error('--pace is a number of seconds from 0 to 600');
  if (!URL.canParse(values.url)) throw new Error('--url is not an address');
  const { url, token, exhibition, rehearsal } = values;
  return { url, token, exhibition, paceMs, mode: rehearsal ? 'REHEARSAL' : 'LIVE' };
}

async function ownToken({ auth, dataDir }: Config, exhibition: string): Promise<string> {
  const secret = auth.kind === 'secret' ? auth.secret : null;
  if (secret === null && !existsSync(join(dataDir, 'auth-secret'))) {
    throw new Error('give --token: this machine has no secret to make one with');
  }
  const request = {
    role: 'operator' as const,
    exhibitions: [exhibition],
    expires: '12h',
    name: 'npm run ceremony',
  };
  return issueToken(secret ?? readLocalSecret(dataDir), auth, request);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { url, token, exhibition, paceMs, mode } = readOptions(config);
  const slug = exhibition ?? (await new Api(url, null).send(newestExhibition, {})).exhibitions.nodes[0]?.slug;
  if (!slug) throw new Error('there is no exhibition yet');
  const api = new Api(url, token ?? (await ownToken(config, slug)));
  const performed = await perform(api, { slug, paceMs, mode });
  if (!performed) console.log(`  The ceremonies of ${slug} are closed: there is nothing left to perform.`);
}

try {
  await main();
} catch (error) {
  console.error(
    error instanceof ApiError ? `\n  ${error.message}` : `${(error as Error).message}\n\n${usage}`,
  );
  process.exit(1);
}
