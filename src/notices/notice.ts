import {
  type NoticeDataOf,
  type NoticeType,
  noticeDataSchemas,
  noticeTypes,
  testNoticeType,
  type WebhookBody,
} from '../contract/index.ts'

type AnyType = NoticeType | typeof testNoticeType

interface NoticeOf<T extends AnyType> {
  /** Whom it is about, and who is told. */
  readonly companyId: string
  readonly type: T
  /** Of the invoice, payment or report; the company where it is about that. */
  readonly subjectId: string
  readonly occurredAtMs: number
  readonly data: NoticeDataOf<T>
}

/** Something that happened and that others may want to hear of. */
export type Notice = { readonly [T in NoticeType]: NoticeOf<T> }[NoticeType]

/** One that is kept: also of those that are only sent when somebody asks for it. */
export type StoredNotice = { readonly [T in AnyType]: NoticeOf<T> }[AnyType]

interface NoticeRow {
  readonly company_id: string
  readonly type: string
  readonly subject_id: string
  readonly occurred_at: Date
  readonly data: unknown
}

/** Throws where the row is of a type, or has data, that this version does not know: only this program writes them. */
export function fromNoticeRow(row: NoticeRow): StoredNotice {
  const type = [...noticeTypes, testNoticeType].find((known) => known === row.type)
  if (type === undefined) throw new Error(`a notice of the type ${row.type}`)
  const facts = {
    companyId: row.company_id,
    subjectId: row.subject_id,
    occurredAtMs: row.occurred_at.getTime(),
  }
  const data = noticeDataSchemas[type].parse(row.data)
  // The schema of the type has read the data; the compiler does not follow the two together.
  return { ...facts, type, data } as StoredNotice
}

/** What endpoints get: the same text at every attempt. */
export function webhookBodyOf(notice: StoredNotice): WebhookBody {
  return {
    type: notice.type,
    timestamp: new Date(notice.occurredAtMs).toISOString(),
    data: { company_id: notice.companyId, subject_id: notice.subjectId, ...notice.data },
  }
}
