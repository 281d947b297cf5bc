import { Command, InvalidArgumentError } from 'commander'
import { closeSentence, StartFailure, type StartOptions } from '../app/index.ts'
import { addImportCommand } from './import-command.ts'
import { withInstallation } from './with-installation.ts'

function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
    return value
  }
}

interface SeedOptions {
  readonly messages: number
  readonly chats: number
  readonly calls: number
  readonly seed: number
  readonly company?: string
}

interface CloseOptions {
  readonly company?: string
  readonly month?: string
  readonly skipGrace: boolean
}

interface ReplayOptions {
  readonly company?: string
  readonly connection?: string
  readonly from?: number
}

function moment(text: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || !/^\d{4}-\d\d-\d\d/.test(text))
    throw new InvalidArgumentError('Write a moment as 2026-09-01T00:00:00Z.')
  return ms
}

function monthName(text: string): string {
  if (!/^[2-9]\d{3}-(?:0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError('Write a month as 2026-09.')
  return text
}

/** A company's id or its exact name; the oldest company by default. */
const companyOption = ['--company <id or name>', 'the company; its oldest by default'] as const

/** `npx tallybook <verb>`; throws a StartFailure with one sentence where the verb cannot be carried out. */
export async function runCommand(args: readonly string[], options: StartOptions): Promise<void> {
  const program = new Command('tallybook')
    .description('Statistics and billing console')
    .version(options.version)

  program
    .command('seed')
    .description('add made-up messages, chats and calls to a company: for trying out and for benchmarks')
    .option('--messages <number>', 'how many messages', wholeNumber(0, 50_000_000), 0)
    .option('--chats <number>', 'about how many chats', wholeNumber(0, 10_000_000), 0)
    .option('--calls <number>', 'about how many calls', wholeNumber(0, 10_000_000), 0)
    .option('--seed <number>', 'the same seed makes the same traffic', wholeNumber(0, 2 ** 31), 1)
    .option(...companyOption)
    .action(async ({ messages, chats, calls, seed, company }: SeedOptions) => {
      if (messages + chats + calls === 0)
        throw new StartFailure('Say how many: --messages, --chats, --calls, or several of them.')
      const seeded = await withInstallation(options, async (installation) =>
        installation.seed({ messages, chats, calls, seed, ...(await companyIdOf(installation, company)) }),
      )
      console.log(
        `${seeded.messages} messages, ${seeded.chats} chats and ${seeded.calls} calls with ${seeded.events} events are in the log.`,
      )
    })

  program
    .command('rebuild')
    .description('fold the whole log into facts again')
    .option('--company <id or name>', 'only this company; all of them by default')
    .action(async ({ company }: { company?: string }) => {
      const rebuilt = await withInstallation(options, async (installation) =>
        installation.rebuild(await companyIdOf(installation, company)),
      )
      console.log(
        `${rebuilt.messages} messages, ${rebuilt.chats} chats and ${rebuilt.calls} calls were folded again.`,
      )
    })

  program
    .command('replay')
    .description(
      "read archived requests again with today's adapters, and change the facts into what they give",
    )
    .option('--company <id or name>', 'only this company; all of them by default')
    .option('--connection <id or name>', 'only this connection, or "api"; all of them by default')
    .option('--from <moment>', 'only requests received then or later, as 2026-09-01T00:00:00Z', moment)
    .action(async ({ company, connection, from }: ReplayOptions) => {
      const ended = await withInstallation(options, async (installation) =>
        installation.replay({
          ...(await companyIdOf(installation, company)),
          ...(connection === undefined ? {} : { connection }),
          ...(from === undefined ? {} : { fromMs: from }),
          onProgress: (sentence) => console.error(sentence),
        }),
      )
      for (const { sentence } of ended) console.log(sentence)
      if (ended.some(({ state }) => state === 'failed'))
        throw new StartFailure('Some archives could not be read again: each is named above.')
    })

  program
    .command('verify')
    .description('recompute charges, postings and balances, and report what differs')
    .option(
      '--full',
      'the ledger from its first entry on; by default from where it was found sound last',
      false,
    )
    .action(async ({ full }: { full: boolean }) => {
      const drifts = await withInstallation(options, (installation) =>
        installation.verify({ isFull: full, onProgress: (sentence) => console.error(sentence) }),
      )
      for (const { companyId, detail } of drifts) console.log(`${companyId}: ${detail}`)
      if (drifts.length > 0)
        throw new StartFailure(`The books differ in ${drifts.length} places: each is named above.`)
      console.log('Charges, postings and balances agree.')
    })

  program
    .command('close-month')
    .description('close the months that are due: invoices for all companies, or for one')
    .option('--company <id or name>', 'only this company; all of them by default')
    .option('--month <2026-09>', 'only months of this name', monthName)
    .option('--skip-grace', 'do not wait for facts that may still come late', false)
    .action(async ({ company, month, skipGrace }: CloseOptions) => {
      const report = await withInstallation(options, async (installation) =>
        installation.closeMonths({
          ...(await companyIdOf(installation, company)),
          ...(month === undefined ? {} : { month }),
          isGraceSkipped: skipGrace,
          onProgress: (sentence) => console.error(sentence),
        }),
      )
      for (const { companyId, anomaly } of report.anomalies) console.log(`${companyId}: ${anomaly.detail}`)
      console.log(closeSentence(report))
      if (report.setAside > 0)
        throw new StartFailure('Some months are set aside: mend what is named above, and close them again.')
    })

  addImportCommand(program, (company, work) =>
    withInstallation(options, async (installation) =>
      work(installation, await companyIdOf(installation, company)),
    ),
  )

  program
    .command('openapi')
    .description('print the OpenAPI document')
    .action(async () => {
      const document = await withInstallation(options, (installation) => installation.openApi())
      console.log(JSON.stringify(document, null, 2))
    })

  await program.parseAsync(args, { from: 'user' })
}

async function companyIdOf(
  installation: { companies(): Promise<readonly { id: string; name: string }[]> },
  wanted: string | undefined,
): Promise<{ companyId?: string }> {
  if (wanted === undefined) return {}
  const matching = (await installation.companies()).filter(({ id, name }) => id === wanted || name === wanted)
  const [company] = matching
  if (!company) throw new StartFailure(`There is no company "${wanted}": give its id or its exact name.`)
  if (matching.length > 1) throw new StartFailure(`Several companies are called "${wanted}": give the id.`)
  return { companyId: company.id }
}
