/** The deskPresence of all exhibitions: who is at them, what their screens have shown, and when to look again. */

import type { Presence } from '../cluster/presence.ts';
import type { Notifier } from '../stream/notifier.ts';
import {
  ConnectedScreens,
  type ConnectedScreensReport,
  type ScreenAcknowledgement,
} from './connected-screens.ts';

export interface DeskOperator {
  name: string;
  /** In milliseconds since 1970. */
  since: number;
}

/** What one process says of one desk. */
export interface DeskReport {
  screens: ConnectedScreensReport;
  operators: DeskOperator[];
}

export interface DeskState {
  operators: DeskOperator[];
  bySequence: Map<number, number>;
  furthestBehind: ScreenAcknowledgement[];
  /** False where other servers could not be asked. */
  complete: boolean;
}

export class DeskPresence {
  readonly #presence: Presence<DeskReport>;
  readonly #notifier: Notifier;
  readonly #screens: ConnectedScreens;
  readonly #operators = new Map<string, Set<DeskOperator>>();

  constructor(presence: Presence<DeskReport>, notifier: Notifier) {
    this.#presence = presence;
    this.#notifier = notifier;
    this.#screens = new ConnectedScreens((topic) => this.#share(topic));
  }

  acknowledge(topic: string, screen: ScreenAcknowledgement): void {
    this.#screens.acknowledge(topic, screen);
  }

  /** Returns what tells that the operator has gone. */
  arrive(topic: string, name: string): () => void {
    const operator = { name, since: Date.now() };
    const operators = this.#operators.get(topic) ?? new Set();
    this.#operators.set(topic, operators.add(operator));
    this.#share(topic);
    return () => {
      operators.delete(operator);
      this.#share(topic);
    };
  }

  async read(topic: string): Promise<DeskState> {
    const { reports, complete } = await this.#presence.read(topic);
    const bySequence = new Map<number, number>();
    for (const { screens } of reports) {
      for (const [sequence, count] of Object.entries(screens.bySequence)) {
        bySequence.set(Number(sequence), (bySequence.get(Number(sequence)) ?? 0) + count);
      }
    }
    return {
      operators: reports.flatMap((report) => report.operators).sort((a, b) => a.since - b.since),
      bySequence,
      furthestBehind: reports
        .flatMap((report) => report.screens.furthestBehind)
        .sort((a, b) => a.sequence - b.sequence),
      complete,
    };
  }

  /** Calls back when something about the desk may have changed: its people, its screens, its plans, its stream. */
  watch(topic: string, exhibitionId: string, onChange: () => void): () => void {
    const endHints = this.#notifier.listen((id) => {
      if (id === topic || id === exhibitionId) onChange();
    });
    const endPresence = this.#presence.listen((changed) => {
      if (changed === topic) onChange();
    });
    return () => {
      endHints();
      endPresence();
    };
  }

  /** The plans of an exhibition were changed: its deskPresence, on whatever server, look again. */
  touch(exhibitionId: string): void {
    this.#notifier.publish(exhibitionId, Date.now());
  }

  #share(topic: string): void {
    const screens = this.#screens.report(topic);
    const operators = [...(this.#operators.get(topic) ?? [])];
    const isEmpty = operators.length === 0 && Object.keys(screens.bySequence).length === 0;
    this.#presence.report(topic, isEmpty ? null : { screens, operators });
  }

  async close(): Promise<void> {
    this.#screens.close();
    await this.#presence.close();
  }
}
