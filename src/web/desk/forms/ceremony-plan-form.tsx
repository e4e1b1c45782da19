import { useContext } from 'preact/hooks';
import type { TextFragment } from '../../operations.ts';
import type { CeremonyPlan } from '../commands.ts';
import { type FormDraft, isEdited, labelOfText, textOf } from '../state/form-draft.ts';
import { textLines } from '../state/preview-lines.ts';
import { readTexts, textFields } from '../state/typed-correction.ts';
import { readVenueTime, venueTime } from '../state/venue-time.ts';
import { useLanguage, VenueTimeZone } from '../use-language.ts';
import type { CeremonyFormProps } from './ceremony-form.tsx';
import { TextField, TextsField } from './fields.tsx';
import { PublishForm } from './publish-form.tsx';

/** Cancels a planned ceremony, or reopens one that was closed too early, with a reason that is announced. */
export function ReasonForm({
  ceremony,
  languages,
  view,
  mode,
  command,
  onPublish,
  ...form
}: CeremonyFormProps & {
  command: 'cancelCeremony' | 'reopenCeremony';
  onPublish: (version: number | null, reason: readonly TextFragment[]) => string | null;
}) {
  const { words } = useLanguage();
  return (
    <PublishForm
      {...form}
      title={`${words.commands[command]}: ${ceremony.name}`}
      publishLabel={words.commands[command]}
      standing={{ fields: textFields('reason', languages), version: ceremony.version }}
      labelOf={(name) => labelOfText(name, { reason: words.reason })}
      read={(draft) => {
        const reason = readTexts(draft.fields, 'reason', languages);
        const texts = reason.length > 0 ? reason : ceremony.nameTranslations;
        return { problems: [], preview: textLines(languages, () => ceremony.name, texts) };
      }}
      publish={(draft) => onPublish(draft.version, readTexts(draft.fields, 'reason', languages))}
    >
      <TextsField name="reason" label={words.reason} languages={languages} />
    </PublishForm>
  );
}

/** Renames or postpones a ceremony. */
export function PlanForm({
  ceremony,
  languages,
  view,
  mode,
  onPublish,
  ...form
}: CeremonyFormProps & { onPublish: (version: number | null, plan: CeremonyPlan) => string | null }) {
  const { words } = useLanguage();
  const timeZone = useContext(VenueTimeZone);
  const labels = { name: words.name, startsAt: words.startsAt, endsAt: words.endsAt };
  return (
    <PublishForm
      {...form}
      title={`${words.commands.updateCeremony}: ${ceremony.name}`}
      publishLabel={words.commands.updateCeremony}
      standing={{
        fields: {
          ...textFields('name', languages, ceremony.nameTranslations),
          startsAt: venueTime(ceremony.startsAt, timeZone),
          endsAt: venueTime(ceremony.endsAt ?? null, timeZone),
        },
        version: ceremony.version,
      }}
      labelOf={(name) => labelOfText(name, labels).trim()}
      read={(draft) => {
        const plan = planIn(draft, languages, timeZone);
        const problems = unreadable(draft, timeZone).map((field) => words.unreadableTime(labels[field]));
        const names = readTexts(draft.fields, 'name', languages);
        if (names.length === 0) problems.push(words.textNeeded(words.name));
        const starts = textOf(draft.fields, 'startsAt');
        return {
          problems,
          preview: Object.keys(plan).length > 0 ? textLines(languages, () => starts, names) : null,
        };
      }}
      publish={(draft) => onPublish(draft.version, planIn(draft, languages, timeZone))}
    >
      <TextField name="startsAt" label={words.startsAt} note={words.venueTimeNote} />
      <TextField name="endsAt" label={words.endsAt} note={words.optionalNote} />
      <TextsField name="name" label={words.name} languages={languages} />
    </PublishForm>
  );
}

function unreadable(draft: FormDraft, timeZone: string | undefined): ('startsAt' | 'endsAt')[] {
  return (['startsAt', 'endsAt'] as const).filter((field) => {
    const typed = textOf(draft.fields, field).trim();
    if (field === 'endsAt' && typed === '') return false;
    return readVenueTime(typed, timeZone) === null;
  });
}

/** Only what was typed into: an absent field keeps its value. */
function planIn(draft: FormDraft, languages: readonly string[], timeZone: string | undefined): CeremonyPlan {
  const time = (field: string) => readVenueTime(textOf(draft.fields, field), timeZone);
  const startsAt = time('startsAt');
  const isRenamed = languages.some((language) => isEdited(draft, `name ${language}`));
  return {
    ...(isEdited(draft, 'startsAt') && startsAt && { startsAt }),
    ...(isEdited(draft, 'endsAt') && { endsAt: time('endsAt') }),
    ...(isRenamed && { nameTranslations: readTexts(draft.fields, 'name', languages) }),
  };
}
