/** Height of a row of rates, read or edited: of all that there are only those in sight are drawn. */
export const rowPx = 40
