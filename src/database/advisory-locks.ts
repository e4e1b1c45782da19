/** The keys of the advisory locks of a database. Each lock has one, so that nothing waits for something else. */
export const advisoryLocks = {
  /** The key that `prisma migrate` uses. */
  migrations: 72_707_369,
  searchColumns: 72_707_370,
  import: 72_707_371,
  retention: 72_707_372,
} as const;
