/**
 * An operator that sends commands at a fixed rate, whatever the outcome: mostly notices, and in between signings,
 * corrections and retractions. Logs every command.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../random.ts';
import type { CommandLog } from './log.ts';
import { type Desk, type Mutation, sendCommand } from './send-command.ts';

/** Limit of pending commands; at the limit the operator waits. */
const maxPending = 300;
const settleWithinMs = 120_000;
const noticeShare = 0.75;

export interface OperatorOptions {
  desk: Desk;
  exhibition: string;
  /** In the exhibition's language. */
  language: string;
  deals: readonly string[];
}

export class Operator {
  readonly #options: OperatorOptions;
  readonly #planned: string[];
  #signed: string[] = [];
  readonly #pending = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #commands = 0;
  #amount = 1_000;
  #random = new Random(1);
  log: CommandLog[] = [];
  /** Commands that were skipped because too many were pending. */
  withheld = 0;

  constructor(options: OperatorOptions) {
    this.#options = options;
    this.#planned = [...options.deals];
  }

  get planned(): number {
    return this.#planned.length;
  }

  addDeals(deals: readonly string[]): void {
    this.#planned.push(...deals);
  }

  /** After a failover the database decides which deals are planned and which are signed. */
  replaceDeals(planned: readonly string[], signed: readonly string[]): void {
    this.#planned.splice(0, Number.POSITIVE_INFINITY, ...planned);
    this.#signed = [...signed];
  }

  start(perSecond: number): void {
    const next = () => {
      const pauseMs = (1_000 / perSecond) * (0.5 + this.#random.next());
      this.#timer = setTimeout(() => {
        if (this.#pending.size < maxPending) this.#pressSomething();
        else this.withheld++;
        next();
      }, pauseMs);
    };
    next();
  }

  /** Stops sending, and waits until every outcome is known or the time is over. */
  async settle(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const timeout = new AbortController();
    const late = wait(settleWithinMs, null, { signal: timeout.signal }).catch(() => {});
    await Promise.race([Promise.all(this.#pending), late]);
    timeout.abort();
  }

  /** Sends one command and waits for its outcome. */
  async notice(): Promise<CommandLog> {
    const entry = this.#write('notice');
    await this.#publish(entry);
    return entry;
  }

  /** Begins a row with its own random choices. */
  begin(random: Random): void {
    this.#random = random;
    this.log = [];
    this.withheld = 0;
  }

  #pressSomething(): void {
    const pressing = this.#choose();
    this.#pending.add(pressing);
    void pressing.finally(() => this.#pending.delete(pressing));
  }

  #choose(): Promise<void> {
    const chance = this.#random.next();
    if (chance > noticeShare) {
      const [deal] = this.#signed;
      if (chance < 0.8 && deal) return this.#correct(deal);
      if (chance < 0.82 && deal) return this.#retract();
      if (this.#planned.length > 0) return this.#sign();
    }
    return this.#publish(this.#write('notice'));
  }

  #publish(entry: CommandLog): Promise<void> {
    const { exhibition, language } = this.#options;
    return this.#send(entry, 'publishNotice', {
      exhibition,
      textTranslations: [{ language, text: entry.text }],
    });
  }

  async #sign(): Promise<void> {
    const deal = this.#planned.shift()!;
    const entry = this.#write('sign');
    await this.#send(entry, 'signDeal', { deal });
    if (entry.outcome === 'ok') this.#signed.push(deal);
  }

  /** Never the same amount twice: a correction that changes nothing is rejected. */
  async #correct(deal: string): Promise<void> {
    this.#signed.shift();
    const amount = { amount: `${++this.#amount}.00`, currency: 'EUR' };
    const entry = this.#write('correct');
    await this.#send(entry, 'correctDeal', { deal, amount });
    if (entry.outcome === 'ok') this.#signed.push(deal);
  }

  async #retract(): Promise<void> {
    const deal = this.#signed.shift()!;
    await this.#send(this.#write('retract'), 'retractDeal', { deal });
  }

  #send(entry: CommandLog, mutation: Mutation, input: Record<string, unknown>): Promise<void> {
    return sendCommand(this.#options.desk, entry, mutation, input);
  }

  #write(what: string): CommandLog {
    const sentAtMs = Date.now();
    const key = `${what}-${process.pid}-${++this.#commands}-${sentAtMs}`;
    const entry: CommandLog = {
      key,
      text: what === 'notice' ? `${key} ${sentAtMs}` : null,
      sentAtMs,
      answeredAtMs: sentAtMs,
      tries: 0,
      outcome: 'unknown',
      wasUnknown: false,
      reasons: [],
    };
    this.log.push(entry);
    return entry;
  }
}
