import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Records } from '../../records/index.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)
/** CSV packs well at any level: the fastest one. */
const level = 1

type OwnRecords = Pick<Records, 'withCompany'>

export interface FilePlace {
  readonly companyId: string
  readonly importId: string
}

/** Keeps one piece of a file. */
export async function writePart(
  records: OwnRecords,
  { companyId, importId }: FilePlace,
  number: number,
  bytes: Uint8Array,
): Promise<void> {
  const body = await pack(bytes, { level })
  await records.withCompany(companyId, async (db) => {
    await db
      .insertInto('import_parts')
      .values({ import_id: importId, company_id: companyId, number, body })
      .execute()
  })
}

/** The file, piece by piece; nothing where it is not kept any more. */
export async function* readParts(
  records: OwnRecords,
  { companyId, importId }: FilePlace,
): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const row = await records.withCompany(companyId, (db) =>
      db
        .selectFrom('import_parts')
        .select('body')
        .where('import_id', '=', importId)
        .where('number', '=', number)
        .executeTakeFirst(),
    )
    if (row === undefined) return
    yield await unpack(row.body)
  }
}

/** Lines of text, packed. */
export async function packText(text: string): Promise<Buffer> {
  return await pack(text, { level })
}

export async function unpackText(body: Uint8Array): Promise<string> {
  return (await unpack(body)).toString('utf8')
}
