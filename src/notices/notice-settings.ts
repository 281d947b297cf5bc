import { addAuditEntry, allow, type Principal } from '../companies/index.ts'
import { type NoticeSettings, type NoticeSettingsPut, noticeTypes } from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import { isLanguage } from '../messages/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import type { NoticesDeps } from './notices-deps.ts'

export interface NoticeSettingsDoor {
  /** Without an entry nobody is written to. */
  noticeSettings(caller: Principal): Promise<Result<NoticeSettings, Failure<'forbidden'>>>
  putNoticeSettings(
    caller: Principal,
    settings: NoticeSettingsPut,
  ): Promise<Result<NoticeSettings, Failure<'forbidden'>>>
}

export function createNoticeSettings(deps: NoticesDeps): NoticeSettingsDoor {
  const { records, clock } = deps
  return {
    async noticeSettings(caller) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      return ok(await records.withCompany(caller.companyId, (db) => readSettings(db, deps)))
    },

    async putNoticeSettings(caller, { addresses, language }) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      const values = { addresses: JSON.stringify(addresses), language, updated_at: new Date(clock()) }
      return await records.withCompany(caller.companyId, async (db) => {
        const before = await readSettings(db, deps)
        await db
          .insertInto('notice_settings')
          .values({ company_id: caller.companyId, ...values })
          .onConflict((conflict) => conflict.column('company_id').doUpdateSet(values))
          .execute()
        const after = await readSettings(db, deps)
        await addAuditEntry(db, caller, {
          act: 'notices.settings_changed',
          companyId: caller.companyId,
          before: { addresses: before.addresses, language: before.language },
          after: { addresses: after.addresses, language: after.language },
          nowMs: clock(),
        })
        return ok(after)
      })
    },
  }
}

async function readSettings(
  db: Kysely<Database>,
  { mailServer, allowsPrivateWebhooks }: NoticesDeps,
): Promise<NoticeSettings> {
  const row = await db.selectFrom('notice_settings').select(['addresses', 'language']).executeTakeFirst()
  return {
    addresses: (row?.addresses ?? []).map(({ address, types }) => ({
      address,
      types: noticeTypes.filter((type) => types.includes(type)),
    })),
    language: isLanguage(row?.language) ? row.language : 'en',
    sends_mail: mailServer !== null,
    takes_private_addresses: allowsPrivateWebhooks,
  }
}
