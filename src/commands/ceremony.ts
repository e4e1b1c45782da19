import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import type { Config } from '../config.ts';
import { Api } from './ceremony/api.ts';
import { newestExhibition } from './ceremony/documents.ts';
import { perform } from './ceremony/perform.ts';
import { numberOption, runCommand, urlOption } from './command.ts';
import { readEnvironment } from './environment.ts';

const maxPaceS = 600;

async function ownToken({ auth, dataDir }: Config, exhibition: string): Promise<string> {
  const secret = auth.kind === 'secret' ? auth.secret : null;
  if (secret === null && !existsSync(join(dataDir, 'auth-secret'))) {
    throw new Error('--token is missing, and this machine has no secret to sign one.');
  }
  const request = {
    role: 'operator' as const,
    exhibitions: [exhibition],
    expires: '12h',
    name: 'npm run ceremony',
  };
  return issueToken(secret ?? readLocalSecret(dataDir), auth, request);
}

await runCommand(
  {
    name: 'npm run ceremony',
    summary: 'Runs a whole ceremony through the public API.',
    options: {
      url: {
        type: 'string',
        value: '<url>',
        description: 'URL of the server. Default: PORT on this machine.',
      },
      exhibition: {
        type: 'string',
        value: '<slug>',
        description: 'Slug of the exhibition. Default: the newest exhibition.',
      },
      token: {
        type: 'string',
        value: '<token>',
        description: "An operator's token. Default: one signed with the local secret.",
      },
      pace: {
        type: 'string',
        value: '<seconds>',
        default: '1.5',
        description: 'Time between two announcements.',
      },
      rehearsal: {
        type: 'boolean',
        default: false,
        description: 'Performs a rehearsal. Nothing is sent to live screens.',
      },
    },
  },
  async ({ url, exhibition, token, pace, rehearsal }) => {
    const paceMs = numberOption('pace', pace, 0, maxPaceS) * 1_000;
    const config = readEnvironment();
    const server = urlOption('url', url ?? `http://127.0.0.1:${config.port}`);
    const slug =
      exhibition ?? (await new Api(server, null).send(newestExhibition, {})).exhibitions.nodes[0]?.slug;
    if (!slug) throw new Error('There is no exhibition yet.');
    const api = new Api(server, token ?? (await ownToken(config, slug)));
    const performed = await perform(api, { slug, paceMs, mode: rehearsal ? 'REHEARSAL' : 'LIVE' });
    if (!performed) console.log(`  The ceremonies of ${slug} are closed: there is nothing left to perform.`);
  },
);
