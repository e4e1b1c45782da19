import { formatCompact } from '../../../amounts/compact-amount.ts';
import { headlinesOf } from '../../headline.ts';
import { wallWords } from '../../wall/words/words.ts';
import type { Ceremony, DeskView, StreamMode } from '../state/desk-view.ts';
import { textOf } from '../state/form-draft.ts';
import { textLines } from '../state/preview-lines.ts';
import { isOpen, runningOrderOf, titleOf } from '../state/programme.ts';
import { useLanguage } from '../use-language.ts';
import { SelectField } from './fields.tsx';
import { type FormProps, PublishForm } from './publish-form.tsx';

export interface CeremonyFormProps extends FormProps {
  ceremony: Ceremony;
  view: DeskView;
  mode: StreamMode;
}

/** Opens a ceremony. Nothing is typed: the form shows what the walls will say. */
export function OpeningForm({
  ceremony,
  languages,
  view,
  mode,
  onPublish,
  ...form
}: CeremonyFormProps & { onPublish: (version: number | null) => string | null }) {
  const { words } = useLanguage();
  const preview = textLines(
    languages,
    (language) => wallWords(language).ceremonyOpen,
    ceremony.nameTranslations,
  );
  return (
    <PublishForm
      {...form}
      title={`${words.commands.openCeremony}: ${ceremony.name}`}
      publishLabel={words.commands.openCeremony}
      standing={{ fields: {}, version: ceremony.version }}
      labelOf={(name) => name}
      read={() => ({ problems: [], preview })}
      publish={(draft) => onPublish(draft.version)}
    />
  );
}

/** Closes a ceremony, names what is not done, and moves it to another ceremony. */
export function ClosingForm({
  ceremony,
  languages,
  view,
  mode,
  onPublish,
  ...form
}: CeremonyFormProps & { onPublish: (version: number | null, carryTo: string | null) => string | null }) {
  const { language, words } = useLanguage();
  const { nodes = [] } = view.exhibition.announcements ?? {};
  const totals = nodes[nodes.length - 1]?.totals;
  const headlines = totals ? headlinesOf(totals) : [];
  const resultsIn = (tag: string) =>
    [
      wallWords(tag).results,
      totals && `${totals.deals} ${wallWords(tag).deals(totals.deals)}`,
      ...headlines.map(
        ({ category, signingTotal: { converted } }) =>
          converted.money && `${wallWords(tag).totalOf[category]} ${formatCompact(converted.money, tag, 2)}`,
      ),
    ]
      .filter(Boolean)
      .join(' · ');
  // A rehearsal changes no programme.
  const others =
    mode === 'LIVE'
      ? view.exhibition.ceremonies.filter(
          ({ id, status }) => id !== ceremony.id && (status === 'PLANNED' || status === 'OPEN'),
        )
      : [];
  const left = runningOrderOf(ceremony, mode).filter((item) => isOpen(item, mode));
  return (
    <PublishForm
      {...form}
      title={`${words.commands.closeCeremony}: ${ceremony.name}`}
      publishLabel={words.commands.closeCeremony}
      standing={{ fields: { carryTo: '' }, version: ceremony.version }}
      labelOf={() => words.carryTo}
      read={() => ({ problems: [], preview: textLines(languages, resultsIn, ceremony.nameTranslations) })}
      publish={(draft) => onPublish(draft.version, textOf(draft.fields, 'carryTo') || null)}
    >
      {left.length > 0 && (
        <section class="not-done" data-testid="not-done">
          <h3>{words.notDone(left.length)}</h3>
          <ul>
            {left.map((item) => (
              <li key={item.id}>
                {item.position + 1}. {titleOf(item, language)}
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <SelectField
              name="carryTo"
              label={words.carryTo}
              options={['', ...others.map(({ id }) => id)]}
              textOf={(option) => others.find(({ id }) => id === option)?.name ?? words.carryNowhere}
            />
          )}
        </section>
      )}
    </PublishForm>
  );
}
