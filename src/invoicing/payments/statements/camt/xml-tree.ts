import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ok, type Result } from '../../../../core/index.ts'
import { failStatement, type StatementFailure } from '../bank-statement.ts'
import { decodeXmlText, XmlFault } from './xml-text.ts'

/** Levels of elements; CAMT.053 has about fifteen. */
const maxXmlDepth = 40
/** Characters of one tag with its attributes, or of one comment. */
const maxTagLength = 10_000

/** An element without its prefix; text and CDATA of its own in one piece. */
export interface XmlElement {
  readonly name: string
  /** Place in the text, for messages: see `lineAt`. */
  readonly offset: number
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly XmlElement[]
}

/**
 * The root element of an XML text. Failure `invalid_statement` with its line when it is not well formed, nests deeper than
 * 40 levels, has a tag of more than 10,000 characters, or declares a document type: without one there are no entities to expand and nothing outside to read.
 */
export function parseXmlTree(text: string): Result<XmlElement, StatementFailure> {
  const declaration = text.search(/<!DOCTYPE/i)
  if (declaration !== -1)
    return failStatement(
      'invalid_statement',
      'A document type (DTD) is not allowed in a statement.',
      lineAt(text, declaration),
    )
  const longTag = longTagAt(text)
  if (longTag !== null)
    return failStatement('invalid_statement', 'A tag has no end, or is too long.', lineAt(text, longTag))
  const checked = XMLValidator.validate(text)
  if (checked !== true)
    return failStatement('invalid_statement', `This is not XML: ${checked.err.msg}`, checked.err.line)
  try {
    const root = toElements(parser().parse(text)).at(-1)
    return root ? ok(root) : failStatement('invalid_statement', 'The XML has no element.')
  } catch (error) {
    // The parser throws plain errors, all of them about its input.
    if (!(error instanceof Error)) throw error
    const reason = error instanceof XmlFault ? error.message : 'it is cut off, or nests too deep'
    return failStatement('invalid_statement', `This XML cannot be read: ${reason}.`)
  }
}

/** Where a tag of more characters begins: the parser would be busy for half a minute with a few megabytes of attributes. */
function longTagAt(text: string): number | null {
  for (let start = text.indexOf('<'); start !== -1; ) {
    const end = text.indexOf('>', start)
    if (end === -1 || end - start > maxTagLength) return start
    start = text.indexOf('<', end)
  }
  return null
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

const attributesName = ':@'
const cdataName = '#cdata'
const textName = '#text'
const metaName = XMLParser.getMetaDataSymbol().valueOf()

function parser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    cdataPropName: cdataName,
    ignoreDeclaration: true,
    ignorePiTags: true,
    captureMetaData: true,
    maxNestedTags: maxXmlDepth,
    jPath: false,
    entityDecoder: {
      decode: decodeXmlText,
      addInputEntities: refuseEntities,
      setExternalEntities: refuseEntities,
      setXmlVersion: () => undefined,
      reset: () => undefined,
    },
  })
}

function refuseEntities(): never {
  throw new XmlFault('it declares entities')
}

/** The parser's ordered nodes: `{ name: [nodes], ':@': attributes }`, texts as `{ '#text': '…' }`. */
function toElements(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: Readonly<Record<PropertyKey, unknown>>) => {
    const tag = Object.keys(node).find((key) => key !== attributesName)
    if (tag === undefined || tag === textName || tag === cdataName) return []
    const content = node[tag]
    return [
      {
        name: localName(tag),
        offset: offsetOf(node),
        attributes: attributesOf(node[attributesName]),
        text: textOf(content),
        children: toElements(content),
      },
    ]
  })
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return ''
  return content
    .map((node: Readonly<Record<string, unknown>>) => {
      if (typeof node[textName] === 'string') return node[textName]
      const cdata: unknown = node[cdataName]
      return cdata === undefined ? '' : textOf(cdata)
    })
    .join('')
}

function attributesOf(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return {}
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [localName(name), String(value)]),
  )
}

function offsetOf(node: Readonly<Record<PropertyKey, unknown>>): number {
  const meta = node[metaName]
  if (typeof meta !== 'object' || meta === null || !('startIndex' in meta)) return 0
  return Number(meta.startIndex)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
