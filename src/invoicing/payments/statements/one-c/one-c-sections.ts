/** A section: its values by name, and the line where it begins. Where a name stands twice, the first value counts. */
export interface OneCSection {
  readonly line: number
  readonly values: ReadonlyMap<string, string>
}

export interface OneCFile {
  /** `РасчСчет` of the head: the accounts that the file is about. */
  readonly accounts: readonly string[]
  readonly balances: readonly OneCSection[]
  readonly documents: readonly OneCSection[]
}

export interface OneCFault {
  readonly line: number
  readonly detail: string
}

const ends: Readonly<Record<string, string>> = {
  СекцияРасчСчет: 'КонецРасчСчет',
  СекцияДокумент: 'КонецДокумента',
}
const pair = /^(?<name>[\p{L}][\p{L}\p{N}]*)(?:=(?<value>.*))?$/u
/** Characters of one value; purposes have 210. */
const maxValueLength = 5_000

/**
 * Takes a text of 1CClientBankExchange apart: head, balances of accounts, documents, to `КонецФайла`. A line that is no
 * `Name=value` continues the value before it, as banks break purposes.
 * Source: 1C, "Стандарт обмена с системами Клиент банка", version 1.03.
 */
export function readOneCSections(text: string): OneCFile | OneCFault {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines[0]?.trim() !== '1CClientBankExchange')
    return { line: 1, detail: 'The file must begin with 1CClientBankExchange.' }
  const accounts: string[] = []
  const sections: Record<string, OneCSection[]> = { СекцияРасчСчет: [], СекцияДокумент: [] }
  let open: { kind: string; line: number; values: Map<string, string> } | null = null
  let lastName: string | null = null
  for (const [place, written] of lines.entries()) {
    const line = place + 1
    const { name, value } = pair.exec(written.trim())?.groups ?? {}
    if (name === 'КонецФайла')
      return open === null
        ? {
            accounts,
            balances: sections['СекцияРасчСчет'] ?? [],
            documents: sections['СекцияДокумент'] ?? [],
          }
        : { line: open.line, detail: `The section ${open.kind} has no end.` }
    if (name !== undefined && Object.hasOwn(ends, name)) {
      if (open !== null) return { line, detail: `${name} begins before ${ends[open.kind]}.` }
      open = { kind: name, line, values: new Map(value === undefined ? [] : [[name, value]]) }
      lastName = null
    } else if (open !== null && name === ends[open.kind]) {
      sections[open.kind]?.push({ line: open.line, values: open.values })
      open = null
    } else if (open === null) {
      if (name === 'РасчСчет' && value) accounts.push(value)
    } else if (name !== undefined && value !== undefined) {
      if (!open.values.has(name)) open.values.set(name, value.slice(0, maxValueLength))
      lastName = name
    } else if (lastName !== null) {
      const joined = `${open.values.get(lastName) ?? ''} ${written.trim()}`
      open.values.set(lastName, joined.slice(0, maxValueLength))
    }
  }
  return { line: lines.length, detail: 'КонецФайла is missing: the file is cut off. Export it again.' }
}
