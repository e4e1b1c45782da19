/**
 * ServerHosts are the servers that a URL with several hosts names, as libpq reads it: a primary and its standbys.
 *
 * Promises: new connections go to one of them, until one of these fails or is no longer one that writes; then to the next.
 * The driver knows a single host only.
 */
import type pg from 'pg';
import type { Hosts } from '../postgres-hosts.ts';
import type { SessionState } from './session.ts';
import { UnfitDatabase } from './unfit-database.ts';

export class ServerHosts {
  readonly #hosts: Hosts;
  #index = 0;

  constructor(hosts: Hosts) {
    this.#hosts = hosts;
  }

  get count(): number {
    return this.#hosts.urls.length;
  }

  /** The URL that new connections use. */
  get current(): string {
    return this.#hosts.urls[this.#index]!;
  }

  /** Several connections to one host fail together: only the first of them moves on to the next host. */
  reportFailed(url: string): void {
    if (url === this.current) this.#index = (this.#index + 1) % this.count;
  }

  /** Throws UnfitDatabase if the host does not accept what the URL asks for. */
  requireWanted({ settings }: Pick<SessionState, 'settings'>): void {
    const { wanted } = this.#hosts;
    const isStandby = settings.in_hot_standby === 'on';
    const isReadOnly = isStandby || settings.default_transaction_read_only === 'on';
    if (wanted === 'primary' ? isStandby : wanted === 'read-write' && isReadOnly)
      throw new UnfitDatabase(
        `it is ${isStandby ? 'a standby' : 'read-only'}, and the URL asks for ${wanted}.`,
      );
  }

  /** The class of a connection that goes to the current host. */
  clientOf(Client: typeof pg.Client, toUrl: (url: string) => string): typeof pg.Client {
    const hosts = this;
    if (hosts.count === 1) return Client;
    return class HostClient extends Client {
      readonly url: string;

      constructor(config: pg.ClientConfig) {
        const url = hosts.current;
        super({ ...config, connectionString: toUrl(url) });
        this.url = url;
      }

      /** Accepts both forms of pg's method. */
      override connect(...[callback]: never[]): never {
        const done = callback as ((error: Error | null) => void) | undefined;
        const connecting = super.connect().catch((error: Error) => {
          hosts.reportFailed(this.url);
          throw error;
        });
        if (!done) return connecting as never;
        connecting.then(() => done(null), done);
        return undefined as never;
      }
    };
  }

  /** Checks a connection of `clientOf` that has read its state. Throws UnfitDatabase. */
  check(client: pg.ClientBase, state: SessionState): void {
    try {
      this.requireWanted(state);
    } catch (error) {
      if (hasUrl(client)) this.reportFailed(client.url);
      throw error;
    }
  }
}

const hasUrl = (client: object): client is { url: string } => 'url' in client;
