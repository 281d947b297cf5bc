/** With one key, on each server of the installation: a thousand in a second. The most is what a server takes at all. */
export const defaultRequestsPerMinute = 60_000
export const maxRequestsPerMinute = 1_000_000

/** How long a key may go on beside the one that took its place. */
export const maxRotationHours = 168
