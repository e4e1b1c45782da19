/** Part of the idempotency keys of the seed. Increase it when the sample data changes. */
export const seedVersion = 'sample-data-v1';
