import { useContext } from 'preact/hooks';
import type { NewItem } from '../commands.ts';
import type { Ceremony } from '../state/desk-view.ts';
import { labelOfText, textOf } from '../state/form-draft.ts';
import { type TitledKind, titledKinds } from '../state/titled-kinds.ts';
import { readTexts, textFields } from '../state/typed-correction.ts';
import { readVenueTime } from '../state/venue-time.ts';
import { useLanguage, VenueTimeZone } from '../use-language.ts';
import { SelectField, TextField, TextsField } from './fields.tsx';
import { type FormProps, PublishForm } from './publish-form.tsx';

interface ItemFormProps extends FormProps {
  ceremony: Ceremony;
  onAdd: (title: string, item: NewItem) => string | null;
}

const maxMinutes = 24 * 60;

/** Adds an item with a title at the end of the programme. It is not announced. */
export function ItemForm({ ceremony, languages, onAdd, ...form }: ItemFormProps) {
  const { words } = useLanguage();
  const timeZone = useContext(VenueTimeZone);
  const labels = {
    kind: words.kind,
    title: words.title,
    startsAt: words.startsAt,
    minutes: words.durationMinutes,
  };
  const minutesIn = (text: string) =>
    text === '' ? null : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return (
    <PublishForm
      {...form}
      title={`${words.addItem}: ${ceremony.name}`}
      publishLabel={words.commands.addProgrammeItem}
      standing={{
        fields: { kind: 'OTHER', ...textFields('title', languages), startsAt: '', minutes: '' },
        version: null,
      }}
      labelOf={(name) => labelOfText(name, labels).trim()}
      read={({ fields }) => {
        const problems: string[] = [];
        const starts = textOf(fields, 'startsAt').trim();
        if (starts !== '' && readVenueTime(starts, timeZone) === null)
          problems.push(words.unreadableTime(words.startsAt));
        const minutes = minutesIn(textOf(fields, 'minutes').trim());
        if (minutes !== null && !(minutes >= 1 && minutes <= maxMinutes))
          problems.push(words.unreadableDuration);
        return { problems, preview: readTexts(fields, 'title', languages).length > 0 ? [] : null };
      }}
      publish={({ fields }) => {
        const titleTranslations = readTexts(fields, 'title', languages);
        const minutes = minutesIn(textOf(fields, 'minutes').trim());
        return onAdd(titleTranslations[0]?.text ?? '', {
          title: { kind: textOf(fields, 'kind') as TitledKind, titleTranslations },
          startsAt: readVenueTime(textOf(fields, 'startsAt'), timeZone),
          durationSeconds: minutes === null ? null : minutes * 60,
        });
      }}
    >
      <SelectField
        name="kind"
        label={words.kind}
        options={titledKinds}
        textOf={(option) => words.itemKinds[option as TitledKind]}
      />
      <TextsField name="title" label={words.title} languages={languages} />
      <TextField
        name="startsAt"
        label={words.startsAt}
        note={`${words.venueTimeNote} ${words.optionalNote}`}
      />
      <TextField name="minutes" label={words.durationMinutes} note={words.optionalNote} />
    </PublishForm>
  );
}
