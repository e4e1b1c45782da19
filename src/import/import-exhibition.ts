/** importExhibition: the import of spreadsheets by API, in files small enough for a request. */
import { z } from 'zod';
import { requireOrganizer } from '../auth/policies.ts';
import { ImportInProgress, InvalidInput } from '../errors/user-errors.ts';
import type { Mutation } from '../mutations/define-mutation.ts';
import { inputObject, oneOf } from '../mutations/input-type.ts';
import { readInput } from '../mutations/read-input.ts';
import { slug, text } from '../mutations/validators.ts';
import { type Encoding, encodings } from '../spreadsheets/decode-text.ts';
import { requestFileLimits } from '../spreadsheets/file-limits.ts';
import { createPause } from '../stream/pause.ts';
import { type FileToImport, readWorkbook } from './read-workbook.ts';
import type { ImportReport } from './report.ts';
import { runImport } from './run-import.ts';

const maxFiles = 20;
/** Below the time limit of an operation, so that its outcome is known. */
const maxDurationMs = 15_000;

export const decimalSigns = { POINT: 'POINT', COMMA: 'COMMA' } as const;

const file = inputObject(
  'ImportFileInput',
  'A CSV or XLSX file.',
  z.object({
    name: text().describe('The name of the file. That of a CSV file without its extension names the sheet.'),
    contentBase64: z
      .base64('is not base64')
      .min(1, 'is empty')
      .describe('The bytes of the file in base64. The limit of 256 kB for a request limits them.'),
    encoding: z
      .string()
      .refine((name) => encodings.some((each) => each === name), `is none of ${encodings.join(', ')}`)
      .nullish()
      .describe(`The encoding of a CSV file: ${encodings.join(', ')}. Null to recognize it.`),
    sheet: text(80).nullish().describe('The sheet of a CSV file. Null for the name of the file.'),
  }),
);

const input = z.object({
  exhibition: slug
    .nullish()
    .describe('The slug of the exhibition of the rows. Null for that of the sheet Exhibition.'),
  files: z
    .array(file)
    .min(1, 'needs at least one file')
    .max(maxFiles, `has more than ${maxFiles} files`)
    .describe('1 to 20 files, with at most 2,000 rows together. `npm run import` reads larger ones.'),
  validateOnly: z
    .boolean()
    .default(false)
    .describe('True to write nothing: the report says what the import would do.'),
  skipInvalid: z
    .boolean()
    .default(false)
    .describe(
      'True to write the rows without errors, although others have some. False: one error keeps all rows from being written.',
    ),
  decimalSign: oneOf('DecimalSign', decimalSigns)
    .nullish()
    .describe('The decimal sign of amounts. Null: an amount with two readings is refused.'),
});

export const importExhibition: Mutation<{ report: ImportReport }> = {
  name: 'importExhibition',
  input,
  errors: [ImportInProgress],
  async run(context, raw) {
    requireOrganizer(context.identity);
    const given = readInput(input, raw);
    const endsAtMs = context.scheduler.monotonicMs() + maxDurationMs;
    const pause = createPause(context.scheduler);
    const workbook = await readWorkbook(given.files.map(asFile), requestFileLimits, pause);
    const report = await runImport(context, workbook, {
      pause,
      exhibition: given.exhibition ?? undefined,
      isCheck: given.validateOnly,
      skipsInvalid: given.skipInvalid,
      decimalSign: given.decimalSign ? (given.decimalSign === 'COMMA' ? 'comma' : 'point') : undefined,
      requireTime() {
        if (context.scheduler.monotonicMs() > endsAtMs)
          throw InvalidInput.at(
            ['input', 'files'],
            `took longer than ${maxDurationMs / 1_000} seconds. Nothing is written: split them, or use npm run import`,
          );
      },
      onCommitted: (exhibition) => context.deskPresence.notifyProgrammeChanged(exhibition),
    });
    return { report };
  },
};

function asFile({ name, contentBase64, encoding, sheet }: z.output<typeof file>): FileToImport {
  return {
    name,
    bytes: Buffer.from(contentBase64, 'base64'),
    sheet: sheet ?? undefined,
    encoding: (encoding ?? undefined) as Encoding | undefined,
  };
}
