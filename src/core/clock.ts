/** The present moment, in epoch milliseconds. Passed in everywhere, so that tests set it. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
