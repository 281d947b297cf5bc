/** A request is answered only when its rows survive a power cut. */
export const durable = { fsync_after_insert: 1, fsync_part_directory: 1 } as const

export const milliseconds = "DateTime64(3, 'UTC')"
export const word = 'LowCardinality(String)'
export const sourceType = "Enum8('provider' = 1, 'receipt' = 2)"
