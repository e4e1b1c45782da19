/** Reading and replacing the running order of a ceremony. */
import { z } from 'zod';
import { InvalidInput, NotFound, ProgrammeItemDone } from '../../errors/user-errors.ts';
import type { Transaction } from '../../mutations/change.ts';
import { nodeId } from '../../mutations/validators.ts';

const maxItems = 500;

export const programmeInput = z
  .array(
    z
      .object({ deal: nodeId('Deal').nullish(), speech: nodeId('Speech').nullish() })
      .refine(({ deal, speech }) => (deal == null) !== (speech == null), 'is either a deal or a speech'),
  )
  .max(maxItems, `has more than ${maxItems} items`)
  .superRefine((items, context) => {
    const ids = items.map(({ deal, speech }) => deal ?? speech);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        context.addIssue({ code: 'custom', path: [index], message: 'stands in it twice' });
    }
  });

export type ProgrammeInput = z.output<typeof programmeInput>;

/** What is done stays; what is new must belong to the exhibition and to no other programme. */
export async function replaceProgramme(
  tx: Transaction,
  ceremony: { id: string; exhibitionId: string },
  items: ProgrammeInput,
  path: string[],
): Promise<void> {
  await requireItems(tx, ceremony, items, path);
  const before = await tx.programmeItem.findMany({
    where: { ceremonyId: ceremony.id },
    include: { deal: { select: { status: true } }, speech: { select: { status: true } } },
  });
  const subjects = items.map(({ deal, speech }) => deal ?? speech);
  const leaving = before.filter(({ dealId, speechId }) => !subjects.includes(dealId ?? speechId));
  if (
    leaving.some(({ deal, speech }) => deal?.status === 'SIGNED' || (speech && speech.status !== 'SCHEDULED'))
  ) {
    throw new ProgrammeItemDone('What has been told stays in the programme.', path);
  }
  await tx.programmeItem.deleteMany({ where: { id: { in: leaving.map(({ id }) => id) } } });
  await moveItems(tx, ceremony.id, before, subjects);
  const known = new Set(before.map(({ dealId, speechId }) => dealId ?? speechId));
  const added = items.flatMap(({ deal, speech }, position) =>
    known.has((deal ?? speech)!)
      ? []
      : [{ ceremonyId: ceremony.id, position, dealId: deal ?? null, speechId: speech ?? null }],
  );
  await tx.programmeItem.createMany({ data: added });
}

interface PlacedItem {
  id: string;
  dealId: string | null;
  speechId: string | null;
}

/** Items that stay keep their ids and cues. First out of the way: positions are unique at every moment. */
async function moveItems(
  tx: Transaction,
  ceremonyId: string,
  items: readonly PlacedItem[],
  subjects: readonly (string | null | undefined)[],
): Promise<void> {
  const moves = items
    .map(({ id, dealId, speechId }) => ({ id, position: subjects.indexOf(dealId ?? speechId) }))
    .filter(({ position }) => position !== -1);
  await tx.$executeRaw`
    UPDATE "ProgrammeItem" SET "position" = -1 - "position" WHERE "ceremonyId" = ${ceremonyId}::uuid`;
  await tx.$executeRaw`
    UPDATE "ProgrammeItem" AS item SET "position" = moved.position
    FROM unnest(${moves.map(({ id }) => id)}::uuid[], ${moves.map(({ position }) => position)}::int[])
      AS moved(id, position)
    WHERE item."id" = moved.id`;
}

async function requireItems(
  tx: Transaction,
  ceremony: { id: string; exhibitionId: string },
  items: ProgrammeInput,
  path: string[],
): Promise<void> {
  const { exhibitionId } = ceremony;
  const select = { id: true, programmeItem: { select: { ceremonyId: true } } } as const;
  const idsOf = (kind: 'deal' | 'speech') => items.flatMap((item) => item[kind] ?? []);
  const deals = await tx.deal.findMany({
    where: { id: { in: idsOf('deal') }, exhibitionId, status: { not: 'WITHDRAWN' } },
    select,
  });
  const speeches = await tx.speech.findMany({ where: { id: { in: idsOf('speech') }, exhibitionId }, select });
  const found = new Map([...deals, ...speeches].map((row) => [row.id, row.programmeItem?.ceremonyId]));
  for (const [index, { deal, speech }] of items.entries()) {
    const id = (deal ?? speech)!;
    const kind = deal ? 'deal' : 'speech';
    const at = [...path, String(index), kind];
    if (!found.has(id)) throw new NotFound(kind, at);
    const other = found.get(id);
    if (other && other !== ceremony.id)
      throw InvalidInput.at(at, 'stands in the programme of another ceremony');
  }
}
