/**
 * ServerClock is the time of the server, on a machine whose own clock may be minutes or years off. Everything that a
 * page shows or decides by time uses it.
 *
 * Each HTTP response has a Date header, in whole seconds. With the moments at which the request left and the response
 * arrived it limits the difference of the two clocks from both sides; several responses limit it further. A response
 * that contradicts the others shows that the clock of this machine was set: only the newest one counts then.
 */

/** In milliseconds, of the difference: time of the server less time of this machine. */
interface Limits {
  least: number;
  most: number;
}

/** The resolution of a Date header. */
const resolutionMs = 1_000;
/** Between two readings the clock of this machine and its timer disagree by this only if the clock was set, or it slept. */
const jumpMs = 1_500;

export interface MachineClock {
  /** In milliseconds since 1970. It may be wrong, and may be set at any time. */
  now(): number;
  /** In milliseconds, only ever forward. It may stand still while the machine sleeps. */
  elapsed(): number;
}

const machineClock: MachineClock = { now: () => Date.now(), elapsed: () => performance.now() };

export class ServerClock {
  readonly #machine: MachineClock;
  #limits: Limits | null = null;
  #difference = 0;
  #base: number;
  #onDoubt = () => {};

  constructor(machine: MachineClock = machineClock) {
    this.#machine = machine;
    this.#base = machine.now() - machine.elapsed();
  }

  /** Calls `ask` when the clock of this machine was set, or the machine has slept: the difference may be another. */
  onDoubt(ask: () => void): void {
    this.#onDoubt = ask;
  }

  /** In milliseconds since 1970. The time of this machine until the first response. */
  readonly now = (): number => {
    const now = this.#machine.now();
    const base = now - this.#machine.elapsed();
    if (Math.abs(base - this.#base) > jumpMs) {
      this.#base = base;
      this.#onDoubt();
    }
    return now + this.#difference;
  };

  /** Learns from a response whose request left at `sentAt`, in milliseconds of this machine. */
  observe(date: string | null, sentAt: number): void {
    const server = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(server)) return;
    const received = this.#machine.now();
    // A clock that was set between the two moments says nothing.
    if (received < sentAt) return;
    const fresh: Limits = { least: server - received, most: server + resolutionMs - sentAt };
    const both = this.#limits && {
      least: Math.max(this.#limits.least, fresh.least),
      most: Math.min(this.#limits.most, fresh.most),
    };
    this.#limits = both && both.least <= both.most ? both : fresh;
    this.#difference = (this.#limits.least + this.#limits.most) / 2;
  }

  /** `fetch`, with each response observed. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const sentAt = this.#machine.now();
    const response = await globalThis.fetch(input, init);
    // A response of the browser's cache has the date of when it was stored.
    if (init?.method === 'POST' || init?.cache === 'no-store')
      this.observe(response.headers.get('date'), sentAt);
    return response;
  };

  /** Asks the server for its time. A failure is no problem: every other response says it too. */
  async ask(): Promise<void> {
    await this.fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).catch(() => {});
  }
}

/** The clock of this page. */
export const serverClock = new ServerClock();
