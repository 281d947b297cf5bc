import { PgBoss } from 'pg-boss'
import { isUuid } from '../core/index.ts'
import { toConnectFailure } from './check-server.ts'
import { type Log, silentLog } from './log.ts'
import { errorMessage } from './records-failure.ts'

/** One thing to be done. What is true about it stands in a table of ours: the queue only says when to look there. */
export interface Job {
  /** A UUID; adding it again changes nothing. */
  readonly id: string
  /** Of one group one job is under way at a time, among all processes. */
  readonly groupId: string
}

/** `gone`: never added, or ended so long ago that it is forgotten. */
export type JobState = 'waiting' | 'active' | 'ended' | 'gone'

export interface JobQueue {
  add(job: Job): Promise<void>
  /** Takes it off the queue; one that is under way is told by its signal, within seconds. */
  cancel(id: string): Promise<void>
  statesOf(ids: readonly string[]): Promise<ReadonlyMap<string, JobState>>
  /**
   * Begins to work: at most `atOnce` jobs in this process. The signal says that the job is no longer this worker's. One whose
   * work throws is tried again after a pause, likewise one whose process is gone for ten seconds.
   */
  work(atOnce: number, work: (job: Job, signal: AbortSignal) => Promise<void>): Promise<void>
  /** Has waiting jobs looked at now instead of within a second. */
  wake(): void
  /** Begins no further job and waits for those under way, at most `timeoutMs`; those that are left are tried again. */
  stop(timeoutMs: number): Promise<void>
}

export interface JobQueueOptions {
  readonly url: string
  /** Of the queue. */
  readonly name: string
  readonly log?: Log
  /** Longest that a job may take. */
  readonly expireInSeconds: number
  /** Tries of one job, beyond which somebody else has to decide. */
  readonly retries: number
  /** Before the second try; each further one waits twice as long, at most 20 s. 3 by default. */
  readonly retryDelaySeconds?: number
}

/** A schema of its own in the database of the records, out of reach of a company's role. */
const schema = 'jobs'
/** Of this process, beside those of the records. */
const maxConnections = 3
const heartbeatSeconds = 10
const heartbeatRefreshSeconds = 3
/** How often jobs are looked for whose process is gone. */
const superviseSeconds = 5
const defaultRetryDelaySeconds = 3
const retryDelayMaxSeconds = 20
/** Ended jobs are forgotten after so long. */
const keptSeconds = 24 * 3_600

/**
 * The queue of background work in PostgreSQL: pg-boss over a pool of its own.
 *
 * @throws RecordsFailure with a sentence for whoever started the program.
 */
export async function openJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const log = options.log ?? silentLog
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: 'tallybook jobs',
    schema,
    max: maxConnections,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.warn({ error: errorMessage(error) }, 'The queue of jobs met an error'))
  try {
    await boss.start()
    await ensureQueue(boss, options)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw toConnectFailure(error, options.url)
  }
  return toJobQueue(boss, options.name)
}

async function ensureQueue(boss: PgBoss, options: JobQueueOptions): Promise<void> {
  const { name, expireInSeconds, retries, retryDelaySeconds = defaultRetryDelaySeconds } = options
  const settings = {
    expireInSeconds,
    heartbeatSeconds,
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    ...(retryDelaySeconds === 0
      ? { retryBackoff: false }
      : { retryBackoff: true, retryDelayMax: retryDelayMaxSeconds }),
    deleteAfterSeconds: keptSeconds,
  }
  await boss.createQueue(name, settings)
  await boss.updateQueue(name, settings)
}

interface JobData {
  readonly groupId: string
}

function toJobQueue(boss: PgBoss, name: string): JobQueue {
  let workerId: string | null = null
  const wake = () => {
    if (workerId !== null) boss.notifyWorker(workerId)
  }
  return {
    async add({ id, groupId }) {
      await boss.send(name, { groupId } satisfies JobData, { id, group: { id: groupId } })
      wake()
    },
    async cancel(id) {
      await boss.cancel(name, id)
    },
    async statesOf(ids) {
      const states = new Map<string, JobState>()
      for (const id of ids) states.set(id, await stateOf(boss, name, id))
      return states
    },
    async work(atOnce, work) {
      workerId = await boss.work<JobData>(
        name,
        {
          batchSize: 1,
          localConcurrency: atOnce,
          groupConcurrency: 1,
          pollingIntervalSeconds: 1,
          heartbeatRefreshSeconds,
        },
        async ([job]) => {
          if (job) await work({ id: job.id, groupId: job.data.groupId }, job.signal)
        },
      )
    },
    wake,
    async stop(timeoutMs) {
      workerId = null
      await boss.stop({ graceful: true, timeout: timeoutMs })
    },
  }
}

async function stateOf(boss: PgBoss, name: string, id: string): Promise<JobState> {
  if (!isUuid(id)) return 'gone'
  const job = await boss.getJobById(name, id)
  switch (job?.state) {
    case undefined:
      return 'gone'
    case 'created':
    case 'retry':
      return 'waiting'
    case 'active':
      return 'active'
    default:
      return 'ended'
  }
}
