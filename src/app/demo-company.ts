import { randomBytes } from 'node:crypto'
import type { Principal } from '../companies/index.ts'
import type { Connection } from '../contract/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

/** How to sign in to the demo. It listens on this machine only, unless HOST says otherwise, and holds made-up data. */
export const demoAccess = {
  email: 'demo@northlight.example',
  password: 'northlight demo',
  apiKey: 'tb_demo_northlight_0001',
} as const

/** A connection that the simulated traffic can come through. */
interface DemoConnection {
  readonly id: string
  readonly provider: 'twilio' | 'meta-whatsapp'
}

/** The invented retailer of the demo with its connections: made once, found again at later starts. */
export async function openDemoCompany({ companies }: Pick<Rooms, 'companies'>): Promise<{
  principal: Principal
  connections: readonly DemoConnection[]
}> {
  const made = await companies.initialise({
    company: 'Northlight Home & Garden',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    ownerName: 'Demo Owner',
    ownerEmail: demoAccess.email,
    ownerPassword: demoAccess.password,
    apiKey: demoAccess.apiKey,
  })
  if (!made.ok) throw new StartFailure(`The company of the demo could not be made: ${made.failure.detail}`)
  const authenticated = await companies.authenticate({ authorization: `Bearer ${demoAccess.apiKey}` })
  if (!authenticated.ok)
    throw new StartFailure(
      'This data directory holds another installation than the demo: set DATA_DIR to an empty folder.',
    )
  const principal = authenticated.value
  const connections = await openConnections(companies, principal)
  return { principal, connections: connections.flatMap(toDemoConnection) }
}

function toDemoConnection({ id, provider }: Connection): DemoConnection[] {
  return provider === 'twilio' || provider === 'meta-whatsapp' ? [{ id, provider }] : []
}

const secret = (): string => randomBytes(16).toString('hex')

async function openConnections(
  companies: Rooms['companies'],
  principal: Principal,
): Promise<readonly Connection[]> {
  const listed = await companies.listConnections(principal)
  if (listed.ok && listed.value.length > 0) return listed.value
  const made = [
    await companies.createConnection(principal, {
      provider: 'twilio',
      name: 'Twilio SMS',
      settings: { account_sid: `AC${secret()}`, auth_token: secret() },
    }),
    await companies.createConnection(principal, {
      provider: 'meta-whatsapp',
      name: 'WhatsApp Business',
      settings: { app_secret: secret(), verify_token: secret() },
    }),
  ]
  return made.flatMap((result) => (result.ok ? [result.value] : []))
}
