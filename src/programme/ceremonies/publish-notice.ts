import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { exhibitionRef, localized } from '../../mutations/validators.ts';

/** publishNotice requires no open ceremony: a notice can precede it ("we begin at ten"). */
export const publishNotice = defineMutation({
  name: 'publishNotice',
  input: z.object({
    exhibition: exhibitionRef.describe(
      'The exhibition in whose stream it is announced, by its slug or its id.',
    ),
    textTranslations: localized(1_000).describe(
      'The text, with one entry per language, each of at most 1,000 characters.',
    ),
    ...publishing('exhibition'),
  }),
  rights: requireStaff,
  load: (read, input) => loadExhibition(read, input.exhibition),
  decide(loaded, { textTranslations: texts, mode, expectedVersion }, { identity, newId }) {
    const exhibition = requireExhibition(loaded);
    const { id, version, reportingCurrency, rates } = exhibition;
    requireOperator(identity, exhibition);
    assertVersion(expectedVersion, { typename: 'Exhibition', id, version });
    const announcement = newId();
    return {
      result: { announcement },
      writes: [],
      audit: [{ exhibition: id, type: 'Exhibition', id, before: null, after: { mode, notice: texts } }],
      announcement: {
        id: announcement,
        exhibitionId: id,
        mode,
        content: { kind: 'NOTICE', texts },
        reportingCurrency,
        rates,
      },
    };
  },
});
