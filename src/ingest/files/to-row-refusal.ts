import type { RowFault } from '../../contract/index.ts'
import type { Refusal, RefusalCode } from '../refusal.ts'
import { type FileItem, refuseRow } from './file-kind.ts'

const faults: { readonly [C in RefusalCode]?: RowFault } = {
  missing_field: 'missing',
  invalid_time: 'date_out_of_range',
  invalid_channel: 'invalid_channel',
  invalid_recipient: 'invalid_recipient',
  invalid_country: 'invalid_country',
  invalid_network: 'invalid_network',
  invalid_kind: 'invalid_kind',
  invalid_segments: 'invalid_segments',
  invalid_cost: 'invalid_amount',
  invalid_direction: 'invalid_value',
  invalid_result: 'invalid_value',
  invalid_characters: 'invalid_characters',
  text_too_long: 'too_long',
  field_too_long: 'too_long',
}

/** What a field of messages is called in files, where it is called otherwise. */
const fieldNames: Readonly<Record<string, string>> = {
  cost: 'price',
  error: 'error_reason',
  time: 'created_at',
}

/** What the door of the API says of an item, as it is said of the row that the item comes from. */
export function toRowRefusal(
  { code, detail }: Refusal,
  { data, type }: FileItem,
): ReturnType<typeof refuseRow> {
  const name = /^(?:data\.)?(\w+)/.exec(detail)?.[1] ?? ''
  const value = data[name]
  return refuseRow(
    faults[code] ?? 'invalid_value',
    (String(type).startsWith('message.') ? fieldNames[name] : undefined) ?? name,
    typeof value === 'string' ? value : '',
  )
}
