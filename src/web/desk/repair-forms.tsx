/** What is written before it is pressed: a correction, a retraction, a notice. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { textIn } from '../format/localized-texts.ts';
import type { CorrectDealInput, DeskItemFragment } from '../operations.ts';
import { useLanguage } from './language.tsx';

type Deal = NonNullable<DeskItemFragment['deal']>;
type Texts = { language: string; text: string }[];

interface FormProps {
  title: string;
  button: string;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ComponentChildren;
}

function FormDialog({ title, button, onSubmit, onClose, children }: FormProps) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
          onClose();
        }}
      >
        <h2>{title}</h2>
        {children}
        <p class="buttons">
          <button type="button" onClick={onClose}>
            {words.cancel} <kbd>Esc</kbd>
          </button>
          <button type="submit" class="primary">
            {button}
          </button>
        </p>
      </form>
    </dialog>
  );
}

interface TextsFieldProps {
  name: string;
  label: string;
  languages: readonly string[];
  values?: Texts;
  isRequired?: boolean;
}

function TextsField({ name, label, languages, values = [], isRequired = false }: TextsFieldProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {languages.map((language, index) => (
        <label key={language}>
          <span class="tag">{language}</span>
          <input
            name={`${name} ${language}`}
            lang={language}
            required={isRequired && index === 0}
            value={values.find((each) => each.language === language)?.text ?? ''}
          />
        </label>
      ))}
    </fieldset>
  );
}

function textsIn(form: FormData, name: string, languages: readonly string[]): Texts {
  return languages.flatMap((language) => {
    const text = String(form.get(`${name} ${language}`) ?? '').trim();
    return text ? [{ language, text }] : [];
  });
}

interface RepairProps {
  deal: Deal;
  languages: readonly string[];
  onClose: () => void;
}

type Correction = Pick<CorrectDealInput, 'amount' | 'titleTranslations' | 'reasonTranslations'>;

export function CorrectForm({
  deal,
  languages,
  currencies,
  onClose,
  onCorrect,
}: RepairProps & { currencies: readonly string[]; onCorrect: (correction: Correction) => void }) {
  const { words } = useLanguage();
  const offered = [...new Set([...(deal.amount ? [deal.amount.currency] : []), ...currencies])];
  return (
    <FormDialog
      title={words.correctInPublic}
      button={words.tellEveryone}
      onClose={onClose}
      onSubmit={(form) => {
        const amount = String(form.get('amount')).replaceAll(/[,\s]/g, '');
        const currency = String(form.get('currency'));
        const titles = textsIn(form, 'title', languages);
        const isOtherAmount = amount !== deal.amount?.amount || currency !== deal.amount?.currency;
        const isOtherTitle = languages.some(
          (language) => textOf(titles, language) !== textOf(deal.titleTranslations, language),
        );
        onCorrect({
          ...(amount && isOtherAmount && { amount: { amount, currency } }),
          ...(isOtherTitle && { titleTranslations: titles }),
          reasonTranslations: textsIn(form, 'reason', languages),
        });
      }}
    >
      <fieldset>
        <legend>{words.amount}</legend>
        <label>
          <span class="tag">{words.amount}</span>
          <input name="amount" inputMode="decimal" value={deal.amount?.amount ?? ''} />
        </label>
        <label>
          <span class="tag">{words.currency}</span>
          <select name="currency">
            {offered.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        </label>
      </fieldset>
      <TextsField
        name="title"
        label={words.title}
        languages={languages}
        values={[...deal.titleTranslations]}
      />
      <TextsField name="reason" label={words.reason} languages={languages} isRequired />
    </FormDialog>
  );
}

function textOf(texts: readonly { language: string; text: string }[], language: string): string {
  return texts.find((each) => each.language === language)?.text ?? '';
}

export function RetractForm({
  deal,
  languages,
  onClose,
  onRetract,
}: RepairProps & { onRetract: (reason: Texts) => void }) {
  const { language, words } = useLanguage();
  return (
    <FormDialog
      title={words.retractInPublic}
      button={words.tellEveryoneItFell}
      onClose={onClose}
      onSubmit={(form) => onRetract(textsIn(form, 'reason', languages))}
    >
      <p>{textIn(deal.titleTranslations, language)}</p>
      <TextsField name="reason" label={words.reason} languages={languages} isRequired />
    </FormDialog>
  );
}

export function NoticeForm({
  languages,
  onClose,
  onPublish,
}: Omit<RepairProps, 'deal'> & { onPublish: (texts: Texts) => void }) {
  const { words } = useLanguage();
  return (
    <FormDialog
      title={words.noticeToAll}
      button={words.tellEveryone}
      onClose={onClose}
      onSubmit={(form) => onPublish(textsIn(form, 'text', languages))}
    >
      <TextsField name="text" label={words.text} languages={languages} isRequired />
    </FormDialog>
  );
}
