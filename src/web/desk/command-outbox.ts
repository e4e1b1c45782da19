/**
 * CommandOutbox sends commands until their outcome is known.
 *
 * Promises: no command is lost, and none takes effect twice. Each command has an idempotency key and is stored in
 * this tab before it is sent. It is sent again until the server responds, also after a reload. While a command is
 * pending, further commands about the same subject are ignored.
 */
import { newIdempotencyKey, OutcomeUnknown, settle } from '../../client/index.ts';
import { apiUrl } from '../api/endpoints.ts';
import { serverClock } from '../api/server-clock.ts';
import * as operations from '../operations.ts';
import { tabStorage } from '../page-storage.ts';
import {
  type CommandResult,
  isPending,
  type Outcome,
  outcomeOf,
  type SentCommand,
  withCommand,
  withOutcome,
} from './state/sent-commands.ts';

/** The mutation behind each command. */
const mutations = {
  openCeremony: operations.OpenCeremony,
  closeCeremony: operations.CloseCeremony,
  reopenCeremony: operations.ReopenCeremony,
  cancelCeremony: operations.CancelCeremony,
  updateCeremony: operations.UpdateCeremony,
  addProgrammeItem: operations.AddProgrammeItem,
  moveProgrammeItem: operations.MoveProgrammeItem,
  removeProgrammeItem: operations.RemoveProgrammeItem,
  takeControl: operations.TakeControl,
  offerControl: operations.OfferControl,
  acceptControl: operations.AcceptControl,
  releaseControl: operations.ReleaseControl,
  holdCeremony: operations.HoldCeremony,
  signDeals: operations.SignDeals,
  signDeal: operations.SignDeal,
  correctDeal: operations.CorrectDeal,
  retractDeal: operations.RetractDeal,
  startSpeech: operations.StartSpeech,
  finishSpeech: operations.FinishSpeech,
  releaseSpeechText: operations.ReleaseSpeechText,
  publishNotice: operations.PublishNotice,
  cueProgrammeItem: operations.CueProgrammeItem,
  resetRehearsal: operations.ResetRehearsal,
  setWallControl: operations.SetWallControl,
};

export type CommandName = keyof typeof mutations;
export type Command = SentCommand<CommandName>;
type VariablesOf<Operation> =
  Operation extends operations.TypedOperation<infer _Data, infer Variables> ? Variables : never;
type InputOf<Name extends CommandName> =
  VariablesOf<(typeof mutations)[Name]> extends { input: infer Input }
    ? Omit<Input, 'idempotencyKey'>
    : never;

/** These are idempotent without a key. */
const withoutKey: readonly CommandName[] = [
  ...(['cueProgrammeItem', 'resetRehearsal', 'moveProgrammeItem', 'removeProgrammeItem'] as const),
  ...([
    'takeControl',
    'offerControl',
    'acceptControl',
    'releaseControl',
    'holdCeremony',
    'setWallControl',
  ] as const),
];

export class CommandOutbox {
  readonly #storageKey: string;
  readonly #token: () => string | null;
  readonly #onChange: (commands: readonly Command[]) => void;
  readonly #sending = new Map<string, AbortController>();
  #commands: readonly Command[];

  constructor(
    storageKey: string,
    token: () => string | null,
    onChange: (commands: readonly Command[]) => void,
  ) {
    this.#storageKey = storageKey;
    this.#token = token;
    this.#onChange = onChange;
    this.#commands = JSON.parse(tabStorage.get(storageKey) ?? '[]');
  }

  /** Continues with the commands that were pending when the page was closed. */
  resume(): void {
    this.#onChange(this.#commands);
    for (const command of this.#commands) {
      if (command.outcome.name === 'pending' && !this.#sending.has(command.key)) void this.#send(command);
    }
  }

  isPending(subject: string): boolean {
    return isPending(this.#commands, subject);
  }

  /** Returns the key of the command; null if one about the same subject is pending. */
  add<Name extends CommandName>(
    name: Name,
    subject: string,
    title: string,
    input: InputOf<Name>,
  ): string | null {
    if (this.isPending(subject)) return null;
    const command: Command = {
      key: newIdempotencyKey(),
      name,
      subject,
      title,
      input,
      sentAt: serverClock.now(),
      outcome: { name: 'pending', attempts: 0 },
    };
    this.#store(withCommand(this.#commands, command));
    void this.#send(command);
    return command.key;
  }

  /** Stops sending. Whether the command took effect is unknown. */
  stopSending(key: string): void {
    this.#sending.get(key)?.abort();
    this.#setOutcome(key, { name: 'unknown' });
  }

  async #send({ key, name, input }: Command): Promise<void> {
    const sending = new AbortController();
    this.#sending.set(key, sending);
    const { query, operationName } = mutations[name];
    const variables = { input: withoutKey.includes(name) ? input : { ...input, idempotencyKey: key } };
    try {
      const { data, errors } = await settle<{ result: CommandResult | null }>(
        { query, operationName, variables },
        {
          url: apiUrl,
          fetch: serverClock.fetch,
          token: this.#token,
          signal: sending.signal,
          onUnknown: (_problem, attempts) => this.#setOutcome(key, { name: 'pending', attempts }),
        },
      );
      const error = errors?.[0];
      this.#setOutcome(
        key,
        outcomeOf(
          data?.result ?? {
            code: error?.extensions?.code ?? 'NONE',
            message: error?.message ?? '?',
          },
        ),
      );
    } catch (error) {
      if (error instanceof OutcomeUnknown) this.#setOutcome(key, { name: 'unknown' });
      // Otherwise the command was aborted, and stopSending() has set the outcome.
    } finally {
      this.#sending.delete(key);
    }
  }

  #setOutcome(key: string, outcome: Outcome): void {
    this.#store(withOutcome(this.#commands, key, outcome));
  }

  #store(commands: readonly Command[]): void {
    this.#commands = commands;
    tabStorage.set(this.#storageKey, JSON.stringify(commands));
    this.#onChange(commands);
  }
}
