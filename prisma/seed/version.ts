/** Stands in the keys of all that seeding does. Other sample data would need another one. */
export const seedVersion = 'sample-data-v1';
