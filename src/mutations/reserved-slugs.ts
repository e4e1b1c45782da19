/**
 * First path segments that are used or reserved for pages. They are rejected as slugs of exhibitions and series. The
 * database rejects them too (migration "reserved_slugs"); test/contract/database/constraints.test.ts compares both
 * lists.
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
