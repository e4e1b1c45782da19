/**
 * First path segments that pages use or are going to use, so that no exhibition or series can take one as its slug.
 * The database refuses them as well (migration "reserved_slugs"); test/contract/database/reserved-slugs.test.ts holds
 * both to this list.
 */
export const reservedSlugs: readonly string[] = [
  ...['about', 'account', 'admin', 'api', 'assets', 'auth', 'calendar', 'ceremonies', 'client', 'companies'],
  ...['deals', 'desk', 'docs', 'download', 'embed', 'exhibitions', 'export', 'favicon', 'feed', 'feeds'],
  ...[
    'figures',
    'fonts',
    'graphiql',
    'graphql',
    'health',
    'help',
    'import',
    'legal',
    'live',
    'login',
    'logout',
  ],
  ...['metrics', 'organizations', 'overlay', 'overlays', 'people', 'press', 'preview', 'print', 'privacy'],
  ...[
    'programme',
    'prompter',
    'public',
    'ready',
    'rehearsal',
    'robots',
    'schema',
    'screen',
    'screens',
    'search',
  ],
  ...['series', 'settings', 'sitemap', 'speeches', 'static', 'status', 'studio', 'timer', 'token', 'verify'],
  ...['wall', 'walls', 'well-known'],
];
