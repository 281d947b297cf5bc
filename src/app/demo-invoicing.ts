import type { Principal } from '../companies/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

/** The provider of the demo is registered for VAT in the Netherlands. */
const settings = {
  is_registered: true,
  standard_rate_percent: '21',
  payment_days: 14,
  grace_hours: 24,
  invoice_series: 'INV',
  pro_forma_series: 'PF',
  credit_note_series: 'CN',
}

/** What the demo's provider settled about its documents: entered once, then left as whoever looks around changes it. */
export async function openDemoInvoicing(
  { invoicing }: Pick<Rooms, 'invoicing'>,
  caller: Principal,
): Promise<void> {
  const put = await invoicing.putSupplierSettings(caller, 'provider', { ...settings, version: 0 })
  if (!put.ok && put.failure.code !== 'settings_changed')
    throw new StartFailure(`The settings of the demo's provider could not be entered: ${put.failure.detail}`)
}
