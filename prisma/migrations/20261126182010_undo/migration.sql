-- DropIndex
DROP INDEX "AuditRecord_exhibitionId_at_idx";

-- DropIndex
DROP INDEX "AuditRecord_subjectId_at_idx";

-- AlterTable
ALTER TABLE "AuditRecord" ADD COLUMN     "announced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "change" UUID,
ADD COLUMN     "number" BIGSERIAL NOT NULL;

-- CreateTable
CREATE TABLE "ChangedRow" (
    "change" UUID NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChangedRow_pkey" PRIMARY KEY ("change","table","key")
);

-- CreateIndex
CREATE INDEX "ChangedRow_at_idx" ON "ChangedRow"("at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditRecord_number_key" ON "AuditRecord"("number");

-- CreateIndex
CREATE INDEX "AuditRecord_exhibitionId_number_idx" ON "AuditRecord"("exhibitionId", "number");

-- CreateIndex
CREATE INDEX "AuditRecord_subjectId_number_idx" ON "AuditRecord"("subjectId", "number");

-- CreateIndex
CREATE INDEX "AuditRecord_actor_number_idx" ON "AuditRecord"("actor", "number");

-- CreateIndex
CREATE INDEX "AuditRecord_change_idx" ON "AuditRecord"("change");

-- Columns that follow from others, or that no person enters: a change of them alone is no change to undo, and an undo
-- leaves them, or computes them again.
CREATE FUNCTION derived_columns() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY['version', 'programmeVersion', 'createdAt', 'publicSince', 'latestAt', 'searchText', 'searchGrams', 'sortName',
               'countries', 'amountInReportingCurrency', 'cue', 'rehearsalCue']
$$;

CREATE FUNCTION keep_row(name text, key_columns text[], before jsonb, after jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "ChangedRow" ("change", "table", "key", "before", "after")
  VALUES (
    current_setting('pavilion.change')::uuid, name,
    (SELECT jsonb_object_agg(part, coalesce(before, after) -> part) FROM unnest(key_columns) AS part)::text,
    before, after)
  ON CONFLICT ("change", "table", "key") DO UPDATE SET "after" = EXCLUDED."after"
$$;

-- Keeps a row as it was before the change that the transaction has named, and as it is after it. A row that gets
-- another key is one that is deleted and one that is inserted.
CREATE FUNCTION keep_changed_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  key_columns text[] := TG_ARGV;
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    PERFORM keep_row(TG_TABLE_NAME, key_columns, before, after);
  ELSIF EXISTS (SELECT FROM unnest(key_columns) AS part WHERE before -> part <> after -> part) THEN
    PERFORM keep_row(TG_TABLE_NAME, key_columns, before, NULL);
    PERFORM keep_row(TG_TABLE_NAME, key_columns, NULL, after);
  ELSIF before - derived_columns() <> after - derived_columns() THEN
    PERFORM keep_row(TG_TABLE_NAME, key_columns, before, after);
  END IF;
  RETURN NULL;
END $$;

-- Every table whose rows a person enters, with the columns of its primary key: src/audit/tables.ts has the same list.
DO $$
DECLARE
  tracked record;
BEGIN
  FOR tracked IN SELECT * FROM (VALUES
    ('Industry', '{id}'), ('Organization', '{id}'), ('Person', '{id}'), ('ExhibitionSeries', '{id}'),
    ('Exhibition', '{id}'), ('AnnouncementStream', '{id}'), ('Venue', '{id}'), ('Exhibitor', '{id}'),
    ('Ceremony', '{id}'), ('Deal', '{id}'), ('Speech', '{id}'), ('ReportedFigure', '{id}'),
    ('StreamEpoch', '{epoch}'), ('FocusIndustry', '{exhibitionId,industryId}'),
    ('ExchangeRate', '{exhibitionId,currencyCode}'), ('CeremonyVenue', '{ceremonyId,venueId}'),
    ('DealParty', '{dealId,organizationId}'), ('ProgrammeItem', '{id}'), ('_ReportedFigureToSource', '{A,B}'),
    ('_DealToSource', '{A,B}'), ('_SourceToSpeech', '{A,B}')
  ) AS list(name, key_columns) LOOP
    EXECUTE format(
      'CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW '
      'WHEN (current_setting(''pavilion.change'', true) <> '''') EXECUTE FUNCTION keep_changed_row(%s)',
      tracked.name,
      (SELECT string_agg(quote_literal(part), ', ') FROM unnest(tracked.key_columns::text[]) AS part));
  END LOOP;
END $$;
