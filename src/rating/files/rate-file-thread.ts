import { parentPort, workerData } from 'node:worker_threads'
import { parseRateFile } from './parse-rate-file.ts'
import type { RateFileJob } from './rate-file-job.ts'

// A large file takes a second or two of computing: a thread keeps the server answering.
parentPort?.postMessage(await parseRateFile(workerData as RateFileJob), [])
