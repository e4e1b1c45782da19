import type { TextFragment } from '../../operations.ts';
import { labelOfText } from '../state/form-draft.ts';
import { textLines } from '../state/preview-lines.ts';
import { readTexts, textFields } from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import { TextsField } from './fields.tsx';
import { type FormProps, PublishForm } from './publish-form.tsx';

interface SlideFormProps extends FormProps {
  /** The text that is set now. */
  texts: readonly TextFragment[];
  version: number | null;
  onShow: (texts: readonly TextFragment[], version: number | null) => string | null;
}

/** The text of the slide that walls show instead of the programme. */
export function SlideForm({ texts, version, languages, onShow, ...form }: SlideFormProps) {
  const { words } = useLanguage();
  return (
    <PublishForm
      {...form}
      title={words.pictures.SLIDE}
      publishLabel={words.showSlide}
      standing={{ fields: textFields('text', languages, texts), version }}
      labelOf={(name) => labelOfText(name, { text: words.text })}
      read={(draft) => {
        const typed = readTexts(draft.fields, 'text', languages);
        return { problems: [], preview: typed.length > 0 ? textLines(languages, () => null, typed) : null };
      }}
      publish={(draft) => onShow(readTexts(draft.fields, 'text', languages), draft.version)}
    >
      <TextsField name="text" label={words.text} languages={languages} />
    </PublishForm>
  );
}
