/**
 * The hashes of the chain of a LIVE stream that the server computes before the transaction numbers the announcement: so
 * that its lock is not held for it. docs/record-format.md describes them.
 */
import { createHash } from 'node:crypto';
import type { Rate } from '../money/money.ts';
import { canonicalJson } from '../privacy/canonical-json.ts';
import type { DealSnapshot } from './content.ts';

/** In hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export interface HashedContent {
  /** As the row stores it. */
  content: object;
  rates: readonly Rate[];
  reportingCurrency: string;
}

/** The SQL function content_hash computes the same. */
export function contentHashOf({ content, rates, reportingCurrency }: HashedContent): string {
  return hashOf({ content, rates, reportingCurrency });
}

/** The hash of a deal that was recorded before the first announcement. */
export function recordHashOf(deal: DealSnapshot): string {
  return hashOf(deal);
}
