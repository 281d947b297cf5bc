import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import type { ImportMapping } from '../../contract/index.ts'
import { createItemBatch, type ItemBatch, type RowMapper, type RowRefusal } from '../../ingest/index.ts'
import { readParts } from '../file/file-parts.ts'
import { BrokenFile, type FileRow, readCsv } from '../file/read-csv.ts'
import { kindOf, mappingOf, resultOf } from '../import-row.ts'
import type { ImportsDeps } from '../imports-deps.ts'
import { eventsPerBatch, rowsPerBatch } from '../limits.ts'
import { createTally, faultOf, type Tally } from '../tally.ts'
import { noteProgress } from './note-progress.ts'
import type { Attempt } from './take-import.ts'

/** Others have the event loop after so long. */
const sliceMs = 8
const rowsPerLook = 32
/** What the queue of the log refuses is offered again. */
const overloadedPauseMs = 500
const overloadedTries = 600

type RunDeps = Pick<ImportsDeps, 'records' | 'kinds' | 'append' | 'clock'>

/**
 * One run over a file: a check looks at every row and takes none; an import goes on behind the last row whose events are on
 * disk. A batch is on disk before the records say so: cut off between the two, its rows come again and change nothing, since
 * their ids follow from what stands in the file.
 *
 * @throws BrokenFile, Superseded; what `signal` was aborted with
 */
export async function runOverFile(deps: RunDeps, attempt: Attempt, signal: AbortSignal): Promise<void> {
  const run = beginRun(deps, attempt)
  const place = { companyId: attempt.row.company_id, importId: attempt.row.id }
  let readBytes = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of readParts(deps.records, place)) {
      yield part
      readBytes += part.length
    }
  }
  let stretch = newStretch(deps, attempt)
  // The next rows are read while those before are written.
  let writing: Promise<void> = Promise.resolve()
  const percent = () =>
    Math.min(99, Math.floor((readBytes / Math.max(1, Number(attempt.row.text_bytes))) * 100))
  let sliceStartMs = performance.now()
  let lastRow = 0
  try {
    for await (const fileRow of readCsv(counted(), run.mapping)) {
      lastRow = fileRow.row
      takeRow(run, stretch, fileRow)
      if (fileRow.row % rowsPerLook === 0 && performance.now() - sliceStartMs > sliceMs) {
        await setImmediate()
        signal.throwIfAborted()
        sliceStartMs = performance.now()
      }
      if (stretch.rows < rowsPerBatch && stretch.batch.events < eventsPerBatch) continue
      await writing
      writing = flush(deps, attempt, run, { stretch, row: lastRow, percent: percent() })
      // A failure is met where it is awaited, and must not end the program before.
      writing.catch(() => undefined)
      stretch = newStretch(deps, attempt)
      signal.throwIfAborted()
    }
    if (lastRow === 0 && readBytes === 0) throw new BrokenFile('file_missing', 1)
  } finally {
    await writing
  }
  await flush(deps, attempt, run, { stretch, row: lastRow, percent: 99 })
}

interface Run {
  readonly mapping: ImportMapping
  readonly map: RowMapper
  readonly tally: Tally
  readonly titles: string[]
  readonly doneRow: number
}

function beginRun({ kinds }: RunDeps, { row, task }: Attempt): Run {
  const kind = kinds[kindOf(row.kind)]
  const mapping = mappingOf(row)
  const titles: string[] = []
  const isImport = task === 'import'
  const before = isImport ? resultOf(row.imported) : null
  return {
    mapping,
    map: kind.createMapper(mapping),
    tally: createTally({ kind, mapping, titles, before }),
    titles,
    doneRow: isImport ? Number(row.done_row) : 0,
  }
}

/** Rows that are on their way together. */
interface Stretch {
  readonly batch: ItemBatch
  readonly refused: string[]
  rows: number
  firstRow: number
}

function newStretch({ clock }: RunDeps, { row }: Attempt): Stretch {
  const path = `/api/v1/imports/${row.id}`
  const batch = createItemBatch({ companyId: row.company_id, path, receivedAtMs: clock() })
  return { batch, refused: [], rows: 0, firstRow: 0 }
}

function takeRow(run: Run, stretch: Stretch, { row, cells }: FileRow): void {
  if (row <= run.mapping.title_row) {
    if (row === run.mapping.title_row)
      run.titles.push(...cells.map((cell) => cell.slice(0, 200).toWellFormed()))
    return
  }
  if (row <= run.doneRow || cells.every((cell) => cell === '')) return
  if (stretch.rows === 0) stretch.firstRow = row
  stretch.rows += 1
  const items = run.map(cells)
  const added = items.ok ? stretch.batch.add(items.value) : items
  if (items.ok && added.ok) run.tally.taken(cells, items.value)
  else if (!added.ok) refuse(run, stretch, { row, cells }, added.failure)
}

/** A line of the refused rows: read back by `refusedFile`. */
export type RefusedLine = readonly [row: number, fault: ReturnType<typeof faultOf>, cells: readonly string[]]

function refuse(run: Run, stretch: Stretch, { row, cells }: FileRow, refusal: RowRefusal): void {
  run.tally.refused(row, cells, refusal)
  const line: RefusedLine = [row, faultOf(refusal, run.mapping, run.titles), cells]
  stretch.refused.push(JSON.stringify(line))
}

interface Flushed {
  readonly stretch: Stretch
  readonly row: number
  readonly percent: number
}

function flush(deps: RunDeps, attempt: Attempt, run: Run, { stretch, row, percent }: Flushed): Promise<void> {
  const { batch, refused, firstRow } = stretch
  // The tally goes on while this is written.
  const reached = {
    row: Math.max(row, run.doneRow),
    percent,
    result: run.tally.result(),
    titles: run.titles,
    refused: refused.length === 0 ? null : { firstRow, text: refused.join('\n') },
  }
  return write(deps, attempt, batch, reached)
}

async function write(
  deps: RunDeps,
  attempt: Attempt,
  batch: ItemBatch,
  reached: Parameters<typeof noteProgress>[2],
): Promise<void> {
  if (attempt.task === 'import' && batch.events > 0) await appendPatiently(deps, batch)
  await noteProgress(deps, attempt, reached)
}

async function appendPatiently({ append }: RunDeps, batch: ItemBatch): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const appended = await append(batch)
    if (appended.ok) return
    if (tries === overloadedTries) throw new Error(appended.failure.detail)
    await delay(overloadedPauseMs)
  }
}
