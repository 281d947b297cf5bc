import { expect, test } from 'vitest'
import { callFileFields } from '../../../contract/index.ts'
import { guessMapping } from '../guess-mapping.ts'
import { createItemBatch } from '../item-batch.ts'
import { callFields } from './call-fields.ts'
import { callFileKind } from './call-file-kind.ts'

const nowMs = Date.parse('2026-09-10T12:00:00Z')
const text = `uniqueid;src;dst;start;answer;end;billsec;disposition;Cost, EUR
c-1;+4915112345678;101;01.09.2026 10:00:00;01.09.2026 10:00:05;01.09.2026 10:01:00;55;ANSWERED;0,07
c-2;+4915112345678;101;01.09.2026 10:00:00;;01.09.2026 10:00:30;0;NO ANSWER;
c-3;+4915112345678;+4915112345679;01.09.2026 10:00:00;;01.09.2026 10:00:30;0;NO ANSWER;`
const rows = text.split('\n').map((line) => line.split(';'))
const mapping = guessMapping(callFileKind, { rows, encoding: 'utf-8', delimiter: ';' }, 'Europe/Berlin')

test('fields of calls are called the same in files, in the API and on the page', () => {
  expect(callFields).toEqual(callFileFields)
})

test('call records go through the door of the API, or say why not', () => {
  expect(mapping).toMatchObject({ decimal_sign: ',', fixed: { currency: 'EUR' } })
  expect(callFileKind.problemOf(mapping)).toBeNull()
  const map = callFileKind.createMapper(mapping)
  const batch = createItemBatch({ companyId: 'c', path: '/imports/1', receivedAtMs: nowMs })
  const results = rows.slice(1).map((cells) => map(cells))
  for (const result of results) if (result.ok) expect(batch.add(result.value).ok).toBe(true)
  expect(batch.events).toBe(2)
  expect(results[0]).toMatchObject({
    value: [{ data: { started_at: '2026-09-01T08:00:00.000Z', cost: { amount: '0.07', currency: 'EUR' } } }],
  })
  expect(results[2]).toMatchObject({ failure: { fault: 'invalid_direction', field: 'direction' } })
  const outbound = callFileKind.createMapper({
    ...mapping,
    fixed: { ...mapping.fixed, direction: 'outbound' },
  })
  expect(outbound(rows[3] ?? []).ok).toBe(true)
})

test('a mapping of calls says what it lacks', () => {
  expect(callFileKind.problemOf({ ...mapping, columns: { from: 1 } })).toEqual({
    code: 'missing_field',
    field: 'call_id',
  })
  expect(callFileKind.problemOf({ ...mapping, fixed: { direction: 'up' } })).toMatchObject({
    code: 'invalid_fixed',
  })
})
