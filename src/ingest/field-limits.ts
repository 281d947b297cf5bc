/** Longest values that are kept, in UTF-16 units. The text is counted and dropped, so it may be longer. */
export const maxLength = {
  id: 500,
  address: 320,
  label: 500,
  errorCode: 100,
  errorReason: 1_000,
  url: 4_000,
  text: 50_000,
  comment: 4_000,
  tag: 100,
} as const

/** Most parts or segments that a message has. */
export const maxParts = 255

/** Most tags that one event gives a chat. */
export const maxTagsOfEvent = 50
