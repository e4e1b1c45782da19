/** Operations of the ceremony command. */
export const findExhibition = `query Find($slug: ID!) {
  exhibition(idOrSlug: $slug) {
    id name
    stream { sequence }
    ceremonies {
      id name kind status rehearsalStatus
      programme {
        deal { id title status rehearsalStatus amount { amount currency } }
        speech { id status rehearsalStatus textStatus rehearsalTextStatus speaker { name } }
      }
    }
  }
}`;

export const newestExhibition = `query Newest { exhibitions(first: 1) { nodes { slug } } }`;

export const listRepairs = `query Repairs($slug: ID!, $mode: StreamMode!, $after: String) {
  exhibition(idOrSlug: $slug) {
    announcements(mode: $mode, first: 100, after: $after) {
      nodes { __typename ... on DealCorrected { deal { dealId } } ... on DealRetracted { deal { dealId } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** The fields that the command prints of each announcement. */
export const announcementFields = `announcement {
  sequence
  totals {
    deals
    byCategory { category signingTotal { deals converted { money { amount currency } missingRates } } }
  }
}`;
