/** Rows of a report whose rows are sums, which are in memory at once. */
export const maxSummedRows = 100_000
/** How long a report is kept after it was formed. */
export const retentionDays = 90
/** Attempts of one generation, crashes of the server included. */
export const maxAttempts = 5
/** Reports under way in a process. */
export const reportsAtOnce = 2
/** Longest that one generation may take. */
export const expireInSeconds = 4 * 3_600
export const previewRows = 20
