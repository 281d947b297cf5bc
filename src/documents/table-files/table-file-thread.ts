import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { ok } from '../../core/index.ts'
import type { ByteSink } from './byte-sink.ts'
import { createCsvEncoder } from './csv-encoder.ts'
import { openMemoryFile } from './memory-file.ts'
import { createParquetEncoder } from './parquet/parquet-encoder.ts'
import { openPartFile } from './part-file.ts'
import type { TableEncoder } from './table-encoder.ts'
import { failureOfError } from './table-file-failure.ts'
import type { TableFileAnswer, TableFileJob, TableFileMessage, WrittenFile } from './table-file-job.ts'
import { createXlsxEncoder } from './xlsx/xlsx-encoder.ts'

// Encoding and packing take tens of seconds for a large file: a thread keeps the server answering.

interface Writing {
  readonly encoder: TableEncoder
  publish(): Omit<WrittenFile, 'rows'>
}

function begin(job: TableFileJob): Writing {
  if (job.path !== null) {
    const file = openPartFile(job.path)
    return { encoder: encoderOf(job, file), publish: () => file.publish() }
  }
  const file = openMemoryFile()
  return {
    encoder: encoderOf(job, file),
    publish() {
      const content = file.content()
      const sha256 = createHash('sha256').update(content).digest('hex')
      return { bytes: content.length, sha256, content }
    },
  }
}

function encoderOf(job: TableFileJob, sink: ByteSink): TableEncoder {
  switch (job.format) {
    case 'xlsx':
      return createXlsxEncoder(job, sink, job.xlsxBounds)
    case 'csv':
      return createCsvEncoder(job, sink)
    case 'parquet':
      return createParquetEncoder(job, sink)
  }
}

let writing: Writing | undefined
let rowCount = 0

async function answerTo(message: TableFileMessage): Promise<TableFileAnswer> {
  try {
    writing ??= begin(workerData as TableFileJob)
    if ('rows' in message) {
      const written = await writing.encoder.writeRows(message.rows)
      rowCount += message.rows.length
      return written.ok ? ok(null) : written
    }
    const ended = await writing.encoder.end(message.totals)
    return ended.ok ? ok({ ...writing.publish(), rows: rowCount }) : ended
  } catch (error) {
    const failed = failureOfError(error)
    if (!failed) throw error
    return failed
  }
}

async function answerAfter(last: Promise<void>, message: TableFileMessage): Promise<void> {
  await last
  const answer = await answerTo(message)
  const content = answer.ok ? answer.value?.content : undefined
  parentPort?.postMessage(answer, content ? [content.buffer] : [])
}

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (message: TableFileMessage) => {
  last = answerAfter(last, message)
})
