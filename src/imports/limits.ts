/** Rows that go through the door of the API together. */
export const rowsPerBatch = 2_000
/** Events of one batch: a row has up to six. */
export const eventsPerBatch = 8_000
/** Bytes of a file that are kept together, before they are packed. */
export const partBytes = 1024 * 1024
/** Of this much of a file its columns are guessed. */
export const headBytes = 64 * 1024
/** Characters of a row. */
export const maxRowLength = 256 * 1024
/** Files of a company that were uploaded and neither imported nor removed. */
export const maxWaitingImports = 20
/** Attempts of one check or import, crashes of the server included. */
export const maxAttempts = 10
/** Imports under way in a process; one of a company among all. */
export const importsAtOnce = 1
/** Longest that one attempt may take. */
export const expireInSeconds = 12 * 3_600
/** A file that was uploaded and not imported is removed after so long. */
export const fileKeptDays = 7
/** Rows that were refused are kept so long after the end: they hold numbers of people. */
export const refusalsKeptDays = 30
/** What an import came to is kept so long. */
export const importKeptDays = 365
/** Kinds of faults that are told apart, and words of statuses. */
export const maxFaultKinds = 100
export const maxStatusWords = 200
/** An example of what stands in a cell is cut to so many characters. */
export const maxExampleLength = 100
