import type { ColumnType } from 'kysely'

type Fixed<T> = ColumnType<T, T, never>
/** Missing until something writes it. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface PersonalDataRulesTable {
  company_id: Fixed<string>
  persons_months: number | null
  requests_months: number | null
  persons_erased_before: Later<Date>
  requests_deleted_before: Later<Date>
}

export interface ErasuresTable {
  id: Fixed<string>
  company_id: Fixed<string>
  person: ColumnType<string | null, string, null>
  person_masked: Fixed<string>
  stand_in: Fixed<string>
  asked_at: Fixed<Date>
  asked_by_name: Fixed<string | null>
  done_at: Later<Date>
  /** 64-bit numbers are read as text. */
  messages: ColumnType<string | null, never, number>
  chats: ColumnType<string | null, never, number>
  calls: ColumnType<string | null, never, number>
}

/** Made by migration 0031. */
export interface PersonalDataTables {
  personal_data_rules: PersonalDataRulesTable
  erasures: ErasuresTable
}
