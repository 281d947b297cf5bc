import type {
  Invoice,
  InvoiceCharges,
  InvoiceDetail,
  Invoices,
  MonthClose,
  MonthCloses,
  SupplierSettingsView,
} from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

const invoiceFields = [
  'id',
  'number',
  'kind',
  'series',
  'company',
  'file_name',
  'period',
  'net',
  'tax',
  'gross',
  'prepaid',
  'due',
  'credited',
  'paid',
  'outstanding',
  'status',
  'due_on',
  'created_at',
  'corrects',
] as const satisfies readonly (keyof Invoice)[]

const monthFields = [
  'id',
  'company_id',
  'company_name',
  'month',
  'from',
  'to',
  'time_zone',
  'state',
  'closes_at',
  'outcome',
  'reason',
  'detail',
  'invoice',
  'unrated_accepted',
  'updated_at',
] as const

/** What the answers of invoicing must hold; a test holds it against the schemas of the contract. */
export const invoiceAnswers = {
  invoices: answerWith<Invoices>('invoices', 'next_cursor'),
  invoice: answerWith<InvoiceDetail>(
    ...invoiceFields,
    'document',
    'credit_notes',
    'voided_at',
    'void_reason',
    'by',
    'may_credit',
    'may_void',
  ),
  invoiceCharges: answerWith<InvoiceCharges>('charges', 'count', 'total', 'next_cursor'),
  months: answerWith<MonthCloses>('counts', 'months', 'usage_not_posted', 'next'),
  month: answerWith<MonthClose>(...monthFields),
  supplierSettings: answerWith<SupplierSettingsView>(
    'is_registered',
    'standard_rate_percent',
    'payment_days',
    'grace_hours',
    'invoice_series',
    'pro_forma_series',
    'credit_note_series',
    'version',
  ),
} as const
