import { type Change, type FormDraft, isEdited } from '../state/form-draft.ts';
import { useLanguage } from '../use-language.ts';

interface ChangedMeanwhileProps {
  /** Empty if something has changed that the form does not show. */
  changes: readonly Change[];
  draft: FormDraft;
  labelOf: (field: string) => string;
  onKeep: () => void;
  onTake: () => void;
}

/** The object has changed since the typing began: what was there, what is there now, and what was typed. */
export function ChangedMeanwhile({ changes, draft, labelOf, onKeep, onTake }: ChangedMeanwhileProps) {
  const { words } = useLanguage();
  return (
    <section class="changed-meanwhile" role="alert" data-testid="changed-meanwhile">
      <h3>{words.changedMeanwhile}</h3>
      {changes.length === 0 ? (
        <p>{words.changedElsewhere}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.was}</th>
              <th scope="col">{words.isNow}</th>
              <th scope="col">{words.youTyped}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, was, now, typed }) => (
              <tr key={name} data-field={name}>
                <th scope="row">{labelOf(name)}</th>
                <td>{was || '–'}</td>
                <td>{now || '–'}</td>
                <td>{isEdited(draft, name) ? typed || '–' : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="buttons">
        <button type="button" onClick={onTake}>
          {words.takeCurrent}
        </button>
        <button type="button" onClick={onKeep}>
          {words.keepTyped}
        </button>
      </p>
    </section>
  );
}
