import type { DeliveryKind } from '../../contract/index.ts'
import type { Records } from '../../records/index.ts'

/** Deliveries of all companies that are not done, by kind. */
export async function countWaiting({
  system,
}: Pick<Records, 'system'>): Promise<Readonly<Record<DeliveryKind, number>>> {
  const rows = await system
    .selectFrom('deliveries')
    .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
    .where('state', '=', 'waiting')
    .groupBy('kind')
    .execute()
  const of = (wanted: DeliveryKind): number => Number(rows.find(({ kind }) => kind === wanted)?.count ?? 0)
  return { webhook: of('webhook'), email: of('email') }
}
