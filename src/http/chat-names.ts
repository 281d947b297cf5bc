import type { Principal } from '../companies/index.ts'
import type { ChatNames } from '../contract/index.ts'
import type { ServerDependencies } from './dependencies.ts'

/** Names for pages and files alike: what the company entered goes before what its sources call the same id. */
export async function readNamesOfChats(
  { metrics, chatSettings }: Pick<ServerDependencies, 'metrics' | 'chatSettings'>,
  { company, companyId }: Principal,
): Promise<ChatNames> {
  const [seen, entered] = await Promise.all([
    metrics.chatNames(company),
    chatSettings.enteredNames(companyId),
  ])
  return {
    chats: byName([...seen.chats, ...entered.chats]),
    groups: byName([...seen.groups, ...entered.groups]),
    operators: byName([...seen.operators, ...entered.operators]),
  }
}

/** Of one id the last; those without a name come last. */
function byName<T extends { readonly id: string; readonly name: string | null }>(named: readonly T[]): T[] {
  const { compare } = new Intl.Collator('und')
  return [...new Map(named.map((each) => [each.id, each])).values()].toSorted((a, b) => {
    if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null)
    return compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
  })
}
