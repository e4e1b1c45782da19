/** Part of the idempotency keys of the seed. Other sample data needs another version. */
export const seedVersion = 'sample-data-v1';
