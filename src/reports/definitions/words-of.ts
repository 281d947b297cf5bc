import type { ChatValueNames } from '../../messages/index.ts'
import { createExportWords, type ExportWords } from '../export-values.ts'
import type { ReportAsked, ReportSources } from './definition.ts'

/** What values are called in the file of a report. */
export async function wordsOf(
  { caller, language, timeZone }: ReportAsked,
  { companies, networkNames, metrics }: ReportSources,
  about: 'messages' | 'chats' | 'calls' = 'messages',
): Promise<ExportWords> {
  const listed = await companies.listConnections(caller)
  const connections = listed.ok ? listed.value : []
  return createExportWords(language, timeZone, {
    connectionNames: new Map(connections.map(({ id, name }) => [id, name])),
    networkNames: networkNames(),
    ...(about !== 'messages' ? { chatNames: await chatNames(metrics, caller.company) } : {}),
  })
}

async function chatNames(
  metrics: ReportSources['metrics'],
  company: ReportAsked['caller']['company'],
): Promise<ChatValueNames> {
  const { chats, groups, operators } = await metrics.chatNames(company)
  return { chat: byId(chats), group: byId(groups), operator: byId(operators) }
}

function byId(
  named: readonly { readonly id: string; readonly name: string | null }[],
): ReadonlyMap<string, string> {
  return new Map(named.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])))
}
