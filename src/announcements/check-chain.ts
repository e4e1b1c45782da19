/**
 * Recomputes the hash chain of a LIVE stream from its rows. It shares nothing with the database, whose triggers compute
 * the hashes: a row that was changed, removed, inserted or moved afterwards is found, with every one after it.
 */
import { commitmentTo } from '../privacy/personal-values.ts';
import { contentHashOf, type HashedContent, hashOf } from './content-hash.ts';

export interface ChainedAnnouncement extends HashedContent {
  id: string;
  sequence: number;
  epoch: string;
  kind: string;
  announcedAt: Date;
  contentHash: string | null;
  hash: string | null;
  previousHash: string | null;
  /** The value of the commitment of a speech, with its salt. Null if it was redacted, or there is none. */
  personal: { salt: string; value: object } | null;
}

export class ChainCheck {
  readonly #streamId: string;
  #previous: string;

  /** `opening` are the contents of the deals that were recorded before the first announcement. */
  constructor(streamId: string, opening: readonly object[]) {
    this.#streamId = streamId;
    this.#previous = hashOf({ opening: opening.map(hashOf).sort(), streamId });
  }

  /** Call it for each announcement, in order. Returns what is wrong. */
  check(announcement: ChainedAnnouncement): string[] {
    const { id, sequence, epoch, kind, announcedAt, contentHash, hash, previousHash } = announcement;
    const problems = this.#checkContent(announcement);
    if (previousHash !== this.#previous) problems.push('does not follow the announcement before it');
    const fields = { announcedAt: announcedAt.toISOString(), contentHash, epoch, id, kind };
    const computed = hashOf({ ...fields, previousHash, sequence, streamId: this.#streamId });
    if (hash !== computed) problems.push('has another hash than its row');
    this.#previous = hash ?? computed;
    return problems;
  }

  #checkContent({ contentHash, personal, content, rates, reportingCurrency }: ChainedAnnouncement): string[] {
    const problems: string[] = [];
    if (contentHash !== contentHashOf({ content, rates, reportingCurrency }))
      problems.push('has another content than its hash');
    const { speech } = content as { speech?: { speaker: { commitment: string } } };
    if (personal && speech?.speaker.commitment !== commitmentTo(personal.salt, personal.value))
      problems.push('has another speaker, office or text than its commitment');
    return problems;
  }
}
