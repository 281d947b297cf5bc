import { compactText } from './fold-text.ts'
import { type SearchedNumber, type SearchedText, searchedNumber, standsAt } from './number-in-text.ts'
import { partyNameKey } from './party-name.ts'

/** A document that somebody may pay: an invoice or pro-forma, paid ones of late included, so that a second payment is seen. */
export interface PayableDocument {
  readonly documentId: string
  readonly number: string
  readonly currency: string
  /** What is still due, micro-units; 0 when it is paid. */
  readonly dueMicros: bigint
  readonly buyer: {
    readonly names: readonly string[]
    readonly accounts: readonly string[]
    readonly taxNumbers: readonly string[]
  }
}

interface Entry {
  readonly document: PayableDocument
  readonly number: SearchedNumber
}

/** Documents by number and by buyer, made once for all lines of a statement. */
export interface DocumentIndex {
  readonly byNumber: ReadonlyMap<string, readonly Entry[]>
  /** Lengths of the numbers there. */
  readonly lengths: readonly number[]
  readonly byAccount: ReadonlyMap<string, readonly PayableDocument[]>
  readonly byTaxNumber: ReadonlyMap<string, readonly PayableDocument[]>
  readonly byName: ReadonlyMap<string, readonly PayableDocument[]>
}

/** Documents of one seller; numbers without a digit are left out, as words of the language would be taken for them. */
export function indexDocuments(documents: readonly PayableDocument[]): DocumentIndex {
  const entries = documents
    .map((document) => ({ document, number: searchedNumber(document.number) }))
    .filter(({ number }) => /\p{N}/u.test(number.compact))
  const byNumber = Map.groupBy(entries, ({ number }) => number.compact)
  return {
    byNumber,
    lengths: [...new Set([...byNumber.keys()].map((number) => number.length))],
    byAccount: groupByEach(documents, ({ buyer }) => buyer.accounts.map(compactText)),
    byTaxNumber: groupByEach(documents, ({ buyer }) => buyer.taxNumbers.map(compactText)),
    byName: groupByEach(documents, ({ buyer }) => buyer.names.map(partyNameKey)),
  }
}

function groupByEach(
  documents: readonly PayableDocument[],
  keysOf: (document: PayableDocument) => readonly string[],
): ReadonlyMap<string, readonly PayableDocument[]> {
  const groups = new Map<string, PayableDocument[]>()
  for (const document of documents)
    for (const key of new Set(keysOf(document))) {
      if (key === '') continue
      const group = groups.get(key)
      if (group) group.push(document)
      else groups.set(key, [document])
    }
  return groups
}

/** The documents whose number stands in the text; one that stands inside another's number is not meant. */
export function documentsInText(index: DocumentIndex, text: SearchedText): readonly PayableDocument[] {
  const found: { readonly start: number; readonly end: number; readonly entry: Entry }[] = []
  for (let start = 0; start < text.compact.length; start += 1)
    for (const length of index.lengths) {
      const end = start + length
      if (end > text.compact.length) continue
      for (const entry of index.byNumber.get(text.compact.slice(start, end)) ?? [])
        if (standsAt(text, entry.number, start)) found.push({ start, end, entry })
    }
  const outermost = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start,
      ),
  )
  return [...new Set(outermost.map(({ entry }) => entry.document))]
}
