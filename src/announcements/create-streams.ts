/** Makes the two streams of a new exhibition, and wipes the one that may be wiped. */
import type { Prisma } from '../../prisma/generated/client/client.ts';
import { currentLineage, newEpoch } from './announce.ts';
import type { StreamMode } from './content.ts';
import { noTotals } from './totals.ts';

export async function createStreams(tx: Prisma.TransactionClient, exhibitionId: string): Promise<void> {
  const [{ lineage }] = await tx.$queryRaw<[{ lineage: string }]>`SELECT ${currentLineage} AS lineage`;
  for (const mode of ['LIVE', 'REHEARSAL'] satisfies StreamMode[]) {
    const epoch = newEpoch();
    await tx.announcementStream.create({
      data: {
        exhibitionId,
        mode,
        lineage,
        epoch,
        totals: { ...noTotals() } as object,
        epochs: { create: { epoch, ordinal: 0, afterSequence: 0 } },
      },
      select: { id: true },
    });
  }
}

/** Forgets the rehearsal's announcements; cursors into them are answered with CURSOR_EXPIRED. */
export async function wipeRehearsal(
  tx: Prisma.TransactionClient,
  exhibitionId: string,
): Promise<{ streamId: string }> {
  const [stream] = await tx.$queryRaw<[{ id: string }]>`
    SELECT "id" FROM "AnnouncementStream"
    WHERE "exhibitionId" = ${exhibitionId}::uuid AND "mode" = 'REHEARSAL' FOR NO KEY UPDATE`;
  const epoch = newEpoch();
  await tx.announcement.deleteMany({ where: { streamId: stream.id } });
  const epochs = await tx.streamEpoch.count({ where: { streamId: stream.id } });
  await tx.streamEpoch.create({
    data: { epoch, streamId: stream.id, ordinal: epochs, afterSequence: 0 },
    select: { epoch: true },
  });
  await tx.announcementStream.update({
    where: { id: stream.id },
    data: { head: 0, epoch, lastAnnouncedAt: null, totals: { ...noTotals() } as object },
    select: { id: true },
  });
  return { streamId: stream.id };
}
