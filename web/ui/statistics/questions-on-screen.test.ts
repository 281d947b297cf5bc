import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { metricsQueryKey } from '../../api/metrics-query.ts'
import { QuestionsOnScreen } from './questions-on-screen.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A page with these answers, all of them there already, that counts how often each is asked again. */
async function pageWith(...names: string[]) {
  const client = new QueryClient()
  const asked: string[] = []
  const keyOf = (name: string) => [...metricsQueryKey, { name }]
  for (const name of names) {
    const query = {
      queryKey: keyOf(name),
      queryFn: () => {
        asked.push(name)
        return Promise.resolve(asked.length)
      },
      staleTime: Number.POSITIVE_INFINITY,
    }
    await client.prefetchQuery(query)
    ends.push(new QueryObserver(client, query).subscribe(() => undefined))
  }
  ends.push(() => client.clear())
  asked.length = 0
  return { onScreen: new QuestionsOnScreen(client), asked, keyOf }
}

test('a refresh asks what is on the screen, and the rest when it comes into view', async () => {
  const { onScreen, asked, keyOf } = await pageWith('counters', 'heatmap')
  onScreen.show(keyOf('counters'))
  await onScreen.refresh()
  expect(asked).toEqual(['counters'])
  onScreen.show(keyOf('heatmap'))
  await turn()
  expect(asked).toEqual(['counters', 'heatmap'])
})

test('an answer that is new is not asked again for coming into view', async () => {
  const { onScreen, asked, keyOf } = await pageWith('counters')
  onScreen.show(keyOf('counters'))
  await onScreen.refresh()
  onScreen.hide(keyOf('counters'))
  onScreen.show(keyOf('counters'))
  await turn()
  expect(asked).toEqual(['counters'])
})

test('an answer shown in two places stays on the screen until both are gone', async () => {
  const { onScreen, asked, keyOf } = await pageWith('counters')
  onScreen.show(keyOf('counters'))
  onScreen.show(keyOf('counters'))
  onScreen.hide(keyOf('counters'))
  await onScreen.refresh()
  onScreen.hide(keyOf('counters'))
  await onScreen.refresh()
  expect(asked).toEqual(['counters'])
})
