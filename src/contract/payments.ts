import { z } from 'zod'
import { moneySchema } from './money.ts'
import {
  csvDateFormats,
  csvDelimiters,
  csvEncodings,
  matchOutcomes,
  matchReasons,
  statementFormats,
} from './payment-words.ts'

/** Columns of one CSV file. */
export const maxCsvColumns = 100

const column = z.int().min(1).max(maxCsvColumns).describe('Number of the column, from 1')

const csvColumnsSchema = z
  .object({
    booked_on: column,
    value_on: column.optional(),
    amount: column.optional().describe('Signed, or with its direction in `direction`'),
    debit: column.optional(),
    credit: column.optional(),
    direction: column.optional().describe('Says of an unsigned amount whether it is a debit or a credit'),
    currency: column.optional(),
    payer_name: column.optional(),
    payer_account: column.optional(),
    payer_tax_number: column.optional(),
    purpose: z.array(column).max(10).default([]).describe('Joined by spaces'),
    reference: column.optional(),
    end_to_end_id: column.optional(),
    bank_reference: column.optional().describe("The bank's own name of the line, which stays the same"),
  })
  .strict()
  .refine(
    ({ amount, debit, credit }) =>
      amount === undefined
        ? debit !== undefined || credit !== undefined
        : debit === undefined && credit === undefined,
    'Name the column of the amount, or those of debit and credit.',
  )
  .refine(
    ({ amount, direction }) => direction === undefined || amount !== undefined,
    'A column of directions needs the column of the amount.',
  )

/** How to read the CSV files of one bank. */
export const csvMappingSchema = z
  .object({
    encoding: z.enum(csvEncodings),
    delimiter: z.enum(csvDelimiters),
    first_row: z.int().min(1).max(1_000).describe('First row with a line of the statement, from 1'),
    skipped_last_rows: z.int().min(0).max(100).default(0).describe('Rows of totals at the end'),
    decimal_sign: z.enum(['.', ',']),
    date_format: z.enum(csvDateFormats),
    account: z.string().trim().min(1).max(50).nullable().default(null),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .describe('Of the lines that name none'),
    columns: csvColumnsSchema,
  })
  .strict()
export type CsvMapping = z.infer<typeof csvMappingSchema>

/** What a CSV file looks like: a guess at its mapping for a person to correct. */
export const csvPreviewSchema = z.object({
  encoding: z.enum(csvEncodings),
  delimiter: z.enum(csvDelimiters),
  titles: z.array(z.string()).describe('Cells of the row before the first line; empty without one'),
  rows: z.array(z.array(z.string())).describe('The first rows of the file, cell by cell'),
  mapping: csvMappingSchema.nullable().describe('null: the columns of date and amount were not found'),
})
export type CsvPreview = z.infer<typeof csvPreviewSchema>

export const statementLineSchema = z.object({
  line_id: z.string().describe('The same in every statement of this account that holds the line'),
  booked_on: z.string().describe('Local date of the bank'),
  value_on: z.string().nullable(),
  amount: moneySchema.describe('Positive: money came in'),
  payer_name: z.string().nullable(),
  payer_account: z.string().nullable(),
  payer_tax_number: z.string().nullable(),
  reference: z.string().nullable().describe('Structured creditor reference'),
  purpose: z.string(),
  end_to_end_id: z.string().nullable(),
  reversal: z.boolean(),
})

export const accountStatementSchema = z.object({
  account: z.string().nullable(),
  currency: z.string(),
  opening: moneySchema.nullable(),
  closing: moneySchema.nullable(),
  pending: z.int().describe('Entries that are not booked yet; they are left out'),
  lines: z.array(statementLineSchema),
})
export const bankStatementSchema = z.object({
  format: z.enum(statementFormats),
  accounts: z.array(accountStatementSchema),
})

/** What a line of a statement seems to pay. */
export const matchProposalSchema = z.object({
  outcome: z.enum(matchOutcomes),
  certain: z.boolean().describe('May be posted without a person looking at it'),
  reasons: z.array(z.enum(matchReasons)),
  documents: z.array(z.object({ document_id: z.string(), number: z.string(), due: moneySchema })),
  difference: moneySchema.nullable().describe('Line less what is due of the one document; null otherwise'),
})
