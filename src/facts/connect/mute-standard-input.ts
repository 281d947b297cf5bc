import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

const standardInput = 0
let isMuted = false

/**
 * Points the process's standard input at nothing. The embedded engine takes what can be read there for further rows of an
 * insert, and waits for ever where another thread read it first (github.com/chdb-io/chdb-core/issues/239); no setting
 * keeps it from looking. The lowest free number is given to the next file that is opened: so this runs before the
 * engine has threads of its own.
 * @throws Error when another thread took the number in between
 */
export function muteStandardInput(): void {
  if (isMuted) return
  closeSync(standardInput)
  const opened = openSync(devNull, 'r')
  if (opened !== standardInput) throw new Error('Standard input could not be pointed at nothing.')
  isMuted = true
}
