/** The publications that reported a figure, an outcome, a deal or a speech. */
import { z } from 'zod';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject } from '../../mutations/input-type.ts';
import { day, httpUrl, text } from '../../mutations/validators.ts';

const source = inputObject(
  'SourceInput',
  'A publication that reported a figure, a deal, a speech or what became of a deal.',
  z.object({
    publisher: text().describe('The publisher: at most 300 characters.'),
    reference: text()
      .nullish()
      .describe(
        'The number or title that the publisher gave the report: at most 300 characters. Null if it has none.',
      ),
    publishedOn: day.describe('The day of the publication.'),
    url: httpUrl
      .nullish()
      .describe(
        'The http:// or https:// URL of the report, at most 2,000 characters. Null if it is not online.',
      ),
  }),
);

export const sources = z
  .array(source)
  .max(listLimits.sources.max, `has more than ${listLimits.sources.max} sources`);
export const someSources = sources.min(1, 'needs at least one source: name who reported it');

export interface SourceColumns {
  id: string;
  publisher: string;
  reference: string;
  publishedOn: string;
  url: string | null;
}

export function sourceColumns(given: z.output<typeof sources>, newId: () => string): SourceColumns[] {
  return given.map(({ publisher, reference, publishedOn, url }) => ({
    id: newId(),
    publisher,
    reference: reference ?? '',
    publishedOn: isoDay(publishedOn),
    url: url ?? null,
  }));
}
