/**
 * FormDraft is what an operator has typed into a form and not published yet.
 *
 * It remembers what stood in the fields when the typing began. If the object changes meanwhile, the operator decides:
 * neither the typed text nor the change is dropped in silence.
 */

/** Texts by the name of their field. */
export type Fields = Readonly<Record<string, string>>;

export interface FormDraft {
  /** As typed. */
  fields: Fields;
  /** What stood there when the typing began. */
  base: Fields;
  /** The version of the object then. Null for a form about nothing that exists, such as a notice. */
  version: number | null;
  /** The idempotency key of the command that it was sent as; null if it was not sent. */
  sentAs: string | null;
  /** In milliseconds since 1970. */
  typedAt: number;
}

/** What the object says now. */
export interface Standing {
  fields: Fields;
  version: number | null;
}

export function newDraft({ fields, version }: Standing): FormDraft {
  return { fields, base: fields, version, sentAs: null, typedAt: 0 };
}

export function isEdited({ fields, base }: FormDraft, name: string): boolean {
  return textOf(fields, name) !== textOf(base, name);
}

export function isUntouched(draft: FormDraft): boolean {
  return draft.sentAs === null && namesOf(draft).every((name) => !isEdited(draft, name));
}

export interface Change {
  name: string;
  was: string;
  now: string;
  typed: string;
}

/** The fields that have changed since the typing began; null if the object has not changed at all. */
export function changesSince(draft: FormDraft, { fields, version }: Standing): Change[] | null {
  const changes = [...new Set([...namesOf(draft), ...Object.keys(fields)])]
    .map((name) => ({
      name,
      was: textOf(draft.base, name),
      now: textOf(fields, name),
      typed: textOf(draft.fields, name),
    }))
    .filter(({ was, now }) => was !== now);
  return changes.length === 0 && draft.version === version ? null : changes;
}

/** What was typed stays; a field that was not typed into takes what is there now. */
export function keepTyped(draft: FormDraft, standing: Standing): FormDraft {
  const typed = Object.fromEntries(
    namesOf(draft)
      .filter((name) => isEdited(draft, name))
      .map((name) => [name, textOf(draft.fields, name)]),
  );
  return rebase(draft, standing, { ...standing.fields, ...typed });
}

/** A field that has changed meanwhile takes what is there now; what was typed into the others stays. */
export function takeCurrent(draft: FormDraft, standing: Standing): FormDraft {
  const current = (changesSince(draft, standing) ?? []).map(({ name, now }) => [name, now]);
  return rebase(draft, standing, { ...keepTyped(draft, standing).fields, ...Object.fromEntries(current) });
}

function rebase(draft: FormDraft, standing: Standing, fields: Fields): FormDraft {
  return { ...draft, fields, base: standing.fields, version: standing.version };
}

function namesOf({ fields, base }: FormDraft): string[] {
  return [...new Set([...Object.keys(fields), ...Object.keys(base)])];
}

export function textOf(fields: Fields, name: string): string {
  return fields[name] ?? '';
}

/** The label of a text in a language: "Title en" of the field "title en". */
export function labelOfText(field: string, labels: Fields): string {
  const [name = '', language = ''] = field.split(' ');
  return `${labels[name] ?? name} ${language}`;
}
