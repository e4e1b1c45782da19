/** The items of a programme as mutations are given them. */
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject, oneOf } from '../../mutations/input-type.ts';
import { instant, localized, nodeId } from '../../mutations/validators.ts';

const maxItems = listLimits.programmeItems.max;
const maxDurationSeconds = 24 * 60 * 60;

export const titledKind = oneOf('TitledItemKind', enums.TitledItemKind).describe('What it is.');
export const titleTranslations = localized().describe('The title, with one entry per language.');

const titled = inputObject(
  'TitledItemInput',
  'A programme item that is neither a signing nor a speech.',
  z.object({ kind: titledKind.default('OTHER'), titleTranslations }),
);

/** The plan of an item. Absent leaves it as it is, null clears it. */
export const itemPlan = {
  startsAt: instant.nullish().describe('The planned start. Null if it is not planned.'),
  durationSeconds: z
    .int()
    .min(1)
    .max(maxDurationSeconds)
    .nullish()
    .describe('The planned duration in seconds, from 1 to 86,400. Null if it is not planned.'),
};

/** What a new item is: exactly one of them. */
export const newSubject = {
  deal: nodeId('Deal').nullish().describe('The id of a deal of the exhibition.'),
  speech: nodeId('Speech').nullish().describe('The id of a speech of the exhibition.'),
  title: titled.nullish().describe('Anything else, such as an anthem or a break.'),
};

const item = inputObject(
  'ProgrammeItemInput',
  'One programme item: exactly one of `item`, `deal`, `speech` and `title`, with its plan.',
  z
    .object({
      item: nodeId('ProgrammeItem').nullish().describe('The id of an item of this programme.'),
      ...newSubject,
      ...itemPlan,
    })
    .refine(isOneThing, 'is exactly one of item, deal, speech and title'),
);

export function isOneThing(given: Partial<Record<'item' | 'deal' | 'speech' | 'title', unknown>>): boolean {
  return [given.item, given.deal, given.speech, given.title].filter((each) => each != null).length === 1;
}

export const programmeInput = z
  .array(item)
  .max(maxItems, `has more than ${maxItems} items`)
  .superRefine((items, context) => {
    const ids = items.map((each) => each.item ?? each.deal ?? each.speech);
    for (const [index, id] of ids.entries()) {
      if (id != null && ids.indexOf(id) !== index)
        context.addIssue({ code: 'custom', path: [index], message: 'is in the programme twice' });
    }
  });

export type ItemInput = z.output<typeof item>;
