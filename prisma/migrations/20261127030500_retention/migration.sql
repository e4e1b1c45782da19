-- The audit log and the list of revoked tokens only grow, whoever writes. The retention job (src/retention) deletes what
-- is older than the settings say, by functions that run with the rights of their owner: the role pavilion_server has no
-- right to delete these rows.

-- Not even the owner deletes an audit record that is newer than this.
CREATE FUNCTION shortest_audit_retention() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT interval '90 days'
$$;

CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'Announcement' AND TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM "AnnouncementStream" WHERE "id" = OLD."streamId" AND "mode" = 'LIVE') THEN
      RETURN OLD;
    END IF;
  END IF;
  IF TG_TABLE_NAME = 'AuditRecord' AND TG_OP = 'DELETE' THEN
    IF OLD."at" < now() - shortest_audit_retention() THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% rows are never rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- The records with the lowest numbers are the oldest, but for a few: no index on their time is needed.
CREATE FUNCTION forget_audit_records(days int, at_most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
  deleted int;
BEGIN
  DELETE FROM "AuditRecord" WHERE "number" IN (
    SELECT oldest."number" FROM (SELECT "number", "at" FROM "AuditRecord" ORDER BY "number" LIMIT at_most) AS oldest
    WHERE oldest."at" < now() - greatest(make_interval(days => days), shortest_audit_retention()));
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;

-- A token that has expired is rejected for that. One whose expiry is not known stays revoked for ever.
CREATE FUNCTION forget_revoked_tokens(days int, at_most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
  deleted int;
BEGIN
  DELETE FROM "RevokedToken" WHERE "id" IN (
    SELECT "id" FROM "RevokedToken" WHERE "expiresAt" < now() - make_interval(days => greatest(days, 1)) LIMIT at_most);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;
