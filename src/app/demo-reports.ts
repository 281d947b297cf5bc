import type { Principal } from '../companies/index.ts'
import { reportCreateSchema } from '../contract/index.ts'
import { type Clock, formatInstant, presetPeriod } from '../core/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

const lastMonthReports = [
  {
    type: 'message_summary',
    name: 'Messages by day and channel',
    group_by: ['time', 'channel'],
    granularity: 'day',
  },
  { type: 'chat_operators', name: 'Operators' },
  { type: 'calls', name: 'Calls', format: 'csv' },
  { type: 'account_statement', name: 'Account statement' },
] as const

/** What somebody of the demo's company would have asked for: reports of the last month, once each. */
export async function askDemoReports(
  { reports }: Pick<Rooms, 'reports'>,
  caller: Principal,
  clock: Clock,
): Promise<void> {
  const zone = caller.company.time_zone
  const { fromMs, toMs } = presetPeriod('last_month', clock(), zone)
  const month = formatInstant(fromMs, zone).slice(0, 'yyyy-mm'.length)
  const [from, to] = [fromMs, toMs].map((instantMs) => formatInstant(instantMs, zone))
  for (const { name, ...content } of lastMonthReports) {
    const body = reportCreateSchema.parse({ ...content, name: `${name}, ${month}`, from, to })
    const made = await reports.create(caller, body, `demo-${content.type}-${month}`)
    if (!made.ok)
      throw new StartFailure(`A report of the demo could not be asked for: ${made.failure.detail}`)
  }
}
