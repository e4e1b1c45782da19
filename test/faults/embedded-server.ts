/** One server on its own data directory: the setup of a small exhibition. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltExhibition } from '../support/build-exhibition.ts';
import { freePort } from '../support/child-process.ts';
import { Link } from '../support/link.ts';
import { type AnnouncementReader, readOverApi } from './announcement-reader.ts';
import { openCeremony, secret, unlimited } from './open-ceremony.ts';
import { ServerProcess } from './server-process.ts';
import type { Venue } from './venue.ts';

export class EmbeddedServer implements Venue {
  readonly directory: string;
  readonly #isMounted: boolean;
  server!: ServerProcess;
  screensLink!: Link;
  exhibition!: BuiltExhibition;
  operatorToken!: string;
  organizerToken!: string;
  announcements!: AnnouncementReader;

  private constructor(diskMegabytes: number | null) {
    this.directory = mkdtempSync(join(tmpdir(), 'pavilion-embedded-'));
    const options = `size=${diskMegabytes}m`;
    this.#isMounted =
      diskMegabytes !== null &&
      spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', this.directory]).status === 0;
  }

  /** The size of a separate disk in megabytes, if mounting is permitted. */
  static async open({
    deals = 20,
    diskMegabytes = null,
  }: {
    deals?: number;
    diskMegabytes?: number | null;
  } = {}): Promise<EmbeddedServer> {
    const embedded = new EmbeddedServer(diskMegabytes);
    embedded.server = new ServerProcess({
      port: await freePort(),
      environment: { DATA_DIR: embedded.directory, AUTH_SECRET: secret, ...unlimited },
    });
    try {
      await embedded.server.start();
      embedded.screensLink = await Link.open(() => embedded.server.port);
      Object.assign(embedded, await openCeremony(embedded.url, deals));
      embedded.announcements = readOverApi(embedded.url, embedded.exhibition.slug);
      return embedded;
    } catch (error) {
      await embedded.close();
      throw error;
    }
  }

  /** Whether the server has a separate disk, which can be filled. */
  get hasOwnDisk(): boolean {
    return this.#isMounted;
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  get screensUrl(): string {
    return `http://127.0.0.1:${this.screensLink.port}`;
  }

  get operatorUrls(): readonly string[] {
    return [this.url];
  }

  surprises(): string[] {
    return this.server.surprises.splice(0);
  }

  async close(): Promise<void> {
    await this.server.kill();
    await this.screensLink?.close();
    if (this.#isMounted) spawnSync('umount', ['-l', this.directory]);
    rmSync(this.directory, { recursive: true, force: true });
  }
}
