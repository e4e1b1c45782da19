import type { TextFragment } from '../../operations.ts';
import { labelOfText } from '../state/form-draft.ts';
import { retractionLines } from '../state/preview-lines.ts';
import { type PublishedDeal, readTexts, textFields } from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import { TextsField } from './fields.tsx';
import { type FormProps, PublishForm } from './publish-form.tsx';

interface RetractionFormProps extends FormProps {
  announced: PublishedDeal;
  version: number | null;
  onRetract: (reason: readonly TextFragment[], version: number | null) => string | null;
}

export function RetractionForm({ announced, version, languages, onRetract, ...form }: RetractionFormProps) {
  const { words } = useLanguage();
  return (
    <PublishForm
      {...form}
      title={words.retraction}
      publishLabel={words.publishRetraction}
      standing={{ fields: textFields('reason', languages), version }}
      labelOf={(name) => labelOfText(name, { reason: words.reason })}
      read={(draft) => {
        const reason = readTexts(draft.fields, 'reason', languages);
        return {
          problems: reason.length === 0 ? [words.textNeeded(words.reason)] : [],
          preview: retractionLines(languages, announced, reason),
        };
      }}
      publish={(draft) => onRetract(readTexts(draft.fields, 'reason', languages), draft.version)}
    >
      <TextsField name="reason" label={words.reason} languages={languages} />
    </PublishForm>
  );
}
