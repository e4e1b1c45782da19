-- Least privilege for production. As the role that runs `npm run migrate`, once after the first migration:
--   psql "$DATABASE_URL" -f prisma/roles.sql
-- Then give both a password, run the servers as pavilion_server with MIGRATE_AT_START=false, and keep the owner's
-- password away from them. test/contract/database/roles.test.ts performs a ceremony under it.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pavilion_server') THEN CREATE ROLE pavilion_server LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pavilion_reader') THEN CREATE ROLE pavilion_reader LOGIN; END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO pavilion_server, pavilion_reader;

-- Rows, never tables: no TRUNCATE, no DDL, no triggers switched off.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pavilion_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pavilion_server;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pavilion_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO pavilion_server;

-- Audit records are only added. Announcements are never changed; those of a rehearsal can be deleted, and a trigger
-- protects the live ones.
REVOKE UPDATE, DELETE ON "AuditRecord" FROM pavilion_server;
REVOKE UPDATE ON "Announcement" FROM pavilion_server;
-- A value and its salt are stored and deleted, never changed. A redaction stays.
REVOKE UPDATE ON "PersonalValue" FROM pavilion_server;
REVOKE UPDATE, DELETE ON "Redaction" FROM pavilion_server;
-- Only a migration writes these; they go with their announcements.
REVOKE INSERT, UPDATE, DELETE ON "RecomputedTotals" FROM pavilion_server;
-- A token that was revoked stays so.
REVOKE UPDATE, DELETE ON "RevokedToken" FROM pavilion_server;
-- Both are deleted after their retention only, by functions that run with the rights of the owner.
REVOKE EXECUTE ON FUNCTION forget_audit_records, forget_revoked_tokens FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_audit_records, forget_revoked_tokens TO pavilion_server;
REVOKE INSERT, UPDATE, DELETE ON "Currency", "_prisma_migrations" FROM pavilion_server;

-- For reports and backups of what is public anyway: neither who did what and what was there before, nor keys, nor tokens.
-- Personal values are those of audit records too.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pavilion_reader;
REVOKE SELECT ON "AuditRecord", "ChangedRow", "ExternalKey", "IdempotencyKey", "PersonalValue",
  "RevokedToken" FROM pavilion_reader;
