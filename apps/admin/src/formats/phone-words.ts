/** An E.164 number in the groups it is read out in; one of a country whose groups are not known here, as it is. */
export const phoneWords = (phone: string | null | undefined): string =>
  (phone ?? '').replace(/^(\+33)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5 $6')
