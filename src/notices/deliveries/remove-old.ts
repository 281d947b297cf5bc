import { type Records, sql } from '../../records/index.ts'

/** How long it is kept what became of a delivery, and what the other side answered. */
export const keptMs = 30 * 86_400_000

const rowsAtOnce = 1_000
const maxRounds = 10

/**
 * Removes deliveries that ended more than 30 days ago, and attempts that old; 10,000 of each at most, the rest the next time.
 * Notices themselves stay: they are few, and say what happened.
 */
export async function removeOld({ system }: Pick<Records, 'system'>, nowMs: number): Promise<void> {
  const before = new Date(nowMs - keptMs)
  await inRounds(async () => {
    const { numAffectedRows } = await sql`
      delete from delivery_attempts where id in (
        select id from delivery_attempts where at < ${before} order by at limit ${rowsAtOnce} for update skip locked)`.execute(
      system,
    )
    return numAffectedRows ?? 0n
  })
  await inRounds(async () => {
    const { numAffectedRows } = await sql`
      delete from deliveries where id in (
        select id from deliveries where ended_at < ${before} order by ended_at limit ${rowsAtOnce} for update skip locked)`.execute(
      system,
    )
    return numAffectedRows ?? 0n
  })
}

async function inRounds(remove: () => Promise<bigint>): Promise<void> {
  for (let round = 0; round < maxRounds; round += 1) if ((await remove()) < rowsAtOnce) return
}
