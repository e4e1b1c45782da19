import { expect, it } from 'vitest';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';

it('never sets announcedAt before that of the previous announcement, even when the database clock is set back', async () => {
  const pavilion = await usePavilion({ template: 'empty' });
  const token = await tokenFor(pavilion, 'organizer');
  const { exhibition, slug } = await buildExhibition(pavilion.url, token, { deals: 0 });
  const announce = async () => {
    const input = {
      exhibition,
      idempotencyKey: newKey(),
      textTranslations: [{ language: 'de', text: 'Kaffee' }],
    };
    const { announcement } = await make(
      pavilion.url,
      'publishNotice',
      input,
      'announcement { sequence announcedAt }',
      { token },
    );
    return announcement as { sequence: number; announcedAt: string };
  };
  /** As if the newest announcement had been made at that time. */
  const fakeNewest = (at: Date) =>
    pavilion.database.pool.query(
      `UPDATE "AnnouncementStream" AS stream SET "lastAnnouncedAt" = $2 FROM "Exhibition" AS exhibition
       WHERE exhibition."id" = stream."exhibitionId" AND exhibition."slug" = $1`,
      [slug, at],
    );
  const started = Date.now();
  const first = await announce();
  expect(Date.parse(first.announcedAt)).toBeGreaterThanOrEqual(started - 1);

  const ahead = new Date(Date.now() + 3_600_000);
  await fakeNewest(ahead);
  expect(await announce()).toEqual({ sequence: 2, announcedAt: ahead.toISOString() });
  expect(await announce()).toEqual({ sequence: 3, announcedAt: ahead.toISOString() });

  await fakeNewest(new Date(started - 3_600_000));
  const { announcedAt } = await announce();
  expect(Date.parse(announcedAt)).toBeGreaterThanOrEqual(started);
  expect(Date.parse(announcedAt)).toBeLessThan(ahead.getTime());
});
