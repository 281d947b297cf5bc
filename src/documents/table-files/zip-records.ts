/** What the directory says of the content of an entry. */
export interface PackedSums {
  readonly crc: number
  readonly packedSize: number
  readonly size: number
}

export interface PackedEntry extends PackedSums {
  readonly name: Buffer
  /** Of its local header in the archive, in bytes. */
  readonly offset: number
}

/** A field of 2 bytes, where a plain number is one of 4. */
type Field = number | { readonly short: number }

const short = (value: number): Field => ({ short: value })
const signatures = { local: 0x04034b50, descriptor: 0x08074b50, central: 0x02014b50, end: 0x06054b50 }
const version = short(20)
/** Sizes in a descriptor behind the entry (bit 3). */
const flags = short(0x0008)
const deflated = short(8)
const time = short(0)
/** 1 January 1980, the first day of the format: the same rows give the same bytes. */
const date = short(0x0021)
const none = short(0)

/** Sizes are not known yet and stand as 0 (APPNOTE 4.3.7). */
export function localHeader(name: Buffer): Buffer {
  return record(
    [signatures.local, version, flags, deflated, time, date, 0, 0, 0, short(name.length), none],
    name,
  )
}

/** Behind the content (APPNOTE 4.3.9). */
export function descriptor({ crc, packedSize, size }: PackedSums): Buffer {
  return record([signatures.descriptor, crc, packedSize, size])
}

/** The entry in the directory (APPNOTE 4.3.12). */
export function centralHeader({ name, crc, packedSize, size, offset }: PackedEntry): Buffer {
  const how = [version, version, flags, deflated, time, date]
  const lengths = [short(name.length), none, none]
  const where = [none, none, 0, offset]
  return record([signatures.central, ...how, crc, packedSize, size, ...lengths, ...where], name)
}

/** The end of the directory (APPNOTE 4.3.16). */
export function endRecord(entries: number, directory: { offset: number; size: number }): Buffer {
  const counts = [none, none, short(entries), short(entries)]
  return record([signatures.end, ...counts, directory.size, directory.offset, none])
}

/** Low byte first. */
function record(fields: readonly Field[], tail: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(
    fields.reduce<number>((sum, field) => sum + (typeof field === 'number' ? 4 : 2), 0),
  )
  let at = 0
  for (const field of fields) {
    at = typeof field === 'number' ? head.writeUInt32LE(field, at) : head.writeUInt16LE(field.short, at)
  }
  return Buffer.concat([head, tail])
}
