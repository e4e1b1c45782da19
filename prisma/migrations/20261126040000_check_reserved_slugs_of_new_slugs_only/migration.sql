-- A CHECK, also a NOT VALID one, is evaluated with every update of a row: an exhibition of 0.1 that has a reserved slug
-- could not be updated any more. These triggers look at a slug only when it is set.
ALTER TABLE "ExhibitionSeries" DROP CONSTRAINT series_slug_is_not_reserved;
ALTER TABLE "Exhibition" DROP CONSTRAINT exhibition_slug_is_not_reserved;

CREATE FUNCTION refuse_reserved_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The slug "%" is reserved for a page.', NEW."slug"
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE TRIGGER series_slug_is_not_reserved BEFORE INSERT OR UPDATE OF "slug" ON "ExhibitionSeries"
  FOR EACH ROW WHEN (NEW."slug" = ANY (reserved_slugs())) EXECUTE FUNCTION refuse_reserved_slug();
CREATE TRIGGER exhibition_slug_is_not_reserved BEFORE INSERT OR UPDATE OF "slug" ON "Exhibition"
  FOR EACH ROW WHEN (NEW."slug" = ANY (reserved_slugs())) EXECUTE FUNCTION refuse_reserved_slug();
