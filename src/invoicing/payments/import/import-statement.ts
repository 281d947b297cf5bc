import { createHash } from 'node:crypto'
import { addAuditEntry, allow, callerName, type Principal } from '../../../companies/index.ts'
import {
  type BankStatements,
  type BankStatementsQuery,
  type CsvPreview,
  csvMappingSchema,
  type StatementReport,
  type StatementUploadQuery,
} from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, parseJson, type Result, toApiMoney } from '../../../core/index.ts'
import { sql } from '../../../records/index.ts'
import { readPayableDocuments } from '../credit/payable-documents.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { type StatementReading, statementFormatOf } from '../statements/read-bank-statement.ts'
import { creditCertainLine } from './credit-line.ts'
import { previewStatement, type ReadingFailure, readStatement } from './read-statement.ts'
import { readStatements } from './statement-rows.ts'
import { type StoredStatement, storeStatement } from './store-statement.ts'

export type ImportFailure = ReadingFailure | Failure<'forbidden' | 'invalid_mapping'>

/**
 * Takes in the statement of a bank: its lines are kept in one transaction, then every certain match is credited in one of its
 * own. Whatever is broken off in between, the same file again does the rest, and doubles nothing; lines that are
 * open are held against the documents of now.
 */
export async function importStatement(
  deps: PaymentsDeps,
  caller: Principal,
  file: { readonly bytes: Uint8Array; readonly query: StatementUploadQuery },
): Promise<Result<StatementReport, ImportFailure>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  const reading = readingOf(caller, file)
  if (!reading.ok) return reading
  const { records, clock } = deps
  const sellerId = caller.companyId
  const documents = await records.asSystem((db) => readPayableDocuments(db, sellerId, clock()))
  const read = await readStatement({ kind: 'match', bytes: file.bytes, reading: reading.value, documents })
  if (!read.ok) return read
  const sha256 = createHash('sha256').update(file.bytes).digest()
  const stored = await records.asSystem(async (db) => {
    const by = { userId: caller.userId ?? null, name: await callerName(db, caller) }
    const kept = await storeStatement(db, { sellerId, sha256, nowMs: clock(), by }, read.value)
    const { format, accounts } = read.value
    await addAuditEntry(db, caller, {
      act: 'statement.uploaded',
      companyId: sellerId,
      subject: { id: kept.statementIds[0] ?? null, name: accounts[0]?.statement.account ?? null },
      after: {
        format,
        sha256: sha256.toString('hex'),
        lines: accounts.reduce((sum, { statement }) => sum + statement.lines.length, 0),
        new_lines: kept.fresh,
      },
      nowMs: clock(),
    })
    return kept
  })
  const credited = await creditCertain(deps, caller, stored)
  const statements = await records.asSystem((db) =>
    readStatements(db, sql`s.id = any(${stored.statementIds}::uuid[])`, stored.statementIds.length),
  )
  const lines = read.value.accounts.flatMap(({ statement }) => statement.lines)
  return ok({
    statements: [...statements],
    lines: lines.length,
    repeated: lines.length - stored.fresh,
    credited: credited.count,
    credited_amounts: [...credited.amounts].map(([currency, amountMicros]) =>
      toApiMoney({ currency, amountMicros }),
    ),
    proposed: stored.open.length - credited.count,
    not_ours: lines.filter(({ amountMicros, reversal }) => amountMicros <= 0n && !reversal).length,
    pending: read.value.accounts.reduce((sum, { statement }) => sum + statement.pending, 0),
  })
}

/** The first rows of a CSV file with a guess at its columns. */
export async function previewCsvStatement(
  caller: Principal,
  bytes: Uint8Array,
): Promise<Result<CsvPreview, ReadingFailure | Failure<'forbidden'>>> {
  const allowed = allow(caller, 'billing:manage')
  return allowed.ok ? await previewStatement(bytes, caller.company.currency) : allowed
}

/** The uploads of the caller's company, the latest first. */
export async function listStatements(
  { records }: Pick<PaymentsDeps, 'records'>,
  caller: Principal,
  { cursor, limit }: BankStatementsQuery,
): Promise<Result<BankStatements, Failure<'forbidden' | 'invalid_cursor'>>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  if (cursor !== undefined && !isUuid(cursor))
    return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
  const before = cursor === undefined ? sql`true` : sql`s.id < ${cursor}::uuid`
  const rows = await records.asSystem((db) =>
    readStatements(db, sql`s.seller_id = ${caller.companyId}::uuid and ${before}`, limit + 1),
  )
  const statements = rows.slice(0, limit)
  return ok({ statements, next_cursor: rows.length > limit ? (statements.at(-1)?.id ?? null) : null })
}

function readingOf(
  caller: Principal,
  { bytes, query }: { readonly bytes: Uint8Array; readonly query: StatementUploadQuery },
): Result<StatementReading, Failure<'invalid_mapping'>> {
  const format = query.format ?? statementFormatOf(bytes)
  if (format === 'camt053') return ok({ format })
  if (format === 'one_c') {
    const ownAccounts = query.account === undefined ? [] : [query.account]
    return ok({ format, ownAccounts, currency: caller.company.currency })
  }
  const mapping = csvMappingSchema.safeParse(parseJson(query.mapping ?? '')?.value)
  if (mapping.success) return ok({ format, mapping: mapping.data })
  const [issue] = query.mapping === undefined ? [] : mapping.error.issues
  return fail(
    'invalid_mapping',
    issue === undefined
      ? 'Say with a mapping what the columns of the file mean; the preview proposes one.'
      : `The mapping is not right: ${issue.path.join('.')}: ${issue.message}`,
  )
}

async function creditCertain(
  deps: PaymentsDeps,
  caller: Principal,
  { open }: StoredStatement,
): Promise<{ readonly count: number; readonly amounts: ReadonlyMap<string, bigint> }> {
  const amounts = new Map<string, bigint>()
  let count = 0
  for (const { id } of open.filter(({ isCertain }) => isCertain)) {
    const asked = { sellerId: caller.companyId, lineId: id, timeZone: caller.company.time_zone }
    const credited = await deps.records.asSystem((db) => creditCertainLine(db, deps, asked))
    if (credited === null) continue
    count += 1
    amounts.set(credited.currency, (amounts.get(credited.currency) ?? 0n) + credited.amountMicros)
  }
  return { count, amounts }
}
