import type { z } from 'zod'
import type {
  Adjustment,
  PriceAssignment,
  PriceImport,
  PriceList,
  PriceListVersionDetail,
  PriceSimulation,
  Prices,
  pricedCompanySchema,
  SettingChange,
  Transactions,
  Unrated,
} from '../../src/contract/index.ts'
import { answerWith, listOf, orNull } from './answer-check.ts'

const adjustmentFields = [
  'id',
  'kind',
  'company_id',
  'company_name',
  'amount',
  'reason',
  'reference',
  'state',
  'created_at',
  'created_by',
  'decided_at',
  'decided_by',
  'transfer_id',
  'may_decide',
] as const
const settingChangeFields = [
  'id',
  'company_id',
  'company_name',
  'state',
  'before',
  'after',
  'created_at',
  'created_by',
  'decided_at',
  'decided_by',
  'may_approve',
  'may_decline',
] as const
const priceListFields = ['id', 'name', 'currency', 'created_at', 'versions', 'assignments'] as const

/** What the answers about money must hold; a test holds it against the schemas of the contract. */
export const billingAnswers = {
  transactions: answerWith<Transactions>(
    'transactions',
    'opening',
    'closing',
    'total',
    'count',
    'next_cursor',
  ),
  adjustment: answerWith<Adjustment>(...adjustmentFields),
  adjustments: listOf(answerWith<Adjustment>(...adjustmentFields)),
  settingChange: answerWith<SettingChange>(...settingChangeFields),
  settingChanges: listOf(answerWith<SettingChange>(...settingChangeFields)),
  priceList: answerWith<PriceList>(...priceListFields),
  priceLists: listOf(answerWith<PriceList>(...priceListFields)),
  version: answerWith<PriceListVersionDetail>(
    'number',
    'state',
    'created_at',
    'published_at',
    'charge_on',
    'rates',
  ),
  newVersion: answerWith<PriceList['versions'][number]>('number', 'state', 'rates'),
  assignment: answerWith<PriceAssignment>('id', 'company_id', 'company_name', 'version', 'from', 'to', 'gap'),
  priceImport: answerWith<PriceImport>('rates', 'refused'),
  simulation: answerWith<PriceSimulation>('totals', 'rows'),
  pricedCompanies: listOf(answerWith<z.output<typeof pricedCompanySchema>>('id', 'name', 'currency')),
  prices: orNull(answerWith<Prices>('price_list', 'currency', 'version', 'from', 'to', 'charge_on', 'rates')),
  unrated: answerWith<Unrated>('messages', 'groups'),
} as const
