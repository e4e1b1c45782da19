-- First path segments of pages are no slugs (src/mutations/reserved-slugs.ts has the same list). NOT VALID: an exhibition
-- of 0.1 that has one of them keeps it, and the migration does not fail.
CREATE FUNCTION reserved_slugs() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY[
    'about', 'account', 'admin', 'api', 'assets', 'auth', 'calendar', 'ceremonies', 'client', 'companies',
    'deals', 'desk', 'docs', 'download', 'embed', 'exhibitions', 'export', 'favicon', 'feed', 'feeds',
    'figures', 'fonts', 'graphiql', 'graphql', 'health', 'help', 'import', 'legal', 'live', 'login', 'logout',
    'metrics', 'organizations', 'overlay', 'overlays', 'people', 'press', 'preview', 'print', 'privacy',
    'programme', 'prompter', 'public', 'ready', 'rehearsal', 'robots', 'schema', 'screen', 'screens', 'search',
    'series', 'settings', 'sitemap', 'speeches', 'static', 'status', 'studio', 'timer', 'token', 'verify',
    'wall', 'walls', 'well-known'
  ]
$$;
ALTER TABLE "ExhibitionSeries"
  ADD CONSTRAINT series_slug_is_not_reserved CHECK ("slug" <> ALL (reserved_slugs())) NOT VALID;
ALTER TABLE "Exhibition"
  ADD CONSTRAINT exhibition_slug_is_not_reserved CHECK ("slug" <> ALL (reserved_slugs())) NOT VALID;
