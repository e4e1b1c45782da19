-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "contentHash" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "previousHash" TEXT;

-- AlterTable
ALTER TABLE "DealRecord" ADD COLUMN     "contentHash" TEXT;

-- Each LIVE announcement has the hash of the one before it. docs/record-format.md describes what is hashed, and
-- src/announcements/check-chain.ts checks it without these functions. All JSON is canonical (RFC 8785).
CREATE FUNCTION hash_of(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(value, 'UTF8')), 'hex')
$$;

CREATE FUNCTION content_hash(content jsonb, totals jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT hash_of(canonical_json(jsonb_build_object(
    'content', content, 'rates', totals -> 'rates', 'reportingCurrency', totals -> 'reportingCurrency')))
$$;

-- The keys are in their order, and no value needs an escape but the epoch.
CREATE FUNCTION announcement_hash(announcement "Announcement") RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT hash_of(
    '{"announcedAt":"' || to_char(announcement."announcedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","contentHash":"' || announcement."contentHash" || '","epoch":' || to_json(announcement."epoch")::text
    || ',"id":"' || announcement."id" || '","kind":"' || announcement."kind"
    || '","previousHash":' || coalesce('"' || announcement."previousHash" || '"', 'null')
    || ',"sequence":' || announcement."sequence" || ',"streamId":"' || announcement."streamId" || '"}')
$$;

-- What the first announcement follows: the deals that were recorded before it.
CREATE FUNCTION opening_hash(stream uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT hash_of('{"opening":[' || coalesce((
    SELECT string_agg('"' || record."contentHash" || '"', ',' ORDER BY record."contentHash" COLLATE "C")
    FROM "DealRecord" AS record JOIN "AnnouncementStream" AS owner ON owner."exhibitionId" = record."exhibitionId"
    WHERE owner."id" = stream), '') || '],"streamId":"' || stream || '"}')
$$;

-- In the transaction that numbers the announcement, behind the lock of its stream: the one before it is committed, or of
-- the same transaction. An archive brings its own hashes.
CREATE FUNCTION seal_announcement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."contentHash" IS NULL THEN NEW."contentHash" := content_hash(NEW."content", NEW."totals"); END IF;
  IF NEW."hash" IS NULL AND EXISTS (
    SELECT FROM "AnnouncementStream" WHERE "id" = NEW."streamId" AND "mode" = 'LIVE') THEN
    IF NEW."sequence" = 1 THEN
      NEW."previousHash" := opening_hash(NEW."streamId");
    ELSE
      SELECT "hash" INTO NEW."previousHash" FROM "Announcement"
      WHERE "streamId" = NEW."streamId" AND "sequence" = NEW."sequence" - 1;
    END IF;
    NEW."hash" := announcement_hash(NEW);
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION seal_deal_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."contentHash" IS NULL
    OR (TG_OP = 'UPDATE' AND NEW."content" <> OLD."content" AND NEW."contentHash" = OLD."contentHash") THEN
    NEW."contentHash" := hash_of(canonical_json(NEW."content"));
  END IF;
  RETURN NEW;
END $$;

-- The announcements that exist, in their order.
ALTER TABLE "DealRecord" DISABLE TRIGGER opening_totals_are_final;
UPDATE "DealRecord" SET "contentHash" = hash_of(canonical_json("content"));
ALTER TABLE "DealRecord" ENABLE TRIGGER opening_totals_are_final;
ALTER TABLE "Announcement" DISABLE TRIGGER announcement_is_for_ever;
UPDATE "Announcement" SET "contentHash" = content_hash("content", "totals");
DO $$
DECLARE
  announcement "Announcement";
  previous text;
BEGIN
  FOR announcement IN
    SELECT item.* FROM "Announcement" AS item JOIN "AnnouncementStream" AS stream ON stream."id" = item."streamId"
    WHERE stream."mode" = 'LIVE' ORDER BY item."streamId", item."sequence"
  LOOP
    IF announcement."sequence" = 1 THEN previous := opening_hash(announcement."streamId"); END IF;
    announcement."previousHash" := previous;
    previous := announcement_hash(announcement);
    UPDATE "Announcement" SET "previousHash" = announcement."previousHash", "hash" = previous
    WHERE "id" = announcement."id";
  END LOOP;
END $$;
ALTER TABLE "Announcement" ENABLE TRIGGER announcement_is_for_ever;

CREATE TRIGGER seal_announcement BEFORE INSERT ON "Announcement" FOR EACH ROW EXECUTE FUNCTION seal_announcement();
CREATE TRIGGER seal_deal_record BEFORE INSERT OR UPDATE ON "DealRecord" FOR EACH ROW EXECUTE FUNCTION seal_deal_record();
