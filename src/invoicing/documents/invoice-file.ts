import { createHash } from 'node:crypto'
import type { Principal } from '../../companies/index.ts'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { InvoiceRenderer } from '../../documents/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { type AccessFailure, readableDocument } from './document-access.ts'
import { fileNameOf } from './document-rows.ts'
import { toDocument } from './read-document.ts'

export interface InvoiceFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Hexadecimal. */
  readonly sha256: string
}

export interface FileDeps extends Pick<InvoicingDeps, 'records' | 'clock'> {
  readonly renderer: InvoiceRenderer
}

export interface RenderOptions {
  /** Told after each document, with how many are rendered. */
  readonly onProgress?: (rendered: number) => void
  readonly signal?: AbortSignal
}

/** Documents of one statement. */
const idsOfPage = 100
/** While one is drawn, the one before it is stored. */
const filesAtOnce = 3
const firstUuid = '00000000-0000-0000-0000-000000000000'

/** The file of a document that the caller may read. */
export async function readFile(
  deps: FileDeps,
  caller: Principal,
  id: string,
): Promise<Result<InvoiceFile, AccessFailure | Failure<'overloaded'>>> {
  const readable = await readableDocument(deps.records, caller, id)
  return readable.ok ? await invoiceFile(deps, id) : readable
}

/**
 * The file of a document, as it was stored; rendered from what was frozen and stored now where that was not done yet. Never within a
 * transaction: rendering waits for others.
 */
export async function invoiceFile(
  { records, clock, renderer }: FileDeps,
  id: string,
): Promise<Result<InvoiceFile, Failure<'not_found' | 'overloaded'>>> {
  const document = await readFrozen(records.system, id)
  if (!document) return fail('not_found', 'There is no such document.')
  const stored = await readStored(records.system, id, document.number)
  if (stored) return ok(stored)
  const rendered = await renderer.render(document)
  if (!rendered.ok) return rendered
  const bytes = Buffer.from(rendered.value)
  // Of two who render at once the first one's file is kept; both are the same bytes.
  await records.system
    .insertInto('invoice_files')
    .values({ invoice_id: id, bytes, sha256: digestOf(bytes), rendered_at: new Date(clock()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return ok({ name: fileNameOf(document.number), bytes, sha256: digestOf(bytes).toString('hex') })
}

/**
 * Renders and stores the files of all documents that have none. Broken off, it ends those that it has begun, and goes on with the
 * rest when it is done again. `failed` are those that cannot be rendered; they hold up no others.
 */
export async function renderMissing(
  deps: FileDeps,
  { onProgress = () => undefined, signal }: RenderOptions = {},
): Promise<{ readonly rendered: number; readonly failed: readonly string[] }> {
  const failed: string[] = []
  let rendered = 0
  const renderAll = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      if (signal?.aborted) return
      if (await isRendered(deps, id)) onProgress((rendered += 1))
      else failed.push(id)
    }
  }
  for (let after = firstUuid; ; ) {
    const ids = await withoutFile(deps.records.system, after)
    const shared = ids.values()
    await Promise.all(Array.from({ length: filesAtOnce }, () => renderAll(shared)))
    const last = ids.at(-1)
    if (last === undefined || ids.length < idsOfPage || signal?.aborted) return { rendered, failed }
    after = last
  }
}

async function isRendered(deps: FileDeps, id: string): Promise<boolean> {
  try {
    return (await invoiceFile(deps, id)).ok
  } catch {
    return false
  }
}

async function withoutFile(db: Kysely<Database>, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('invoices')
    .leftJoin('invoice_files', 'invoice_files.invoice_id', 'invoices.id')
    .select('invoices.id')
    .where('invoice_files.invoice_id', 'is', null)
    .where('invoices.id', '>', after)
    .orderBy('invoices.id')
    .limit(idsOfPage)
    .execute()
  return rows.map(({ id }) => id)
}

async function readFrozen(db: Kysely<Database>, id: string) {
  const row = await db.selectFrom('invoices').select('document').where('id', '=', id).executeTakeFirst()
  return row && toDocument(row.document)
}

async function readStored(
  db: Kysely<Database>,
  id: string,
  number: string,
): Promise<InvoiceFile | undefined> {
  const row = await db
    .selectFrom('invoice_files')
    .select(['bytes', 'sha256'])
    .where('invoice_id', '=', id)
    .executeTakeFirst()
  return row && { name: fileNameOf(number), bytes: row.bytes, sha256: row.sha256.toString('hex') }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
