import type { TextFragment } from '../../operations.ts';
import { labelOfText } from '../state/form-draft.ts';
import { textLines } from '../state/preview-lines.ts';
import { readTexts, textFields } from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import { TextsField } from './fields.tsx';
import { type FormProps, PublishForm } from './publish-form.tsx';

interface NoticeFormProps extends FormProps {
  onPublish: (texts: readonly TextFragment[]) => string | null;
}

export function NoticeForm({ languages, onPublish, ...form }: NoticeFormProps) {
  const { words } = useLanguage();
  return (
    <PublishForm
      {...form}
      title={words.notice}
      publishLabel={words.publishNotice}
      standing={{ fields: textFields('text', languages), version: null }}
      labelOf={(name) => labelOfText(name, { text: words.text })}
      read={(draft) => {
        const texts = readTexts(draft.fields, 'text', languages);
        return { problems: [], preview: texts.length > 0 ? textLines(languages, () => null, texts) : null };
      }}
      publish={(draft) => onPublish(readTexts(draft.fields, 'text', languages))}
    >
      <TextsField name="text" label={words.text} languages={languages} />
    </PublishForm>
  );
}
