/** All that a screen may show of an announcement. */
export const everything = `
  __typename id sequence cursor announcedAt mode
  totals { deals converted { money { amount currency } } }
  ... on DealSigned { deal { id title amount { amount currency } parties { role organization { name country } } } }
  ... on DealCorrected { changes reason deal { id title amount { amount currency } } before { amount { amount currency } } }
  ... on DealRetracted { changes reason deal { id title } }
  ... on CeremonyOpened { ceremony { id name kind } }
  ... on Notice { text }`;
