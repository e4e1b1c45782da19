/** npm run token -- --role operator --exhibition yancheng-2023 --expires 12h */
import { parseArgs } from 'node:util';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken, type TokenRequest } from '../auth/tokens.ts';
import { readConfig } from '../config.ts';

const usage = `usage: npm run token -- --role screen|operator|organizer
  [--exhibition <slug>]…   required for a screen and an operator; repeat it for several
  [--expires 12h]          such as 30m, 12h, 7d
  [--name <name>]          shown at the desk and in the audit record
  [--subject <id>]         keeps the same person's idempotency keys together`;

function readArguments(): TokenRequest {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      exhibition: { type: 'string', multiple: true, default: [] },
      expires: { type: 'string', default: '12h' },
      name: { type: 'string' },
      subject: { type: 'string' },
    },
  });
  const { role, exhibition, expires, name, subject } = values;
  if (role !== 'screen' && role !== 'operator' && role !== 'organizer')
    throw new Error('--role is missing or unknown');
  if (role !== 'organizer' && exhibition.length === 0) throw new Error(`a ${role} needs --exhibition`);
  return { role, exhibitions: exhibition, expires, ...(name && { name }), ...(subject && { subject }) };
}

try {
  const request = readArguments();
  const { auth, dataDir } = readConfig(process.env);
  if (auth.kind === 'jwks') throw new Error('tokens come from the issuer of AUTH_JWKS_URL, not from here');
  console.log(await issueToken(auth.secret ?? readLocalSecret(dataDir), auth, request));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exit(2);
}
