import { parentPort, workerData } from 'node:worker_threads'
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node'
import type { ExcelCell } from './excel-cell.ts'
import type { ExcelJob, ExcelRows } from './excel-job.ts'

// The library works through a file in one go, some seconds for a large one: a thread keeps the server answering.

/** Every cell has its type, so a text that looks like a formula stays a text. */
function toCell(cell: ExcelCell): Cell {
  if (!cell) return null
  const [kind, value, format] = cell
  if (kind === 'text') return { type: String, value }
  return kind === 'instant' ? { type: Date, value: new Date(value), format } : { type: Number, value, format }
}

function titleCell(title: string): Cell {
  return { type: String, value: title, fontWeight: 'bold', backgroundColor: '#eef1f5', wrap: true }
}

async function write(job: ExcelJob, rows: readonly Row[]): Promise<Uint8Array<ArrayBuffer>> {
  const about: Row[] = job.about.map(([label, value]) => [
    { type: String, value: label, fontWeight: 'bold', alignVertical: 'top' },
    toCell(value),
  ])
  const file = await writeXlsxFile([
    { sheet: job.aboutSheet, data: about, columns: [{ width: 28 }, { width: 60 }] },
    {
      sheet: job.dataSheet,
      data: [job.titles.map(titleCell), ...rows],
      columns: job.widthsChars.map((width) => ({ width })),
      stickyRowsCount: 1,
    },
  ]).toBuffer()
  return Uint8Array.from(file)
}

const received: Row[] = []

parentPort?.on('message', async (rows: ExcelRows) => {
  if (rows !== 'end') {
    for (const row of rows) received.push(row.map(toCell))
    return
  }
  const file = await write(workerData as ExcelJob, received)
  parentPort?.postMessage(file, [file.buffer])
})
