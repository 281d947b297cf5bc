/** Text that every store can hold: without NUL, and without half of a surrogate pair. */
export function isCleanText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

const unseen = /^[\p{C}\p{Z}\p{DI}]*$/u

/** Whether a text has anything to be read: not controls, spaces and invisible characters alone. */
export function isSeen(text: string): boolean {
  return !unseen.test(text)
}
