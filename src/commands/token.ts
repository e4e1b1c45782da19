import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import { choiceOption, runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';

const roles = ['screen', 'operator', 'organizer'] as const;

/**
 * A renewed token has the subject of the one before it: a command that is sent again is recognized. Without a name the
 * account that issues the token stands for its holder, so that two people at two machines do not share a subject.
 */
function subjectOf(
  role: string,
  exhibitions: readonly string[],
  series: readonly string[],
  name: string | undefined,
): string {
  const scope = [[...exhibitions].sort(), ...(series.length > 0 ? [[...series].sort()] : [])];
  const holder = JSON.stringify([role, ...scope, name ? [name] : [hostname(), account()]]);
  return `${role}-${createHash('sha256').update(holder).digest('hex').slice(0, 12)}`;
}

function account(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user id may have no name.
    return String(process.getuid?.() ?? '');
  }
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
        description:
          'Of the token. A screen and an operator need exhibitions or series; an organizer without any has all. Repeat the option for several.',
      },
      series: {
        type: 'string',
        multiple: true,
        value: '<slug>',
        description: 'All exhibitions of the series, also later ones. Repeat the option for several.',
      },
      expires: {
        type: 'string',
        value: '<time>',
        default: '12h',
        description: 'Lifetime, such as 30m, 12h or 7d.',
      },
      name: {
        type: 'string',
        value: '<name>',
        description: 'Of the holder: shown on the desk and in the audit log. Give one to each operator.',
      },
      subject: {
        type: 'string',
        value: '<id>',
        description:
          'Idempotency keys belong to a subject. Default: the same for the same role, exhibitions and name (without one: account and machine).',
      },
    },
  },
  async ({ role, exhibition = [], series = [], expires, name, subject }) => {
    const request = {
      role: choiceOption('role', role, roles),
      exhibitions: exhibition,
      series,
      expires,
      ...(name && { name }),
      subject: subject ?? subjectOf(role!, exhibition, series, name),
    };
    if (request.role !== 'organizer' && exhibition.length + series.length === 0)
      throw new UsageError(
        `--exhibition or --series is missing: a token with the role ${request.role} needs one.`,
      );
    if (request.role !== 'screen' && !name && !subject)
      console.error(
        `No --name: commands of this token are recorded as those of every ${request.role} without a name whose token is issued by this account.`,
      );
    const { auth, dataDir } = readEnvironment();
    if (auth.kind === 'jwks') throw new Error('AUTH_JWKS_URL is set: only its issuer can issue tokens.');
    console.log(await issueToken(auth.secret ?? readLocalSecret(dataDir), auth, request));
  },
);
