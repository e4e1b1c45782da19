import { formatExact } from '../../format/money.ts';
import type { MoneyFragment } from '../../operations.ts';
import { type FormDraft, labelOfText, textOf } from '../state/form-draft.ts';
import { correctionLines } from '../state/preview-lines.ts';
import {
  amountInForm,
  type Correction,
  changesSomething,
  correctedDeal,
  correctionFields,
  correctionOf,
  type PublishedDeal,
} from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { SelectField, TextField, TextsField } from './fields.tsx';
import { type FormProps, PublishForm, type Reading } from './publish-form.tsx';

interface CorrectionFormProps extends FormProps {
  announced: PublishedDeal;
  version: number | null;
  /** The currencies of the exhibition. */
  currencies: readonly string[];
  onCorrect: (correction: Correction, version: number | null) => string | null;
}

export function CorrectionForm({
  announced,
  version,
  currencies,
  languages,
  onCorrect,
  ...form
}: CorrectionFormProps) {
  const { language, words } = useLanguage();
  const offered = [...new Set([...(announced.amount ? [announced.amount.currency] : []), ...currencies])];
  const options = { languages, language };
  const read = (draft: FormDraft): Reading => {
    const problems = amountProblems(draft, words, language);
    const after = correctedDeal(draft, announced, options);
    const correction = correctionOf(draft, announced, options);
    if (!after || !correction) return { problems, preview: null };
    if (!changesSomething(correction)) return { problems, preview: null };
    if (after.titleTranslations.length === 0) problems.push(words.textNeeded(words.title));
    if (correction.reasonTranslations?.length === 0) problems.push(words.textNeeded(words.reason));
    const lines = correctionLines(languages, announced, after, correction.reasonTranslations ?? []);
    return { problems, preview: lines };
  };
  return (
    <PublishForm
      {...form}
      title={words.correction}
      publishLabel={words.publishCorrection}
      standing={{ fields: correctionFields(announced, languages, currencies[0] ?? ''), version }}
      labelOf={(name) =>
        name === 'amount' || name === 'currency'
          ? words[name]
          : labelOfText(name, { title: words.title, reason: words.reason })
      }
      read={read}
      publish={(draft) => {
        const correction = correctionOf(draft, announced, options);
        return correction && onCorrect(correction, draft.version);
      }}
    >
      <fieldset>
        <legend>{words.amount}</legend>
        <TextField name="amount" label={words.amount} inputMode="decimal" />
        <SelectField name="currency" label={words.currency} options={offered} />
      </fieldset>
      <TextsField name="title" label={words.title} languages={languages} />
      <TextsField name="reason" label={words.reason} languages={languages} />
    </PublishForm>
  );
}

function amountProblems(draft: FormDraft, words: DeskWords, language: string): string[] {
  const typed = amountInForm(draft, language);
  if (typed.name === 'unreadable') return [words.unreadableAmount];
  if (typed.name !== 'ambiguous') return [];
  const currency = textOf(draft.fields, 'currency');
  const [one, other] = typed.readings.map((amount) =>
    formatExact({ amount, currency } satisfies MoneyFragment, language),
  );
  return [words.ambiguousAmount(one!, other!)];
}
