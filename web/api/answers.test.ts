import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  adjustmentSchema,
  apiKeyCreatedSchema,
  apiKeySchema,
  auditEntriesSchema,
  balanceSchema,
  bankStatementsSchema,
  catalogueSchema,
  challengeSchema,
  chatCalendarCreatedSchema,
  chatCardSchema,
  chatItemsSchema,
  chatNamesSchema,
  chatSettingsChangedSchema,
  chatSettingsSchema,
  checkoutOptionsSchema,
  checkoutSchema,
  companySchema,
  connectionHealthSchema,
  connectionSchema,
  connectionTestedSchema,
  csvPreviewSchema,
  deliveriesSchema,
  deliveryDetailSchema,
  deliverySchema,
  erasureSchema,
  importedLineSchema,
  invitationSentSchema,
  invoiceChargesSchema,
  invoiceDetailSchema,
  invoicesSchema,
  memberSchema,
  messageCardSchema,
  messageItemsSchema,
  metricsResultSchema,
  monthCloseSchema,
  monthClosesSchema,
  networksSchema,
  noticeSettingsSchema,
  openInvitationSchema,
  openSessionSchema,
  payableDocumentSchema,
  paymentEnteredSchema,
  paymentGatewaySchema,
  paymentsSchema,
  peopleSchema,
  personalDataRulesSchema,
  personalDataSchema,
  personCountsSchema,
  priceAssignmentSchema,
  pricedCompanySchema,
  priceImportSchema,
  priceListSchema,
  priceListVersionDetailSchema,
  priceListVersionSchema,
  priceSimulationSchema,
  pricesSchema,
  problemSchema,
  rawRequestSchema,
  reconciledSchema,
  recoveryCodesSchema,
  refusedRequestDetailSchema,
  refusedRequestSchema,
  refusedRetriedSchema,
  replaySchema,
  reportPreviewSchema,
  reportScheduleSchema,
  reportSchedulesSchema,
  reportSchema,
  reportsSchema,
  reportTypesSchema,
  secondFactorBegunSchema,
  secondFactorSchema,
  sessionSchema,
  settingChangeSchema,
  setupStateSchema,
  statementLinesSchema,
  statementReportSchema,
  storedDetailsSchema,
  supplierSettingsSchema,
  transactionsSchema,
  unratedSchema,
  webhookEndpointSchema,
  webhookEndpointSecretSchema,
} from '../../src/contract/index.ts'
import { accessAnswers } from './access-answers.ts'
import { answers } from './answers.ts'
import { billingAnswers } from './billing-answers.ts'
import { chatSettingsAnswers } from './chat-settings-answers.ts'
import { invoiceAnswers } from './invoice-answers.ts'
import { noticesAnswers } from './notices-answers.ts'
import { paymentsAnswers } from './payments-answers.ts'
import { replayAnswers } from './replay-answers.ts'
import { reportAnswers } from './report-answers.ts'

const allAnswers = {
  ...replayAnswers,
  ...answers,
  ...billingAnswers,
  ...invoiceAnswers,
  ...paymentsAnswers,
  ...noticesAnswers,
  ...chatSettingsAnswers,
  ...reportAnswers,
  ...accessAnswers,
}

const schemas = {
  session: sessionSchema,
  challenge: challengeSchema,
  setupState: setupStateSchema,
  company: companySchema,
  connection: connectionSchema,
  connections: z.array(connectionSchema),
  connectionHealth: z.array(connectionHealthSchema),
  refusedRequests: z.array(refusedRequestSchema),
  refusedRequest: refusedRequestDetailSchema,
  connectionTested: connectionTestedSchema,
  reconciled: reconciledSchema,
  replay: replaySchema,
  replays: z.array(replaySchema),
  refusedRetried: refusedRetriedSchema,
  apiKeys: z.array(apiKeySchema),
  apiKeyCreated: apiKeyCreatedSchema,
  catalogue: catalogueSchema,
  metricsResult: metricsResultSchema,
  networks: networksSchema,
  messageItems: messageItemsSchema,
  chatItems: chatItemsSchema,
  chatCard: chatCardSchema,
  chatNames: chatNamesSchema,
  messageCard: messageCardSchema,
  rawRequest: rawRequestSchema,
  balance: balanceSchema,
  problem: problemSchema,
  details: storedDetailsSchema,
  transactions: transactionsSchema,
  adjustment: adjustmentSchema,
  adjustments: z.array(adjustmentSchema),
  settingChange: settingChangeSchema,
  settingChanges: z.array(settingChangeSchema),
  priceList: priceListSchema,
  priceLists: z.array(priceListSchema),
  version: priceListVersionDetailSchema,
  newVersion: priceListVersionSchema.pick({ number: true, state: true, rates: true }),
  assignment: priceAssignmentSchema,
  priceImport: priceImportSchema,
  simulation: priceSimulationSchema,
  pricedCompanies: z.array(pricedCompanySchema),
  prices: pricesSchema,
  unrated: unratedSchema,
  payments: paymentsSchema,
  paymentEntered: paymentEnteredSchema,
  payableDocuments: z.array(payableDocumentSchema),
  statementLines: statementLinesSchema,
  statementLine: importedLineSchema,
  bankStatements: bankStatementsSchema,
  csvPreview: csvPreviewSchema,
  statementReport: statementReportSchema,
  checkout: checkoutSchema,
  checkoutOptions: checkoutOptionsSchema,
  gateway: paymentGatewaySchema,
  gateways: z.array(paymentGatewaySchema),
  endpoint: webhookEndpointSchema,
  endpoints: z.array(webhookEndpointSchema),
  endpointSecret: webhookEndpointSecretSchema,
  delivery: deliverySchema,
  deliveries: deliveriesSchema,
  deliveryDetail: deliveryDetailSchema,
  noticeSettings: noticeSettingsSchema,
  chatSettings: chatSettingsSchema,
  chatSettingsChanged: chatSettingsChangedSchema,
  chatCalendarCreated: chatCalendarCreatedSchema,
  invoices: invoicesSchema,
  invoice: invoiceDetailSchema,
  invoiceCharges: invoiceChargesSchema,
  months: monthClosesSchema,
  month: monthCloseSchema,
  supplierSettings: supplierSettingsSchema,
  reports: reportsSchema,
  report: reportSchema,
  types: reportTypesSchema,
  preview: reportPreviewSchema,
  schedules: reportSchedulesSchema,
  schedule: reportScheduleSchema,
  auditEntries: auditEntriesSchema,
  people: peopleSchema,
  member: memberSchema,
  invitationSent: invitationSentSchema,
  openInvitation: openInvitationSchema,
  secondFactor: secondFactorSchema,
  secondFactorBegun: secondFactorBegunSchema,
  personalData: personalDataSchema,
  personalDataRules: personalDataRulesSchema,
  personCounts: personCountsSchema,
  erasure: erasureSchema,
  recoveryCodes: recoveryCodesSchema,
  openSessions: z.array(openSessionSchema),
} satisfies Record<keyof typeof allAnswers, z.ZodObject | z.ZodArray<z.ZodObject>>

/** Answers that may say that there is nothing. */
const mayBeNull: ReadonlySet<string> = new Set(['prices'])

/** Fields that every answer has: also those that a request may leave out to have their default. */
function requiredFields({ shape }: z.ZodObject): string[] {
  return Object.keys(shape).filter((field) => {
    const parsed = shape[field]?.safeParse(undefined)
    return !parsed?.success || parsed.data !== undefined
  })
}

function answerOf(fields: readonly string[], isList: boolean): unknown {
  const answer = Object.fromEntries(fields.map((field) => [field, null]))
  return isList ? [answer] : answer
}

describe.each(Object.keys(schemas) as (keyof typeof schemas)[])('the answer %s', (name) => {
  const schema: z.ZodObject | z.ZodArray<z.ZodObject> = schemas[name]
  const isList = schema instanceof z.ZodArray
  const fields = requiredFields(schema instanceof z.ZodArray ? schema.element : schema)

  test('is taken when it has the fields of the contract', () => {
    expect(allAnswers[name](answerOf(fields, isList))).toBe(true)
  })

  test.each(fields)('is refused without %s', (missing) => {
    const others = fields.filter((field) => field !== missing)
    expect(allAnswers[name](answerOf(others, isList))).toBe(false)
  })

  test('is refused when it is something else', () => {
    const others = [undefined, 'text', 7, isList ? {} : [], ...(mayBeNull.has(name) ? [] : [null])]
    for (const other of others) expect(allAnswers[name](other)).toBe(false)
  })
})
