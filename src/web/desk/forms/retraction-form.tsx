import { textIn } from '../../format/localized-texts.ts';
import type { DeskProgrammeItemFragment, TextFragment } from '../../operations.ts';
import { useLanguage } from '../use-language.ts';
import { FormDialog } from './form-dialog.tsx';
import { readTexts, TextsField } from './texts-field.tsx';

interface RetractionFormProps {
  deal: NonNullable<DeskProgrammeItemFragment['deal']>;
  languages: readonly string[];
  onClose: () => void;
  onRetract: (reason: TextFragment[]) => void;
}

export function RetractionForm({ deal, languages, onClose, onRetract }: RetractionFormProps) {
  const { language, words } = useLanguage();
  return (
    <FormDialog
      title={words.retraction}
      submitLabel={words.publishRetraction}
      onClose={onClose}
      onSubmit={(form) => onRetract(readTexts(form, 'reason', languages))}
    >
      <p>{textIn(deal.titleTranslations, language)}</p>
      <TextsField name="reason" label={words.reason} languages={languages} isRequired />
    </FormDialog>
  );
}
