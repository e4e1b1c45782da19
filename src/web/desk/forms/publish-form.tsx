/**
 * PublishForm is the one form of the desk. It owns what is typed into it:
 *
 * - A live update of the desk never changes a field. If the object changes meanwhile, the form shows what was there,
 *   what is there now and what was typed, and the operator decides.
 * - What is typed is stored with each letter, and stays until the server has confirmed it or the operator discards it.
 * - It publishes by a long press only, and shows before what the walls will say. Enter in a field does nothing.
 */
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { Clock } from '../../rendering/use-now.ts';
import type { Drafts, FormAddress } from '../drafts.ts';
import { LongPressButton } from '../long-press-button.tsx';
import {
  changesSince,
  type FormDraft,
  isUntouched,
  keepTyped,
  newDraft,
  type Standing,
  takeCurrent,
} from '../state/form-draft.ts';
import type { PreviewLine } from '../state/preview-lines.ts';
import type { SentCommand } from '../state/sent-commands.ts';
import { useLanguage, useTimeOfDay } from '../use-language.ts';
import { AnnouncementPreview } from './announcement-preview.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { FormOutcome } from './form-outcome.tsx';

export interface Reading {
  /** What keeps the form from being published, in words. */
  problems: readonly string[];
  /** Null while there is nothing to preview; empty for what is not announced. */
  preview: readonly PreviewLine[] | null;
}

export interface PublishFormProps {
  address: FormAddress;
  drafts: Drafts;
  title: string;
  publishLabel: string;
  /** What the object says now. */
  standing: Standing;
  /** The label of a field, for people. */
  labelOf: (field: string) => string;
  read: (draft: FormDraft) => Reading;
  /** Returns the key of the command; null if another command about the same object is pending. */
  publish: (draft: FormDraft) => string | null;
  commands: readonly SentCommand[];
  onClose: () => void;
  children?: ComponentChildren;
}

/** What every form gets from the desk. */
export type FormProps = Pick<PublishFormProps, 'address' | 'drafts' | 'commands' | 'onClose'> & {
  /** The languages of the exhibition. */
  languages: readonly string[];
};

interface FormState {
  draft: FormDraft;
  isSending: boolean;
  change: (name: string, text: string) => void;
}

const Form = createContext<FormState | null>(null);

/** The text of a field of the form around it. */
export function useField(name: string) {
  const { draft, isSending, change } = useContext(Form)!;
  return {
    name,
    value: draft.fields[name] ?? '',
    disabled: isSending,
    onInput: (event: { currentTarget: { value: string } }) => change(name, event.currentTarget.value),
  };
}

export function PublishForm(props: PublishFormProps) {
  const { address, title, publishLabel, standing, read, publish, commands, onClose } = props;
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { draft, restoredAt, save, discard } = useDraft(props);
  const [isBusy, setBusy] = useState(false);
  const outcome = outcomeOf(draft, commands);
  const isSending = outcome?.name === 'pending';
  const changes = isSending ? null : changesSince(draft, standing);
  const { problems, preview } = read(draft);

  useEffect(() => {
    if (outcome?.name !== 'confirmed') return;
    discard();
    onClose();
  }, [outcome?.name]);

  const change = (name: string, text: string) => {
    setBusy(false);
    save((before) => ({ ...before, fields: { ...before.fields, [name]: text } }));
  };
  const send = () => {
    const key = publish(draft);
    setBusy(key === null);
    if (key !== null) save((before) => ({ ...before, sentAs: key }));
  };
  return (
    <dialog ref={dialog} aria-label={title} data-form={address.form} onClose={onClose}>
      <form onSubmit={(event) => event.preventDefault()} autocomplete="off">
        <h2>{title}</h2>
        {restoredAt !== null && (
          <p class="note restored" data-testid="restored">
            {words.restored(formatTimeOfDay(restoredAt))}{' '}
            <button type="button" onClick={discard} disabled={isSending}>
              {words.discard}
            </button>
          </p>
        )}
        <Form.Provider value={{ draft, isSending, change }}>{props.children}</Form.Provider>
        {changes ? (
          <ChangedMeanwhile
            changes={changes}
            draft={draft}
            labelOf={props.labelOf}
            onKeep={() => save((before) => keepTyped(before, standing))}
            onTake={() => save((before) => takeCurrent(before, standing))}
          />
        ) : (
          preview &&
          (preview.length > 0 ? (
            <AnnouncementPreview lines={preview} />
          ) : (
            <p class="note">{words.notAnnounced}</p>
          ))
        )}
        {problems.map((problem) => (
          <p key={problem} class="problem" role="alert">
            {problem}
          </p>
        ))}
        {isBusy && <p class="problem">{words.obstacles.sent}</p>}
        <FormOutcome outcome={outcome} />
        <p class="buttons">
          <button type="button" onClick={onClose} title={words.closeKeeps}>
            {words.back} <kbd>Esc</kbd>
          </button>
          <LongPressButton
            class="primary"
            testId="publish"
            isDisabled={isSending || problems.length > 0 || changes !== null || preview === null}
            onLongPress={send}
          >
            {publishLabel}
          </LongPressButton>
        </p>
        <p class="note">{words.howToHold}</p>
      </form>
    </dialog>
  );
}

/** The draft of the form: the stored one, else what the object says now. */
function useDraft({ address, drafts, standing }: PublishFormProps) {
  const clock = useContext(Clock);
  const [stored, setStored] = useState(() => drafts.get(address));
  const [restoredAt, setRestoredAt] = useState(stored ? stored.typedAt : null);
  // Without anything typed the form follows the object.
  const draft = stored && !isUntouched(stored) ? stored : newDraft(standing);
  const latest = useRef(draft);
  latest.current = draft;
  return {
    draft,
    restoredAt,
    save(change: (before: FormDraft) => FormDraft) {
      // Two events may come before the next drawing: each continues from the one before.
      latest.current = { ...change(latest.current), typedAt: clock() };
      drafts.put(address, latest.current);
      setStored(latest.current);
    },
    discard() {
      drafts.remove(address);
      setStored(null);
      setRestoredAt(null);
    },
  };
}

/** A command that this tab does not know was sent before the browser was closed: its outcome is unknown. */
function outcomeOf({ sentAs }: FormDraft, commands: readonly SentCommand[]): SentCommand['outcome'] | null {
  if (sentAs === null) return null;
  return commands.find(({ key }) => key === sentAs)?.outcome ?? { name: 'unknown' };
}
