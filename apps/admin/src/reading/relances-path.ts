/** The address of the list of relances, narrowed to some of them. */
export const relancesPath = (filter: object): string =>
  `/relances?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`
