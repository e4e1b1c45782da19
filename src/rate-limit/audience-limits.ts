/** The number of different operations that stream subscriptions of one address, and of all addresses, may have. */
const maxPerAddress = 100;
const maxPerProcess = 1_000;

/**
 * AudienceLimits counts audiences: each one costs an execution per announcement, so their number is limited, not only
 * that of subscriptions. A hall behind one address needs one per operation and language.
 */
export class AudienceLimits {
  /** The number of subscriptions by audience, of all addresses and of each. */
  readonly #all = new Map<string, number>();
  readonly #byAddress = new Map<string, Map<string, number>>();
  rejected = 0;

  get size(): number {
    return this.#all.size;
  }

  /** The addresses that are in an audience. */
  get addresses(): number {
    return this.#byAddress.size;
  }

  /** False at a limit; else `leave` must follow once. An audience that exists already can always be joined. */
  join(address: string, audience: string): boolean {
    const own = this.#byAddress.get(address) ?? new Map<string, number>();
    const isTooMany =
      (!own.has(audience) && own.size >= maxPerAddress) ||
      (!this.#all.has(audience) && this.#all.size >= maxPerProcess);
    if (isTooMany) {
      this.rejected++;
      return false;
    }
    this.#byAddress.set(address, own);
    add(own, audience, 1);
    add(this.#all, audience, 1);
    return true;
  }

  leave(address: string, audience: string): void {
    const own = this.#byAddress.get(address);
    if (!own) return;
    add(own, audience, -1);
    add(this.#all, audience, -1);
    if (own.size === 0) this.#byAddress.delete(address);
  }
}

function add(counts: Map<string, number>, key: string, difference: number): void {
  const count = (counts.get(key) ?? 0) + difference;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
