import { createHash } from 'node:crypto';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import { choiceOption, runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';

const roles = ['screen', 'operator', 'organizer'] as const;

/** A renewed token has the same subject, because idempotency keys belong to a subject. */
function subjectOf(role: string, exhibitions: readonly string[], name = ''): string {
  const holder = JSON.stringify([role, [...exhibitions].sort(), name]);
  return `${role}-${createHash('sha256').update(holder).digest('hex').slice(0, 12)}`;
}

await runCommand(
  {
    name: 'npm run token',
    summary: 'Issues a token, signed with AUTH_SECRET or with the local secret.',
    options: {
      role: { type: 'string', value: roles.join('|'), description: 'Required.' },
      exhibition: {
        type: 'string',
        multiple: true,
        value: '<slug>',
        description: 'Required for a screen and an operator. Repeat the option for several exhibitions.',
      },
      expires: {
        type: 'string',
        value: '<time>',
        default: '12h',
        description: 'Lifetime, such as 30m, 12h or 7d.',
      },
      name: { type: 'string', value: '<name>', description: 'Shown on the desk and in the audit log.' },
      subject: {
        type: 'string',
        value: '<id>',
        description:
          'Idempotency keys belong to a subject. Default: the same for the same role, exhibitions and name.',
      },
    },
  },
  async ({ role, exhibition = [], expires, name, subject }) => {
    const request = {
      role: choiceOption('role', role, roles),
      exhibitions: exhibition,
      expires,
      ...(name && { name }),
      subject: subject ?? subjectOf(role!, exhibition, name),
    };
    if (request.role !== 'organizer' && exhibition.length === 0)
      throw new UsageError(`--exhibition is missing: a token with the role ${request.role} needs one.`);
    const { auth, dataDir } = readEnvironment();
    if (auth.kind === 'jwks') throw new Error('AUTH_JWKS_URL is set: only its issuer can issue tokens.');
    console.log(await issueToken(auth.secret ?? readLocalSecret(dataDir), auth, request));
  },
);
