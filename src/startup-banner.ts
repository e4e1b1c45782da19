import type { Pavilion } from './app.ts';
import { issueToken } from './auth/tokens.ts';
import type { Config } from './config.ts';

const tokenLifetime = '12h';

/** What a newcomer needs to see: where to look, and a token to act with. */
export async function greeting(
  { url, secret, database }: Pavilion,
  { auth, database: { kind } }: Config,
): Promise<string> {
  const lines = ['', `  Pavilion is open: ${url}/graphql`];
  if (secret !== null && kind === 'embedded') {
    const newest = await database.rows.exhibition.findFirst({
      orderBy: { startsOn: 'desc' },
      select: { slug: true },
    });
    if (newest) {
      const token = await issueToken(secret, auth, {
        role: 'operator',
        exhibitions: [newest.slug],
        expires: tokenLifetime,
      });
      lines.push(
        '',
        `  An operator's token for ${newest.slug}, good for ${tokenLifetime}:`,
        `  ${token}`,
        '',
        '  Its ceremony screen, and its desk with that token:',
        `  ${url}/screen/${newest.slug}`,
        `  ${url}/desk/${newest.slug}#token=${token}`,
        '',
        '  npm run ceremony   runs its opening ceremony, as a desk does',
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
