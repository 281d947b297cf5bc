import { parentPort, workerData } from 'node:worker_threads'
import type { ExcelJob } from './excel-job.ts'
import { excelToCsv } from './excel-to-csv.ts'

// A large file takes many seconds of computing, and all of it is in memory: a thread keeps the server answering, and bounds it.
parentPort?.postMessage(await excelToCsv((workerData as ExcelJob).bytes), [])
