/** What a row needs of the system under test, whether a cluster or an embedded server. */
import type { BuiltExhibition } from '../support/build-exhibition.ts';
import { make } from '../support/build-exhibition.ts';
import type { AnnouncementReader } from './announcement-reader.ts';

export interface Venue {
  readonly exhibition: BuiltExhibition;
  readonly operatorToken: string;
  readonly organizerToken: string;
  readonly announcements: AnnouncementReader;
  /** Reads the database directly, past the injected faults. */
  readonly url: string;
  readonly screensUrl: string;
  /** Tried in turn by the operator. */
  readonly operatorUrls: readonly string[];
  /** Errors that servers logged. */
  surprises(): string[];
  close(): Promise<void>;
}

export const language = 'de';

export async function createDeals(venue: Venue, count: number): Promise<string[]> {
  const { exhibition, slug, companies, city } = venue.exhibition;
  const deals: string[] = [];
  for (let number = 1; number <= count; number++) {
    const { deal } = await make(
      venue.url,
      'createDeal',
      {
        exhibition,
        titleTranslations: [{ language, text: `Vertrag ${number}` }],
        category: 'INVESTMENT',
        instrument: 'CONTRACT',
        amount: { amount: '1000.50', currency: 'EUR' },
        industry: `${slug}-shipping`,
        parties: [
          { organization: companies[1], role: 'INVESTOR' },
          { organization: city, role: 'HOST' },
        ],
      },
      'deal { id }',
      { token: venue.organizerToken },
    );
    deals.push(deal.id);
  }
  return deals;
}
