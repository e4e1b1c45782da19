/**
 * The example tabs of GraphiQL. Default values of variables are in the documents, because GraphiQL does not show the
 * variables of a default tab. test/live/graphiql.test.ts runs each of them against the sample data.
 */
interface Tab {
  query: string;
  headers?: Record<string, string>;
}

const edition = `# An edition with its totals, next to the reported figures.
query Edition($slug: ID! = "yancheng-2023") {
  exhibition(idOrSlug: $slug) {
    name
    theme
    startsOn
    endsOn
    venues { name city country }
    focusIndustries { code name }
    totals {
      deals
      byCategory {
        category
        signingTotal {
          deals
          currencies { deals sum { amount currency } converted { money { amount currency } } }
          converted { money { amount currency } rates { currency rate date source } missingRates }
        }
        contractedTotal { deals converted { money { amount currency } } }
      }
      byIndustry { industry deals byCategory { category signingTotal { converted { money { amount currency } } } } }
    }
    reportedFigures {
      nodes {
        metric qualifier value currency scope asOf note
        sources { publisher publishedOn }
      }
    }
    figureComparisons {
      reported { metric value currency }
      computed
      difference
    }
  }
}
`;

const dealsOfAnIndustry = `# The deals of an industry, page by page: copy pageInfo.endCursor into $after.
query DealsOfAnIndustry($industry: [String!]! = ["automobiles"], $first: Int! = 5, $after: String) {
  deals(filter: { industry: $industry }, first: $first, after: $after) {
    totalCount
    nodes {
      title
      signedAt
      amount { amount currency }
      converted { money { amount currency } }
      exhibition { slug }
      parties { role organization { name country } }
    }
    pageInfo { endCursor hasNextPage }
  }
}
`;

const companyOverTheYears = `# The deals of a company over the years, in a language of your choice.
query CompanyOverTheYears($name: String! = "Kia") {
  companies(filter: { text: $name }, first: 1) {
    nodes {
      name(language: "ko")
      nameTranslations { language text }
      country
      exhibitors { nodes { exhibition { edition startsOn } hall booth } }
      deals(orderBy: { field: LATEST, direction: ASC }) {
        totalCount
        nodes {
          title(language: "ko")
          exhibition { edition }
          amount { amount currency }
          parties { role organization { name(language: "ko") } }
        }
      }
    }
  }
}
`;

const live = `# Live announcements. Press play, then run npm run ceremony in a terminal.
subscription Live($exhibition: ID! = "yancheng-2023") {
  announcements(exhibition: $exhibition, last: 3) {
    __typename
    sequence
    announcedAt
    ... on DealSigned { deal { ...Snapshot } }
    ... on DealCorrected { correctedSequence reason deal { ...Snapshot } }
    ... on DealRetracted { correctedSequence reason deal { ...Snapshot } }
    ... on SpeechStarted { speech { speaker { name } office } }
    ... on CeremonyOpened { ceremony { name } }
    ... on Notice { text }
    totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } }
  }
}

fragment Snapshot on DealSnapshot {
  title
  amount { amount currency }
  parties { role organization { name country } }
}
`;

const signing = `# Signing a deal as an operator. Replace the token in the headers below by the one that the server printed. List the planned deals,
# open the ceremony, and sign a deal with its id as variable. Use a new idempotencyKey for each intended operation.
query Planned($slug: ID! = "yancheng-2023") {
  exhibition(idOrSlug: $slug) {
    ceremonies { id name status programme { position kind deal { id title status } } }
  }
}

mutation Open($ceremony: ID!) {
  openCeremony(input: { ceremony: $ceremony, idempotencyKey: "graphiql-open-1" }) {
    __typename
    ... on OpenCeremonySuccess { announcement { sequence } }
    ... on UserError { code message path }
  }
}

mutation Sign($deal: ID!) {
  signDeal(input: { deal: $deal, idempotencyKey: "graphiql-sign-1" }) {
    __typename
    ... on SignDealSuccess { announcement { sequence totals { deals } } }
    ... on UserError { code message path }
  }
}
`;

export const tabs: readonly Tab[] = [
  { query: edition },
  { query: dealsOfAnIndustry },
  { query: companyOverTheYears },
  { query: live },
  { query: signing, headers: { authorization: 'Bearer <operator token>' } },
];
