/**
 * SQL of the cluster, timeline and database that Postgres writes to now, as text. They differ after a failover, after a
 * restored backup, and if a backup was restored into another database of the same cluster. Where they do not, such as
 * after a restored disk, `npm run new-epoch` sets a generation, which is part of the lineage.
 */
export const lineageSql = `(
  (SELECT system_identifier FROM pg_control_system())::text || ':' ||
  substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) || ':' ||
  (SELECT oid FROM pg_database WHERE datname = current_database())::text ||
  coalesce((SELECT ':' || "generation" FROM "DatabaseGeneration" LIMIT 1), ''))`;
