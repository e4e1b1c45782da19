import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { loadNotes, notesInput, writeNotes } from '../sources/notes.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';

/** updateDealNotes changes what was reported beside a deal, at any time: no announcement and no total contains it. */
export const updateDealNotes = defineMutation({
  name: 'updateDealNotes',
  input: z.object({
    deal: nodeId('Deal').describe('The deal, announced or not.'),
    ...notesInput,
    ...updating('deal'),
  }),
  rights: requireStaff,
  async load(read, { deal: id }) {
    const [, deal, reported] = await Promise.all([
      lockExhibitionOf(read, 'Deal', id),
      loadDealForUpdate(read, id),
      loadNotes(read, 'Deal', id),
    ]);
    return { deal, reported };
  },
  decide(loaded, input, { identity, newId }) {
    const deal = requireDeal(loaded.deal, identity);
    assertDealVersion(deal, input.expectedVersion);
    const { id, exhibitionId, languages } = deal;
    const { before, after, writes } = writeNotes('Deal', id, loaded.reported!, input, { languages, newId });
    return {
      result: { deal: id },
      writes,
      audit: [{ exhibition: exhibitionId, type: 'Deal', id, before, after }],
    };
  },
});
