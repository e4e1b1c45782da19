-- Running totals are kept per category and bindingness: amounts that are invested, paid for goods or named in a
-- cooperation are never added up, and what binds is told apart from what does not.
--
-- A tally is {"deals", "currencies": {code: {"deals", "amount"}}}, as before (tally_after). A breakdown has one for
-- each category and side that holds a deal: {"INVESTMENT": {"binding": tally, "nonBinding": tally}, …}. The totals are
-- {"all": breakdown, "industries": {code: breakdown}, "countries": {code: breakdown}}.

-- A breakdown with one deal more (sign 1) or less (-1).
CREATE FUNCTION breakdown_after(breakdown jsonb, change jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  category text := change->>'category';
  side text := CASE WHEN (change->>'binding')::boolean THEN 'binding' ELSE 'nonBinding' END;
  of_category jsonb := coalesce(breakdown->category, '{}');
  tally jsonb := tally_after(
    coalesce(of_category->side, '{"deals": 0, "currencies": {}}'), (change->>'sign')::int, change->'money');
BEGIN
  IF tally->'deals' = '0' THEN of_category := of_category - side;
  ELSE of_category := of_category || jsonb_build_object(side, tally);
  END IF;
  IF of_category = '{}' THEN RETURN breakdown - category; END IF;
  RETURN breakdown || jsonb_build_object(category, of_category);
END $$;

-- The totals of a stream after deals were announced (sign 1) or taken off (-1). Each change is
-- {"sign", "category", "binding", "money": {"amount", "currency"} or null, "industry": code, "countries": [code, …]}.
CREATE OR REPLACE FUNCTION totals_after(totals jsonb, changes jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  change jsonb;
  place text[];
  breakdown jsonb;
BEGIN
  FOR change IN SELECT jsonb_array_elements(changes) LOOP
    totals := jsonb_set(totals, '{all}', breakdown_after(totals->'all', change));
    FOR place IN
      SELECT ARRAY['industries', change->>'industry']
      UNION ALL SELECT ARRAY['countries', country] FROM jsonb_array_elements_text(change->'countries') AS country
    LOOP
      breakdown := breakdown_after(coalesce(totals #> place, '{}'), change);
      IF breakdown = '{}' THEN totals := totals #- place;
      ELSE totals := jsonb_set(totals, place, breakdown);
      END IF;
    END LOOP;
  END LOOP;
  RETURN totals;
END $$;

-- The time of the newest announcement, so that the next one is not dated before it when the clock is set back.
ALTER TABLE "AnnouncementStream" ADD COLUMN "lastAnnouncedAt" TIMESTAMPTZ(3);
UPDATE "AnnouncementStream" AS stream SET "lastAnnouncedAt" = newest."at"
FROM (SELECT "streamId", max("announcedAt") AS "at" FROM "Announcement" GROUP BY "streamId") AS newest
WHERE newest."streamId" = stream."id";

-- Announcements of 0.1 have other totals, and their rows are immutable. What their totals are per category is
-- recomputed here, from the deals as each of them was announced.
CREATE TABLE "RecomputedTotals" (
    "announcementId" UUID NOT NULL,
    "totals" JSONB NOT NULL,

    CONSTRAINT "RecomputedTotals_pkey" PRIMARY KEY ("announcementId")
);
ALTER TABLE "RecomputedTotals" ADD CONSTRAINT "RecomputedTotals_announcementId_fkey" FOREIGN KEY ("announcementId")
  REFERENCES "Announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The category follows from the roles, by the rule of the migration "deal_categories".
CREATE FUNCTION change_of_snapshot(sign int, deal jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'sign', sign,
    'category', coalesce(deal->>'category', CASE
      WHEN bool_or(party->>'role' IN ('INVESTOR', 'HOST')) THEN 'INVESTMENT'
      WHEN bool_or(party->>'role' IN ('BUYER', 'SELLER')) THEN 'TRADE'
      ELSE 'COOPERATION'
    END),
    'binding', deal->>'instrument' IN ('CONTRACT', 'FRAMEWORK_AGREEMENT'),
    'money', deal->'amount',
    'industry', deal#>>'{industry,code}',
    'countries', jsonb_agg(DISTINCT party#>>'{organization,country}'))
  FROM jsonb_array_elements(deal->'parties') AS party
$$;

DO $$
DECLARE
  stream record;
  announcement record;
  running jsonb;
BEGIN
  FOR stream IN SELECT "id" FROM "AnnouncementStream" LOOP
    running := '{"all": {}, "industries": {}, "countries": {}}';
    FOR announcement IN
      SELECT "id", "kind", "content", "totals" FROM "Announcement" WHERE "streamId" = stream."id" ORDER BY "sequence"
    LOOP
      running := totals_after(running, CASE announcement."kind"
        WHEN 'DEAL_SIGNED' THEN jsonb_build_array(change_of_snapshot(1, announcement."content"->'deal'))
        WHEN 'DEAL_CORRECTED' THEN jsonb_build_array(
          change_of_snapshot(-1, announcement."content"->'before'), change_of_snapshot(1, announcement."content"->'deal'))
        WHEN 'DEAL_RETRACTED' THEN jsonb_build_array(change_of_snapshot(-1, announcement."content"->'deal'))
        ELSE '[]'
      END);
      INSERT INTO "RecomputedTotals" ("announcementId", "totals")
      VALUES (announcement."id", announcement."totals" || running);
    END LOOP;
    UPDATE "AnnouncementStream" SET "totals" = running WHERE "id" = stream."id";
  END LOOP;
END $$;

DROP FUNCTION change_of_snapshot(int, jsonb);

-- They are as immutable as what they belong to, and go only with a rehearsal that is wiped.
CREATE FUNCTION refuse_rewriting_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "Announcement" WHERE "id" = OLD."announcementId") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'RecomputedTotals rows are never rewritten' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER recomputed_totals_are_immutable BEFORE UPDATE OR DELETE ON "RecomputedTotals"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_totals();
CREATE TRIGGER recomputed_totals_are_not_emptied BEFORE TRUNCATE ON "RecomputedTotals"
  EXECUTE FUNCTION refuse_forgetting();
