import { unpackText } from './file/file-parts.ts'
import type { ImportsDeps } from './imports-deps.ts'

/** Removes a company's refused rows of each stretch in which one of these texts stands: what is left of it is not worth a second format. */
export async function removeRefusalsWith(
  { records }: Pick<ImportsDeps, 'records'>,
  companyId: string,
  texts: readonly string[],
): Promise<void> {
  await records.withCompany(companyId, async (db) => {
    const places = await db.selectFrom('import_refusals').select(['import_id', 'first_row']).execute()
    for (const { import_id: importId, first_row: firstRow } of places) {
      const { body } = await db
        .selectFrom('import_refusals')
        .select('body')
        .where('import_id', '=', importId)
        .where('first_row', '=', firstRow)
        .executeTakeFirstOrThrow()
      const refused = (await unpackText(body)).toLowerCase()
      if (!texts.some((text) => refused.includes(text))) continue
      await db
        .deleteFrom('import_refusals')
        .where('import_id', '=', importId)
        .where('first_row', '=', firstRow)
        .execute()
    }
  })
}
