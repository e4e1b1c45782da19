import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { newSecret, rotateSecret, UnquotableSecret, writePrivately } from '../auth/rotate-secret.ts';
import { runCommand, UsageError } from './command.ts';

await runCommand(
  {
    name: 'npm run rotate-secret',
    summary:
      'Writes a new AUTH_SECRET into a file of settings, and retires the one before: its tokens stay valid until they expire. Restart the servers afterwards, in any order.',
    options: {
      file: { type: 'string', value: '<file>', default: '.env', description: 'The file of settings.' },
      finish: {
        type: 'boolean',
        default: false,
        description: 'Removes the retired secrets instead: tokens that they signed end.',
      },
    },
  },
  ({ file, finish }) => {
    const text = readFileSync(file!, 'utf8');
    const { AUTH_SECRET, AUTH_SECRET_FILE } = parseEnv(text);
    if (AUTH_SECRET_FILE)
      throw new UsageError(
        `${file} names AUTH_SECRET_FILE. Write the new secret into that file, and the previous one into AUTH_RETIRED_SECRETS_FILE.`,
      );
    if (!AUTH_SECRET) throw new UsageError(`${file} has no AUTH_SECRET.`);
    writePrivately(file!, rotated(text, finish ? null : newSecret()));
    console.log(
      finish
        ? `${file} has no retired secret any more: restart the servers, in any order.`
        : `${file} has a new AUTH_SECRET: restart the servers, in any order. After the last old token has expired, use --finish.`,
    );
  },
);

function rotated(text: string, secret: string | null): string {
  try {
    return rotateSecret(text, secret);
  } catch (error) {
    if (error instanceof UnquotableSecret) throw new UsageError(error.message);
    throw error;
  }
}
