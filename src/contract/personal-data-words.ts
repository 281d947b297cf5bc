/** Longest time after which what a company keeps of people may go: twenty years. */
export const maxKeptMonths = 240
/** Erasures that a company may have waiting. */
export const maxWaitingErasures = 100
