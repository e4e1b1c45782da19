import type { Pavilion } from './app.ts';
import { issueToken } from './auth/tokens.ts';
import type { Config } from './config.ts';

const tokenLifetime = '12h';

/** The text that a new user needs after the start: where the API is, and a token to try it with. */
export async function createStartupBanner(
  { url, secret, database }: Pavilion,
  { auth, database: { kind } }: Config,
): Promise<string> {
  const lines = ['', `  Pavilion listens on ${url}/graphql`];
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
        `  Operator token for ${newest.slug}, valid for ${tokenLifetime}:`,
        `  ${token}`,
        '',
        '  Its screen, and its desk with that token:',
        `  ${url}/screen/${newest.slug}`,
        `  ${url}/desk/${newest.slug}#token=${token}`,
        '',
        '  npm run ceremony   runs the opening ceremony, as the desk does',
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
