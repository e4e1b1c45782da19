/** All that a screen may show of an announcement. */
export const everything = `
  __typename id sequence cursor announcedAt mode
  totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } }
  ... on DealSigned { deal { dealId title amount { amount currency } parties { role organization { name country } } } }
  ... on DealCorrected { correctedSequence reason deal { dealId title amount { amount currency } } before { amount { amount currency } } }
  ... on DealRetracted { correctedSequence reason deal { dealId title } }
  ... on CeremonyOpened { ceremony { ceremonyId name kind } }
  ... on Notice { text }`;
