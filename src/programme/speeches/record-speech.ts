import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { sql } from '../../database/sql.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { recording, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { type Mergeable, requireNotRedacted, requireUnmerged } from '../../mutations/merged.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { day, exhibitionRef, localized, nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { loadRecordedDay, requireDayOfExhibition } from '../recorded-day.ts';
import { linkSources } from '../sources/link-sources.ts';
import { sourceColumns, sources } from '../sources/source-input.ts';
import type { LoadedSpeech } from './load-speech.ts';
import { officeTranslations, paraphrase, speechLanguage, textTranslations } from './speech-input.ts';

/**
 * recordSpeech enters a speech that was given without a ceremony of this server, such as one of a past edition. It is
 * announced if the LIVE stream has begun.
 */
export const recordSpeech = defineMutation({
  name: 'recordSpeech',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition at which it was given, by its slug or its id.'),
    speaker: nodeId('Person').describe('The id of the speaker, a Person.'),
    givenOn: day.describe(
      'The day of the speech: a day of the exhibition in its time zone, and not in the future.',
    ),
    officeTranslations,
    language: speechLanguage,
    textTranslations: textTranslations
      .nullish()
      .describe(
        'The text, with one entry per language, each of at most 20,000 characters. It is public immediately. Null if it is not known.',
      ),
    paraphrase: paraphrase.default(false),
    noteTranslations: localized(2_000)
      .nullish()
      .describe('Further reported facts: at most 2,000 characters in each language.'),
    sources: sources.default([]).describe('The publications that reported it, at most 20.'),
    sample,
    ...recording,
  }),
  rights: requireStaff,
  async load(read, input) {
    const [exhibition, recorded, , [speaker]] = await Promise.all([
      loadExhibition(read, input.exhibition),
      loadRecordedDay(read, input.exhibition, isoDay(input.givenOn)),
      // An announcement contains its name.
      lockRows(read, 'Person', sql`locked."id" = ${input.speaker}::uuid`, 'FOR SHARE'),
      read<LoadedSpeech['speaker'] & Mergeable>(
        sql`SELECT "id", "names", "country", "mergedIntoId", "redactedAt" IS NOT NULL AS "isRedacted"
            FROM "Person" WHERE "id" = ${input.speaker}::uuid`,
      ),
    ]);
    return { exhibition, recorded, speaker };
  },
  decide(loaded, input, { identity, at, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    const { recorded, speaker: found } = loaded;
    if (!recorded) throw new NotFound('exhibition', ['input', 'exhibition']);
    if (!found) throw new NotFound('person', ['input', 'speaker']);
    const { mergedIntoId, isRedacted, ...speaker } = found;
    requireUnmerged({ mergedIntoId }, ['input', 'speaker']);
    requireNotRedacted({ isRedacted: isRedacted ?? false }, ['input', 'speaker']);
    requireDayOfExhibition(recorded, at, 'givenOn');
    const { id: exhibitionId, reportingCurrency, rates, languages } = exhibition;
    const texts = input.textTranslations ? sortByLanguages(languages, input.textTranslations) : null;
    const id = newId();
    const speech = {
      speakerId: speaker.id,
      office: sortByLanguages(languages, input.officeTranslations),
      language: input.language,
      texts,
      paraphrase: input.paraphrase,
      notes: input.noteTranslations ? sortByLanguages(languages, input.noteTranslations) : null,
      givenOn: recorded.day,
      status: 'FINISHED' as const,
      sample: input.sample,
    };
    const times = {
      startedAt: recorded.beginsAt,
      finishedAt: recorded.beginsAt,
      textReleasedAt: texts && at,
    };
    const reported = sourceColumns(input.sources, newId);
    const announcement = recorded.hasBegun ? newId() : null;
    return {
      result: { speech: id, announcement },
      writes: [
        ...insertRows('Speech', [{ id, exhibitionId, ...speech, ...times }]),
        ...linkSources('Speech', id, reported),
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: null,
          after: { ...speech, sources: reported },
        },
      ],
      ...(announcement !== null && {
        announcement: {
          id: announcement,
          exhibitionId,
          mode: 'LIVE' as const,
          content: {
            kind: 'SPEECH_RECORDED' as const,
            speech: { id, speaker, office: speech.office, language: speech.language, texts },
            givenOn: recorded.day,
          },
          subject: { speechId: id },
          reportingCurrency,
          rates,
        },
      }),
    };
  },
});
