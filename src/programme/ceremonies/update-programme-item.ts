import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, InvalidInput } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { planOf } from './planned-item.ts';
import { loadProgrammeOf, programmeDecision, requireChangeable, requireItem } from './programme-decision.ts';
import { itemPlan, titledKind, titleTranslations } from './programme-input.ts';

/** Deals and speeches are changed by their own verbs: here only their plan. */
export const updateProgrammeItem = defineMutation({
  name: 'updateProgrammeItem',
  input: z.object({
    item: nodeId('ProgrammeItem').describe('An item of a ceremony that is planned or open.'),
    kind: titledKind.optional().describe('What it is. Only for an item with a title.'),
    titleTranslations: titleTranslations
      .optional()
      .describe('The title, with one entry per language. Only for an item with a title.'),
    startsAt: itemPlan.startsAt.describe('The planned start. Null clears it.'),
    durationSeconds: itemPlan.durationSeconds.describe(
      'The planned duration in seconds, from 1 to 86,400. Null clears it.',
    ),
    ...updating('programme'),
  }),
  rights: requireStaff,
  errors: [CeremonyNotOpen],
  load: (read, { item }) => loadProgrammeOf(read, item),
  decide(loaded, { item, kind, titleTranslations: titles, expectedVersion, ...plan }, { identity }) {
    const { ceremony, items, index } = requireItem(loaded, item, identity);
    requireChangeable(ceremony, expectedVersion, ['input', 'item']);
    const before = items[index]!;
    if (before.titles === null && (kind ?? titles) !== undefined)
      throw InvalidInput.at(
        ['input', kind === undefined ? 'titleTranslations' : 'kind'],
        'is for an item with a title: change the deal or the speech instead',
      );
    const after = {
      ...before,
      ...(kind && { titledKind: kind }),
      ...(titles && { titles: sortByLanguages(ceremony.languages, titles) }),
      ...planOf(plan, before),
    };
    const decision = programmeDecision(ceremony, items, items.with(index, after), ['input', 'item']);
    return { ...decision, result: { ceremony: ceremony.id, item } };
  },
});
