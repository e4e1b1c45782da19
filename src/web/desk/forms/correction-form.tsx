import type { DeskProgrammeItemFragment } from '../../operations.ts';
import { type Correction, correctionOf } from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import { FormDialog } from './form-dialog.tsx';
import { readTexts, TextsField } from './texts-field.tsx';

interface CorrectionFormProps {
  deal: NonNullable<DeskProgrammeItemFragment['deal']>;
  languages: readonly string[];
  currencies: readonly string[];
  onClose: () => void;
  onCorrect: (correction: Correction) => void;
}

export function CorrectionForm({ deal, languages, currencies, onClose, onCorrect }: CorrectionFormProps) {
  const { words } = useLanguage();
  const offered = [...new Set([...(deal.amount ? [deal.amount.currency] : []), ...currencies])];
  const submit = (form: FormData) => {
    const typed = {
      amount: String(form.get('amount')),
      currency: String(form.get('currency')),
      titles: readTexts(form, 'title', languages),
      reason: readTexts(form, 'reason', languages),
    };
    onCorrect(correctionOf(typed, deal, languages));
  };
  return (
    <FormDialog
      title={words.correction}
      submitLabel={words.publishCorrection}
      onClose={onClose}
      onSubmit={submit}
    >
      <fieldset>
        <legend>{words.amount}</legend>
        <label>
          <span class="tag">{words.amount}</span>
          <input name="amount" inputMode="decimal" value={deal.amount?.amount ?? ''} />
        </label>
        <label>
          <span class="tag">{words.currency}</span>
          <select name="currency">
            {offered.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        </label>
      </fieldset>
      <TextsField name="title" label={words.title} languages={languages} values={deal.titleTranslations} />
      <TextsField name="reason" label={words.reason} languages={languages} isRequired />
    </FormDialog>
  );
}
