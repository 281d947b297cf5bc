import { type Failure, fail, ok, type Result } from '../result.ts'
import { offsetMsAt } from './offset-segments.ts'

const ianaName = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/

/** Names that `Intl` knows besides those of the database; the stores do not know them. */
const namesOfIntl = /^(?:SystemV\/.*|US\/Pacific-New)$/i

/**
 * True for a name of the IANA time zone database. Bare offsets (`+02:00`) are not zones: they know no changes of clocks; nor
 * are words such as `PST`, which `Intl` takes and the rest of the program cannot compute with.
 */
export function isTimeZone(name: string): boolean {
  if (!ianaName.test(name) || namesOfIntl.test(name)) return false
  try {
    offsetMsAt(0, name)
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/** The name itself where it is an IANA zone; failure `invalid_time_zone` otherwise. */
export function parseTimeZone(name: string): Result<string, Failure<'invalid_time_zone'>> {
  if (isTimeZone(name)) return ok(name)
  return fail('invalid_time_zone', 'Write the time zone as an IANA name such as Europe/Berlin.')
}
