import { maxEventsPerRequest } from '../../../contract/index.ts'

/** A delivery receipt as SMPP 3.4, appendix B, suggests it; empty where a field is missing. */
export interface SmppReceipt {
  readonly id: string
  readonly stat: string
  readonly err: string
  readonly submitDate: string
  readonly doneDate: string
}

const fieldPattern = /(?<![\w-])(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text)[ \t]*[:=][ \t]*/gi
/** A receipt has 8 fields and 254 characters by the standard; gateways write a little more. */
const maxLineLength = 2_000
/** A field's value is one word, and never as long. */
const valuePattern = /^\S{0,500}/

/**
 * The receipts of a text: one or several lines, in each one receipt after another, with their fields in any order. A field that comes
 * again begins the next receipt. What follows `text:` belongs to the message as soon as id and status are known.
 */
export function readSmppReceipts(text: string): readonly SmppReceipt[] {
  const receipts: SmppReceipt[] = []
  for (const line of text.split(/[\r\n]+|\\[rn]/)) {
    if (receipts.length >= maxEventsPerRequest) break
    receipts.push(...readLine(line.slice(0, maxLineLength)))
  }
  return receipts.slice(0, maxEventsPerRequest)
}

function readLine(line: string): SmppReceipt[] {
  const receipts: SmppReceipt[] = []
  let fields = new Map<string, string>()
  const finish = (): void => {
    const receipt = toReceipt(fields)
    if (receipt) receipts.push(receipt)
    fields = new Map()
  }
  for (const match of line.matchAll(fieldPattern)) {
    const name = (match[1] ?? '').toLowerCase().replace(/[ _]/g, '')
    if (name === 'text' && fields.has('id') && fields.has('stat')) break
    if (fields.has(name)) finish()
    const rest = line.slice(match.index + match[0].length)
    // A field without a value is followed by the next field.
    const value = startsWithField(rest) ? '' : (valuePattern.exec(rest)?.[0] ?? '')
    fields.set(name, value)
  }
  finish()
  return receipts
}

function startsWithField(text: string): boolean {
  return /^(?:id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text)[ \t]*:/i.test(text)
}

function toReceipt(fields: ReadonlyMap<string, string>): SmppReceipt | null {
  const of = (name: string): string => (fields.get(name) ?? '').replace(/^["']|["',;]+$/g, '')
  const [id, stat] = [of('id'), of('stat')]
  if (id === '' || stat === '') return null
  return { id, stat, err: of('err'), submitDate: of('submitdate'), doneDate: of('donedate') }
}
