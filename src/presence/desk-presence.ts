/** DeskPresence holds the operators and connected screens of each stream, and notifies desks of changes. */

import type { Presence } from '../cluster/presence.ts';
import type { Notifier } from '../stream/notifier.ts';
import { type Scheduler, systemScheduler } from '../stream/scheduler.ts';
import {
  type ConnectedScreen,
  ConnectedScreens,
  type ConnectedScreensReport,
  maxLaggingScreens,
  mergeScreens,
  type ScreenAcknowledgement,
} from './connected-screens.ts';

/** The maximum number of operators on a desk: those who connected first. */
export const maxDeskOperators = 100;

export interface DeskOperator {
  name: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** The report of one process on one desk. */
export interface DeskReport {
  screens: ConnectedScreensReport;
  operators: DeskOperator[];
}

export interface DeskState {
  /** In the order of their sign-in. */
  operators: DeskOperator[];
  /** The number of screens that show each sequence. Each screen counts once, on whichever servers it was. */
  bySequence: Map<number, number>;
  furthestBehind: ConnectedScreen[];
  /** False if the reports of other servers cannot be read. */
  complete: boolean;
}

export class DeskPresence {
  readonly #presence: Presence<DeskReport>;
  readonly #notifier: Notifier;
  readonly #scheduler: Scheduler;
  readonly #screens: ConnectedScreens;
  readonly #operators = new Map<string, Set<DeskOperator>>();

  constructor(presence: Presence<DeskReport>, notifier: Notifier, scheduler: Scheduler = systemScheduler) {
    this.#presence = presence;
    this.#notifier = notifier;
    this.#scheduler = scheduler;
    this.#screens = new ConnectedScreens((topic) => this.#share(topic), scheduler);
  }

  /** False if the maximum number of screens is reached. */
  acknowledge(topic: string, screen: ScreenAcknowledgement): boolean {
    return this.#screens.acknowledge(topic, screen);
  }

  /** Returns a function that signs the operator out. */
  signIn(topic: string, name: string): () => void {
    const operator = { name, since: this.#scheduler.now() };
    const operators = this.#operators.get(topic) ?? new Set();
    this.#operators.set(topic, operators.add(operator));
    this.#share(topic);
    return () => {
      if (!operators.delete(operator)) return;
      if (operators.size === 0 && this.#operators.get(topic) === operators) this.#operators.delete(topic);
      this.#share(topic);
    };
  }

  /** What is connected to this server. */
  get counts(): { operators: number; screens: number } {
    const operators = [...this.#operators.values()].reduce((sum, { size }) => sum + size, 0);
    return { operators, screens: this.#screens.size };
  }

  async read(topic: string): Promise<DeskState> {
    const { reports: found, complete } = await this.#presence.read(topic);
    const reports = found.filter(isReport);
    const screens = mergeScreens(
      reports.map((report) => report.screens),
      this.#scheduler.now(),
    );
    const bySequence = new Map<number, number>();
    for (const { sequence } of screens.values())
      bySequence.set(sequence, (bySequence.get(sequence) ?? 0) + 1);
    return {
      operators: reports
        .flatMap((report) => report.operators)
        .sort((a, b) => a.since - b.since)
        .slice(0, maxDeskOperators),
      bySequence,
      furthestBehind: furthestBehind(reports, screens),
      complete,
    };
  }

  /**
   * Calls `onChange` when the operators, the screens, the programme or the stream of the desk may have changed. Returns a
   * function that removes the watcher.
   */
  watch(topic: string, exhibitionId: string, onChange: () => void): () => void {
    const stopNotifications = this.#notifier.listen((id) => {
      if (id === topic || id === exhibitionId) onChange();
    });
    const stopPresence = this.#presence.listen((changed) => {
      if (changed === topic) onChange();
    });
    return () => {
      stopNotifications();
      stopPresence();
    };
  }

  /** Makes the desks of the exhibition on all servers read the programme again. */
  notifyProgrammeChanged(exhibitionId: string): void {
    this.#notifier.publish(exhibitionId, this.#scheduler.now());
  }

  #share(topic: string): void {
    const screens = this.#screens.report(topic);
    // The operators who connected first. A desk shows no more of them.
    const operators = [...(this.#operators.get(topic) ?? [])].slice(0, maxDeskOperators);
    const isEmpty = operators.length === 0 && Object.keys(screens.bySequence).length === 0;
    this.#presence.report(topic, isEmpty ? null : { screens, operators });
  }

  async close(): Promise<void> {
    this.#screens.close();
    await this.#presence.close();
  }
}

/** Without what a server reports of a screen that has moved to another one. */
function furthestBehind(
  reports: readonly DeskReport[],
  latest: ReadonlyMap<string, { sequence: number }>,
): ConnectedScreen[] {
  const byId = new Map<string, ConnectedScreen>();
  for (const screen of reports.flatMap(({ screens }) => screens.furthestBehind))
    if (latest.get(screen.id)?.sequence === screen.sequence) byId.set(screen.id, screen);
  return [...byId.values()].sort((a, b) => a.sequence - b.sequence).slice(0, maxLaggingScreens);
}

/** A server of an older version, or anyone with access to Redis, may have written something else. */
function isReport({ operators, screens }: Partial<DeskReport>): boolean {
  return (
    Array.isArray(operators) &&
    typeof screens?.at === 'number' &&
    Array.isArray(screens.furthestBehind) &&
    Object.values(screens.bySequence ?? {}).every((text) => typeof text === 'string')
  );
}
