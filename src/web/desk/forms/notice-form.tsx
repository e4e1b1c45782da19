import type { TextFragment } from '../../operations.ts';
import { useLanguage } from '../use-language.ts';
import { FormDialog } from './form-dialog.tsx';
import { readTexts, TextsField } from './texts-field.tsx';

interface NoticeFormProps {
  languages: readonly string[];
  onClose: () => void;
  onPublish: (texts: TextFragment[]) => void;
}

export function NoticeForm({ languages, onClose, onPublish }: NoticeFormProps) {
  const { words } = useLanguage();
  return (
    <FormDialog
      title={words.notice}
      submitLabel={words.publishNotice}
      onClose={onClose}
      onSubmit={(form) => onPublish(readTexts(form, 'text', languages))}
    >
      <TextsField name="text" label={words.text} languages={languages} isRequired />
    </FormDialog>
  );
}
