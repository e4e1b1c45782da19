/**
 * Drafts keeps what operators type, from the first letter until the server has confirmed it or they discard it. Drafts
 * are stored on this machine, one per form and object: a reload, an expired token or a closed laptop loses none.
 */
import type { PageStorage } from '../page-storage.ts';
import { type FormDraft, isUntouched } from './state/form-draft.ts';
import type { SentCommand } from './state/sent-commands.ts';

export type FormName =
  | 'correction'
  | 'retraction'
  | 'notice'
  | 'slide'
  | 'opening'
  | 'closing'
  | 'reopening'
  | 'cancellation'
  | 'plan'
  | 'item';

/** A form, and the id of the deal, ceremony or exhibition that it is about. */
export interface FormAddress {
  form: FormName;
  subject: string;
}

/** Drafts are removed after this time. They may hold names that should not stay on a machine. */
export const maxDraftAgeMs = 3 * 24 * 60 * 60_000;

export class Drafts {
  readonly #machine: PageStorage;
  readonly #tab: PageStorage;
  readonly #prefix: string;
  readonly #openFormKey: string;

  /** `place` is exhibition and mode: one machine may have several desks. */
  constructor(place: string, { machine, tab }: { machine: PageStorage; tab: PageStorage }) {
    this.#machine = machine;
    this.#tab = tab;
    this.#prefix = `draft of ${place} `;
    this.#openFormKey = `open form of ${place}`;
  }

  get(address: FormAddress): FormDraft | null {
    return parse<FormDraft>(this.#machine.get(this.#keyOf(address)));
  }

  /** A draft without anything typed is not kept. */
  put(address: FormAddress, draft: FormDraft): void {
    if (isUntouched(draft)) this.remove(address);
    else this.#machine.set(this.#keyOf(address), JSON.stringify(draft));
  }

  remove(address: FormAddress): void {
    this.#machine.remove(this.#keyOf(address));
  }

  /** Removes the drafts of confirmed commands, and those that are too old. */
  settle(commands: readonly SentCommand[], now: number): void {
    const confirmed = new Set(
      commands.filter(({ outcome }) => outcome.name === 'confirmed').map(({ key }) => key),
    );
    for (const key of this.#machine.keys(this.#prefix)) {
      const draft = parse<FormDraft>(this.#machine.get(key));
      const isSettled = !draft || (draft.sentAs !== null && confirmed.has(draft.sentAs));
      if (isSettled || now - draft.typedAt > maxDraftAgeMs) this.#machine.remove(key);
    }
  }

  /** The form of the command with this key, while its draft is kept. */
  addressOf(commandKey: string): FormAddress | null {
    for (const key of this.#machine.keys(this.#prefix)) {
      if (parse<FormDraft>(this.#machine.get(key))?.sentAs !== commandKey) continue;
      const [form, ...subject] = key.slice(this.#prefix.length).split(' ');
      return { form: form as FormName, subject: subject.join(' ') };
    }
    return null;
  }

  /** The form that is open in this tab, also after a reload. */
  get openForm(): FormAddress | null {
    return parse<FormAddress>(this.#tab.get(this.#openFormKey));
  }

  set openForm(address: FormAddress | null) {
    if (address) this.#tab.set(this.#openFormKey, JSON.stringify(address));
    else this.#tab.remove(this.#openFormKey);
  }

  #keyOf({ form, subject }: FormAddress): string {
    return `${this.#prefix}${form} ${subject}`;
  }
}

/** Null if there is nothing, or nothing that this release can read. */
function parse<Value>(text: string | null): Value | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
