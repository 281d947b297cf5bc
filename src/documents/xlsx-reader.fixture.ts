import { inflateRawSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'

/** A cell as it stands in a file; formulas would be of type `formula`. */
export interface ReadCell {
  readonly type: 'text' | 'number' | 'formula'
  readonly value: string
  readonly format: string
}

export interface ReadSheet {
  readonly name: string
  readonly xml: string
  readonly cells: ReadonlyMap<string, ReadCell>
}

/** Content by name: a small reader of archives, written from the specification. */
export function unzip(file: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const entries = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    entries.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

interface Element {
  readonly [key: string]: unknown
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  alwaysCreateTextNode: true,
  processEntities: { maxTotalExpansions: 1_000_000, maxExpandedLength: 100_000_000 },
})

function childrenOf(element: unknown, name: string): readonly Element[] {
  const found = (element as Element | undefined)?.[name]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]) as Element[]
}

const child = (element: unknown, name: string): Element | undefined => childrenOf(element, name)[0]
const attribute = (element: unknown, name: string): string =>
  String((element as Element | undefined)?.[`@${name}`] ?? '')
const textOf = (element: unknown): string => String((element as Element | undefined)?.['#text'] ?? '')

/** As ECMA-376 has it (ST_Xstring): `_x0041_` is one sign by its number. */
const unescapeSigns = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The sheets of a file in their order, read with a parser of XML that no writer of ours shares. */
export function readXlsx(file: Uint8Array): readonly ReadSheet[] {
  const entries = unzip(file)
  const xmlOf = (name: string): string => entries.get(name)?.toString('utf8') ?? ''
  const texts = childrenOf(child(parser.parse(xmlOf('xl/sharedStrings.xml')), 'sst'), 'si').map((item) =>
    unescapeSigns(textOf(child(item, 't'))),
  )
  const formats = formatsOf(xmlOf('xl/styles.xml'))
  const workbook = child(parser.parse(xmlOf('xl/workbook.xml')), 'workbook')
  const relations = childrenOf(
    child(parser.parse(xmlOf('xl/_rels/workbook.xml.rels')), 'Relationships'),
    'Relationship',
  )
  const targets = new Map(
    relations.map((relation) => [attribute(relation, 'Id'), attribute(relation, 'Target')]),
  )
  return childrenOf(child(workbook, 'sheets'), 'sheet').map((sheet) => {
    const xml = xmlOf(`xl/${targets.get(attribute(sheet, 'r:id')) ?? ''}`)
    return { name: attribute(sheet, 'name'), xml, cells: cellsOf(xml, texts, formats) }
  })
}

function formatsOf(xml: string): readonly string[] {
  const styles = child(parser.parse(xml), 'styleSheet')
  const codes = new Map(
    childrenOf(child(styles, 'numFmts'), 'numFmt').map((format) => [
      attribute(format, 'numFmtId'),
      attribute(format, 'formatCode'),
    ]),
  )
  return childrenOf(child(styles, 'cellXfs'), 'xf').map((xf) => codes.get(attribute(xf, 'numFmtId')) ?? '')
}

function cellsOf(
  xml: string,
  texts: readonly string[],
  formats: readonly string[],
): ReadonlyMap<string, ReadCell> {
  const data = child(child(parser.parse(xml), 'worksheet'), 'sheetData')
  const cells = new Map<string, ReadCell>()
  for (const row of childrenOf(data, 'row')) {
    for (const cell of childrenOf(row, 'c')) {
      const kind = attribute(cell, 't')
      const value =
        kind === 'inlineStr'
          ? unescapeSigns(textOf(child(child(cell, 'is'), 't')))
          : kind === 's'
            ? (texts[Number(textOf(child(cell, 'v')))] ?? '?')
            : textOf(child(cell, 'v'))
      const type = child(cell, 'f') ? 'formula' : kind === 'inlineStr' || kind === 's' ? 'text' : 'number'
      cells.set(attribute(cell, 'r'), { type, value, format: formats[Number(attribute(cell, 's'))] ?? '' })
    }
  }
  return cells
}
