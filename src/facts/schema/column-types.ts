/** A request is answered only when its rows survive a power cut. */
export const durable = { fsync_after_insert: 1, fsync_part_directory: 1 } as const

export const milliseconds = "DateTime64(3, 'UTC')"
export const word = 'LowCardinality(String)'
export const sourceType = "Enum8('provider' = 1, 'receipt' = 2)"

/** `'' = 0`, then the words in their order: what is stored never changes its number, so words are only ever added at the end. */
export const enumOf = (words: readonly string[]): string =>
  `Enum8(${['', ...words].map((each, index) => `'${each}' = ${index}`).join(', ')})`
