import type { Logger } from 'pino'

/** The part of a logger that this room writes to. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore }

function ignore(): void {}
