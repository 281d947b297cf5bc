/**
 * Runs work that only one process of an installation may do at a time; null when it is not this process's turn. The signal is
 * aborted when the turn is lost: nothing more may be begun then.
 */
export type Alone = <T>(work: (turn: AbortSignal) => Promise<T>) => Promise<T> | null
