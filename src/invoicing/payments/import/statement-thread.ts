import { parentPort, workerData } from 'node:worker_threads'
import { doStatementJob } from './do-statement-job.ts'
import type { StatementJob } from './statement-job.ts'

// The largest file takes seconds of computing: a thread keeps the server answering.
parentPort?.postMessage(doStatementJob(workerData as StatementJob), [])
