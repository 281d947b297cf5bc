import { maxEventsBodyBytes, maxEventsPerRequest } from '../contract/index.ts'
import { type Failure, fail, isLongerList, ok, parseJson, type Result } from '../core/index.ts'
import { type Refusal, refuse } from './refusal.ts'

/** An item as it stands in the request, not yet checked; a line of NDJSON may fail to be one. */
export interface RequestItem {
  /** Place in the list; for NDJSON the number of the line, from 0. */
  readonly index: number
  read(): Result<unknown, Refusal>
}

export type RequestFailureCode =
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'invalid_json'
  | 'too_many_events'

type Shape = 'one' | 'list' | 'one or list' | 'lines'

const shapes: Readonly<Record<string, Shape>> = {
  'application/cloudevents+json': 'one',
  'application/cloudevents-batch+json': 'list',
  'application/json': 'one or list',
  'application/x-ndjson': 'lines',
}
const eventContentTypes = Object.keys(shapes)

/** Empty ones included: there may be one behind each event, and one at the end. */
const maxLines = 2 * maxEventsPerRequest + 1

const tooMany = () => fail('too_many_events', `Send at most ${maxEventsPerRequest} events in one request.`)

/** Splits the body of `POST /api/v1/events` into its items. Failures concern the whole request. */
export function readRequestItems(
  contentType: string,
  body: Uint8Array,
): Result<readonly RequestItem[], Failure<RequestFailureCode>> {
  const shape = shapeOf(contentType)
  if (!shape) return fail('unsupported_media_type', `Send one of ${eventContentTypes.join(', ')}, in UTF-8.`)
  if (body.byteLength > maxEventsBodyBytes)
    return fail('body_too_large', `Send at most ${maxEventsBodyBytes} bytes in one request.`)
  const text = decodeUtf8(body)
  if (text === null) return fail('invalid_json', 'The body is not UTF-8.')
  return shape === 'lines' ? readLines(text) : readDocument(text, shape)
}

function shapeOf(contentType: string): Shape | undefined {
  const [mediaType = '', ...parameters] = contentType.toLowerCase().split(';')
  const foreign = parameters.some((parameter) => /^\s*charset\s*=\s*(?!"?utf-8"?\s*$)/.test(parameter))
  const name = mediaType.trim()
  return !foreign && Object.hasOwn(shapes, name) ? shapes[name] : undefined
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

function readDocument(
  text: string,
  shape: Exclude<Shape, 'lines'>,
): Result<readonly RequestItem[], Failure<RequestFailureCode>> {
  if (isLongerList(text, maxEventsPerRequest)) return tooMany()
  const parsed = parseJson(text)
  if (!parsed) return fail('invalid_json', 'The body is not JSON, or nests deeper than 100 levels.')
  const { value } = parsed
  if (Array.isArray(value)) {
    if (shape === 'one') return fail('invalid_json', 'Send a list as application/cloudevents-batch+json.')
    return value.length > maxEventsPerRequest ? tooMany() : ok(value.map(parsedItem))
  }
  if (shape === 'list') return fail('invalid_json', 'A batch must be a JSON array of events.')
  if (typeof value !== 'object' || value === null)
    return fail('invalid_json', 'The body must be a JSON object or an array of them.')
  return ok([parsedItem(value, 0)])
}

function parsedItem(value: unknown, index: number): RequestItem {
  return { index, read: () => ok(value) }
}

function readLines(text: string): Result<readonly RequestItem[], Failure<RequestFailureCode>> {
  const items: RequestItem[] = []
  for (const [index, line] of linesOf(text)) {
    if (index === maxLines) return fail('too_many_events', `Send at most ${maxLines} lines in one request.`)
    if (line.trim() === '') continue
    if (items.length === maxEventsPerRequest) return tooMany()
    items.push({ index, read: () => readLine(line) })
  }
  return ok(items)
}

function* linesOf(text: string): Generator<readonly [index: number, line: string]> {
  let start = 0
  for (let index = 0; start <= text.length; index += 1) {
    const end = text.indexOf('\n', start)
    yield [index, end === -1 ? text.slice(start) : text.slice(start, end)]
    start = end === -1 ? text.length + 1 : end + 1
  }
}

function readLine(line: string): Result<unknown, Refusal> {
  const parsed = parseJson(line)
  return parsed
    ? ok(parsed.value)
    : refuse('invalid_json', 'The line is not JSON, or nests deeper than 100 levels.')
}
