/**
 * What was pressed at this desk, and what became of it.
 *
 * No press is lost and none counts twice: each has its idempotency key and is written down in this tab before it is
 * sent; it is sent again until its outcome is known, also after a reload. Whoever presses meanwhile what is still
 * pending presses nothing.
 */
import { newIdempotencyKey, settle } from '../../client/index.ts';
import * as operations from '../operations.ts';
import { apiUrl } from '../page-address.ts';

/** Each of them a mutation. */
const verbs = {
  openCeremony: operations.OpenCeremony,
  closeCeremony: operations.CloseCeremony,
  signDeal: operations.SignDeal,
  correctDeal: operations.CorrectDeal,
  retractDeal: operations.RetractDeal,
  startSpeech: operations.StartSpeech,
  finishSpeech: operations.FinishSpeech,
  publishNotice: operations.PublishNotice,
  cueProgrammeItem: operations.CueProgrammeItem,
  resetRehearsal: operations.ResetRehearsal,
};

export type Verb = keyof typeof verbs;
type VariablesOf<Operation> =
  Operation extends operations.TypedOperation<infer _Data, infer Variables> ? Variables : never;
type InputOf<V extends Verb> =
  VariablesOf<(typeof verbs)[V]> extends { input: infer Input } ? Omit<Input, 'idempotencyKey'> : never;

/** These change nothing that is told, and are the same however often they are sent: they take no key. */
const keyless: readonly Verb[] = ['cueProgrammeItem', 'resetRehearsal'];

export type Cue = 'CUED' | 'HELD' | 'NONE';
/** What an operator calls it: cueing is three acts. */
export type Act = Exclude<Verb, 'cueProgrammeItem'> | Cue;

export function actOf({ verb, input }: Press): Act {
  return verb === 'cueProgrammeItem' ? (input as { cue: Cue }).cue : verb;
}

export type Outcome =
  | { name: 'pending'; tries: number }
  | { name: 'confirmed'; sequence: number | null }
  | { name: 'refused'; code: string; message: string; sequence: number | null }
  /** The operator gave up waiting. */
  | { name: 'unknown' };

export interface Press {
  key: string;
  verb: Verb;
  /** What it is about: the id of a deal, a speech, an item. */
  subject: string;
  /** The same by its name. */
  title: string;
  input: object;
  at: number;
  outcome: Outcome;
}

const kept = 30;

export class Presses {
  readonly #storageName: string;
  readonly #token: () => string | null;
  readonly #onChange: (presses: readonly Press[]) => void;
  readonly #waiting = new Map<string, AbortController>();
  #presses: readonly Press[];

  constructor(
    storageName: string,
    token: () => string | null,
    onChange: (presses: readonly Press[]) => void,
  ) {
    this.#storageName = storageName;
    this.#token = token;
    this.#onChange = onChange;
    this.#presses = JSON.parse(sessionStorage.getItem(storageName) ?? '[]');
  }

  /** What was pending when the page was left is settled now. */
  resume(): void {
    this.#onChange(this.#presses);
    for (const press of this.#presses) {
      if (press.outcome.name === 'pending' && !this.#waiting.has(press.key)) void this.#settle(press);
    }
  }

  isPending(subject: string): boolean {
    return this.#presses.some((each) => each.subject === subject && each.outcome.name === 'pending');
  }

  press<V extends Verb>(verb: V, subject: string, title: string, input: InputOf<V>): void {
    if (this.isPending(subject)) return;
    const press: Press = {
      key: newIdempotencyKey(),
      verb,
      subject,
      title,
      input,
      at: Date.now(),
      outcome: { name: 'pending', tries: 0 },
    };
    const settled = this.#presses.filter(({ outcome }) => outcome.name !== 'pending').slice(0, kept);
    const pending = this.#presses.filter(({ outcome }) => outcome.name === 'pending');
    this.#write([press, ...[...pending, ...settled].sort((a, b) => b.at - a.at)]);
    void this.#settle(press);
  }

  /** Stops asking; whether it happened is in the record. */
  giveUp(key: string): void {
    this.#waiting.get(key)?.abort();
    this.#finish(key, { name: 'unknown' });
  }

  async #settle({ key, verb, input }: Press): Promise<void> {
    const waiting = new AbortController();
    this.#waiting.set(key, waiting);
    const { query, operationName } = verbs[verb];
    const variables = { input: keyless.includes(verb) ? input : { ...input, idempotencyKey: key } };
    try {
      const { data, errors } = await settle<{ result: Answer }>(
        { query, operationName, variables },
        {
          url: apiUrl,
          token: this.#token,
          signal: waiting.signal,
          onUnknown: (_problem, tries) => this.#finish(key, { name: 'pending', tries }),
        },
      );
      const error = errors?.[0];
      this.#finish(
        key,
        data
          ? outcomeOf(data.result)
          : {
              name: 'refused',
              code: error?.extensions?.code ?? 'NONE',
              message: error?.message ?? '?',
              sequence: null,
            },
      );
    } catch {
      // Given up; giveUp() has said so.
    } finally {
      this.#waiting.delete(key);
    }
  }

  #finish(key: string, outcome: Outcome): void {
    this.#write(this.#presses.map((press) => (press.key === key ? { ...press, outcome } : press)));
  }

  #write(presses: readonly Press[]): void {
    this.#presses = presses;
    sessionStorage.setItem(this.#storageName, JSON.stringify(presses));
    this.#onChange(presses);
  }
}

interface Answer {
  __typename: string;
  announcement?: { sequence: number };
  sequence?: number;
  code?: string;
  message?: string;
  issues?: readonly { path: readonly string[]; message: string }[];
}

function outcomeOf(answer: Answer): Outcome {
  const { code, message, issues, announcement } = answer;
  if (code === undefined) return { name: 'confirmed', sequence: announcement?.sequence ?? null };
  const details = issues?.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  return {
    name: 'refused',
    code,
    message: details || message || code,
    sequence: answer.sequence ?? null,
  };
}
