import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { StartFailure } from '../app/index.ts'
import {
  type ImportKind,
  type ImportResult,
  importKinds,
  type SaidMapping,
  saidMappingSchema,
} from '../contract/index.ts'
import type { ImportFileReport } from '../http/index.ts'
import type { Installation } from './with-installation.ts'

interface ImportOptions {
  readonly company?: string
  readonly kind: ImportKind
  readonly dryRun: boolean
  readonly mapping?: string
  readonly column: Readonly<Record<string, string>>
  readonly fixed: Readonly<Record<string, string>>
  readonly status: Readonly<Record<string, string>>
  readonly timeZone?: string
  readonly dateOrder?: string
  readonly decimalSign?: string
  readonly delimiter?: string
  readonly encoding?: string
  readonly titleRow?: string
  readonly refused?: string
}

type WithCompany = <T>(
  company: string | undefined,
  work: (installation: Installation, companyId: { companyId?: string }) => Promise<T>,
) => Promise<T>

/** `npx tallybook import FILE`: a log of messages from a file of this machine. */
export function addImportCommand(program: Command, withCompany: WithCompany): void {
  program
    .command('import <file>')
    .description('take in a log of messages: CSV, or Excel; the same file again doubles nothing')
    .option('--company <id or name>', 'the company; its oldest by default')
    .option('--kind <kind>', `what the file is about: ${importKinds.join(', ')}`, kindOf, 'messages')
    .option('--dry-run', 'try every row and take none', false)
    .option('--mapping <file>', 'a JSON file that says what is not to be guessed')
    .option('--column <field=title>', 'what a column is, by its title or number; may be repeated', pair, {})
    .option('--fixed <field=value>', 'for rows that do not say it, as channel=sms; may be repeated', pair, {})
    .option('--status <word=meaning>', 'what a word of the statuses means; may be repeated', pair, {})
    .option('--time-zone <zone>', 'of dates without an offset, as Europe/Berlin; the company’s by default')
    .option('--date-order <order>', 'day_first or month_first')
    .option('--decimal-sign <sign>', '"." or ","')
    .option('--delimiter <sign>', 'what cells end with')
    .option('--encoding <name>', 'utf-8, utf-16le, windows-1251 or windows-1252')
    .option('--title-row <number>', 'the row of the titles; 0 where there are none')
    .option('--refused <file>', 'where refused rows are written, with reasons')
    .action(async (file: string, options: ImportOptions) => {
      const mapping = await saidMapping(options)
      const report = await withCompany(options.company, (installation, companyId) =>
        installation.importFile({
          ...companyId,
          path: resolve(file),
          kind: options.kind,
          mapping,
          isDryRun: options.dryRun,
          ...(options.refused === undefined ? {} : { refusedPath: resolve(options.refused) }),
          onProgress: (sentence) => console.error(sentence),
        }),
      )
      tell(report, options.dryRun)
    })
}

function kindOf(text: string): ImportKind {
  const kind = importKinds.find((known) => known === text)
  if (!kind) throw new InvalidArgumentError(`Give one of ${importKinds.join(', ')}.`)
  return kind
}

function pair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write two parts with = between them, as channel=sms.')
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() }
}

/** Of the file of the mapping and of the options, which go before it. */
async function saidMapping(options: ImportOptions): Promise<SaidMapping> {
  const { mapping: path, column, fixed, status } = options
  const ofFile = path === undefined ? {} : parse(await readJson(path), path)
  const asText = {
    time_zone: options.timeZone,
    date_order: options.dateOrder,
    decimal_sign: options.decimalSign,
    delimiter: options.delimiter === '\\t' ? '\t' : options.delimiter,
    encoding: options.encoding,
    title_row: options.titleRow === undefined ? undefined : Number(options.titleRow),
  }
  const given = Object.fromEntries(Object.entries(asText).filter(([, value]) => value !== undefined))
  return parse(
    {
      ...ofFile,
      ...given,
      columns: { ...ofFile.columns, ...column },
      fixed: { ...ofFile.fixed, ...fixed },
      statuses: { ...ofFile.statuses, ...status },
    },
    'The options',
  )
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw new StartFailure(`The file ${path} is not there, or is not JSON.`)
  }
}

function parse(value: unknown, source: string): SaidMapping {
  const parsed = saidMappingSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new StartFailure(`${source}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
}

/** What it came to, on standard output; a row that was refused makes the verb fail, so that nobody overlooks it. */
function tell({ state, error, result }: ImportFileReport, isDryRun: boolean): void {
  if (result !== null) tellResult(result, isDryRun)
  if (error !== null) {
    const place = error.row === null ? '' : ` at row ${error.row}`
    throw new StartFailure(`It stopped${place}: ${error.code}. Mend the file and import it again.`)
  }
  if (state === 'cancelled') throw new StartFailure('Somebody cancelled it: what has been taken stays.')
  if ((result?.refused ?? 0) > 0)
    throw new StartFailure(
      `${result?.refused} rows ${isDryRun ? 'would be' : 'were'} refused: the reasons stand above.`,
    )
}

function tellResult(
  { rows, taken, refused, events, from, to, faults }: ImportResult,
  isDryRun: boolean,
): void {
  console.log(
    `${rows} rows: ${taken} ${isDryRun ? 'would be taken' : 'taken'} with ${events} events, ${refused} refused.`,
  )
  if (from !== null && to !== null) console.log(`From ${from} to ${to}.`)
  for (const { rows: count, fault, field, title, value, first_row: row } of faults) {
    const place = [field, title === null ? '' : `“${title}”`].filter(Boolean).join(' ')
    console.log(`${count} rows: ${fault}${place === '' ? '' : ` in ${place}`}, first in row ${row}: ${value}`)
  }
}
