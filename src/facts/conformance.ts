import { afterAll, beforeAll, describe, test } from 'vitest'
import type { ChatSettings } from '../chats/index.ts'
import { type ChatSettingsPort, noChatSettings } from './chats/chat-fold.ts'
import { describeCallCharges } from './conformance/call-charges-suite.ts'
import { describeCalls } from './conformance/calls-suite.ts'
import { describeChains } from './conformance/chain-suite.ts'
import { describeCharges } from './conformance/charges-suite.ts'
import { describeChatCharges } from './conformance/chat-charges-suite.ts'
import { describeChats } from './conformance/chats-suite.ts'
import { describeDoor } from './conformance/door-suite.ts'
import { describeExamples } from './conformance/examples-suite.ts'
import { describeInvoices } from './conformance/invoices-suite.ts'
import { describeLog } from './conformance/log-suite.ts'
import { describeOrder } from './conformance/order-suite.ts'
import { describePersons } from './conformance/persons-suite.ts'
import { describePlaces } from './conformance/places-suite.ts'
import { describeReplays } from './conformance/replay-suite.ts'
import type { Facts } from './facts.ts'

/**
 * What every store of facts must do, embedded or a cluster. `openWith` opens the same store each time; it is called
 * several times. Nothing else may tick on that store meanwhile. Each test works on companies of its own.
 */
export function describeFactsConformance(
  name: string,
  openWith: (chatSettings: ChatSettingsPort) => Promise<Facts>,
): void {
  describe(`facts on ${name}`, () => {
    let opened: Facts | undefined
    const chatSettings = new Map<string, ChatSettings>()
    const open = () =>
      openWith(async (companyId) => chatSettings.get(companyId) ?? (await noChatSettings(companyId)))
    const facts = (): Facts => {
      if (!opened) throw new Error('The store is not open.')
      return opened
    }

    beforeAll(async () => {
      opened = await open()
      await opened.migrate()
    })
    afterAll(async () => {
      await opened?.close()
    })

    test('migrations are idempotent', async () => {
      await facts().migrate()
      await facts().ping()
    })
    describeExamples(facts)
    describePlaces(facts)
    describeOrder(facts)
    describeLog(facts, open)
    describeCharges(facts)
    describeChains(facts)
    describeInvoices(facts)
    describeChats(facts, (companyId, settings) => void chatSettings.set(companyId, settings))
    describeChatCharges(facts)
    describeCalls(facts)
    describeCallCharges(facts)
    describePersons(facts)
    describeReplays(facts)
    describeDoor(facts)
  })
}
