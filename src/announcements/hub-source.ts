/** HubSource reads for one hub the streams of announcements and, beside them, wall control. */
import type { StreamState } from '../stream/cursor.ts';
import type { StreamSource } from '../stream/source.ts';
import type { AnnouncementRow, AnnouncementSource } from './announcement-source.ts';
import { exhibitionOfWallControl, type WallControlRow } from './wall-control.ts';
import type { WallControlSource } from './wall-control-source.ts';

export type HubRow = AnnouncementRow | WallControlRow;

export class HubSource implements StreamSource<HubRow> {
  readonly #announcements: AnnouncementSource;
  readonly #wallControl: WallControlSource;

  constructor(announcements: AnnouncementSource, wallControl: WallControlSource) {
    this.#announcements = announcements;
    this.#wallControl = wallControl;
  }

  async readStates(streamIds: readonly string[]): Promise<ReadonlyMap<string, StreamState>> {
    const controls = streamIds.filter(isWallControl);
    if (controls.length === 0) return this.#announcements.readStates(streamIds);
    const others = streamIds.filter((id) => !isWallControl(id));
    const [announcements, wallControl] = await Promise.all([
      others.length > 0 ? this.#announcements.readStates(others) : new Map<string, StreamState>(),
      this.#wallControl.readStates(controls),
    ]);
    return new Map([...announcements, ...wallControl]);
  }

  readAfter(streamId: string, after: number, limit: number): Promise<HubRow[]> {
    const source = isWallControl(streamId) ? this.#wallControl : this.#announcements;
    return source.readAfter(streamId, after, limit);
  }

  bytesOf(row: HubRow): number {
    return 'settings' in row ? this.#wallControl.bytesOf(row) : this.#announcements.bytesOf(row);
  }
}

function isWallControl(streamId: string): boolean {
  return exhibitionOfWallControl(streamId) !== null;
}
