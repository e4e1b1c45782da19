/** The documents of the feeds. A server that accepts persisted documents only accepts these as well. */
import type { FeedName } from './feed-path.ts';

/** The most in one page of a list. */
export const pageSize = 100;

const money = 'fragment FeedMoney on Money { amount currency compact(language: $language) }';

const now = `query FeedNow($exhibition: ID!, $language: LanguageTag) {
  exhibition(idOrSlug: $exhibition) {
    name(language: $language)
    ceremonies { id name(language: $language) status startsAt }
    wallControl { allWalls { hiddenNotice } }
    announcements(mode: LIVE, last: 50) {
      nodes {
        __typename
        sequence
        announcedAt
        ... on DealSigned { deal { ...FeedDeal } }
        ... on DealCorrected { deal { ...FeedDeal } }
        ... on DealRetracted { deal { ...FeedDeal } }
        ... on SpeechStarted { speech { ...FeedSpeech } }
        ... on SpeechFinished { speech { ...FeedSpeech } }
        ... on Notice { text(language: $language) }
      }
    }
  }
}
fragment FeedDeal on DealSnapshot {
  title(language: $language)
  category
  instrument
  binding
  industry { name(language: $language) }
  amount { ...FeedMoney }
  converted { money { ...FeedMoney } }
  parties { organization { name(language: $language) } }
}
fragment FeedSpeech on SpeechSnapshot {
  speechId
  office(language: $language)
  speaker { name(language: $language) country redacted }
}
${money}`;

const signings = `query FeedSignings($exhibition: ID!, $language: LanguageTag, $after: String) {
  exhibition(idOrSlug: $exhibition) {
    deals(first: ${pageSize}, after: $after, filter: { status: [SIGNED] }, orderBy: { field: LATEST, direction: DESC }) {
      nodes {
        title(language: $language)
        category
        instrument
        binding
        industry { name(language: $language) }
        amount { ...FeedMoney }
        converted { money { ...FeedMoney } }
        parties { organization { name(language: $language) } }
        signedOn
        signedAt
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${money}`;

const totals = `query FeedTotals($exhibition: ID!, $language: LanguageTag) {
  exhibition(idOrSlug: $exhibition) {
    totals {
      deals
      reportingCurrency
      byCategory {
        category
        signingTotal { ...FeedTally }
        contractedTotal { ...FeedTally }
      }
    }
  }
}
fragment FeedTally on Tally {
  deals
  currencies { deals sum { ...FeedMoney } }
  converted { money { ...FeedMoney } missingRates }
}
${money}`;

export const feedDocuments: Readonly<Record<FeedName, string>> = { now, signings, totals };
