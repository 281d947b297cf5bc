import { openTableFile, type TableFileFormat } from '../../src/documents/index.ts'

// A process of its own that writes one file, so that its peak of memory is that of the file.

const [path = '', format = 'csv', count = '0'] = process.argv.slice(2)
const rowCount = Number(count)
const rowsPerPage = 10_000
const channels = ['sms', 'email', 'viber', 'whatsapp']

const idleBytes = process.memoryUsage.rss()
const file = await openTableFile({
  path,
  format: format as TableFileFormat,
  language: 'en',
  timeZone: 'Europe/Berlin',
  columns: [
    { key: 'number', title: 'Number', type: 'integer' },
    { key: 'channel', title: 'Channel', type: 'text' },
    { key: 'created', title: 'Created', type: 'instant' },
  ],
  about: [{ label: 'Company', value: 'Ann & Sons' }],
})
// Asked for page by page: the system's own peak includes that of the process that started this one.
let peakBytes = 0
const startMs = Date.UTC(2026, 8, 1)
for (let from = 0; from < rowCount; from += rowsPerPage) {
  const length = Math.min(rowsPerPage, rowCount - from)
  const page = Array.from({ length }, (_, index) => {
    const number = from + index
    return [number, channels[number % 4], startMs + number * 1_000]
  })
  const written = await file.writeRows(page)
  if (!written.ok) throw new Error(written.failure.detail)
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}
const ended = await file.end([{ label: 'Messages', value: rowCount, type: 'integer' }])
if (!ended.ok) throw new Error(ended.failure.detail)
process.send?.({ sums: ended.value, aboveIdleBytes: peakBytes - idleBytes })
