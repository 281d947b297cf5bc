/** Runs work that only one process of an installation may do at a time; null when it is not this process's turn. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T> | null
