import { byBot, byCustomer, byOperator, chat } from './chats.fixture.ts'

/*
 * For tests only. Five chats, whose numbers are worked out by hand. All times are those of Berlin; 24 and 25 October are a weekend, on the 25th the clocks
 * go back. The moment of asking is Tuesday the 27th, 12:00. `sales` is open Monday to Friday from 9 to 18, SL 1 one minute, SL 2 two.
 */
export const at = (time: string): string => `2026-10-${time}+0${time < '25T03' ? 2 : 1}:00`
export const asOf = at('27T12:00:00')
export const period = { from: at('23T00:00:00'), to: at('27T00:00:00') }

const sales = { messenger: 'telegram', channelId: 'shop' } as const
export const handWritten = [
  // a: a response in 40 s, a later one in 3 min, rated 5; closed by olga after 10 min, all on a Friday in business hours.
  ...chat('a', { ...sales, channelName: 'The shop', customerId: 'ann' }, [
    [at('23T10:00:00'), 'opened', { groupId: 'sales', openedBy: 'customer' }],
    [at('23T10:00:00'), 'message', byCustomer],
    [at('23T10:00:10'), 'assigned', { operatorId: 'olga', operatorName: 'Olga' }],
    [at('23T10:00:40'), 'message', byOperator('olga')],
    [at('23T10:02:00'), 'message', byCustomer],
    [at('23T10:02:30'), 'message', byCustomer],
    [at('23T10:05:00'), 'message', byOperator('olga')],
    [at('23T10:09:00'), 'rating_asked'],
    [at('23T10:09:30'), 'rated', { score: 5 }],
    [at('23T10:10:00'), 'closed', { by: 'operator', operatorId: 'olga' }],
  ]),
  // b: the bot, a hand-over, ivan takes 2 min from it, out of hours; closed by time-out, reopened on Monday by the customer's next word.
  ...chat('b', { ...sales, customerId: 'bob' }, [
    [at('23T20:00:00'), 'opened', { groupId: 'sales' }],
    [at('23T20:00:00'), 'message', byCustomer],
    [at('23T20:00:01'), 'message', byBot],
    [at('23T20:01:00'), 'message', byCustomer],
    [at('23T20:02:00'), 'handed_over'],
    [at('23T20:03:00'), 'assigned', { operatorId: 'ivan' }],
    [at('23T20:04:00'), 'message', byOperator('ivan')],
    [at('24T20:04:00'), 'closed', { by: 'timeout' }],
    [at('26T08:00:00'), 'reopened'],
    [at('26T08:00:00'), 'message', byCustomer],
    [at('26T08:30:00'), 'moved', { groupId: 'care' }],
  ]),
  // c: only the bot, in the hour that comes twice; closed by the bot. Same customer as a.
  ...chat('c', { messenger: 'web', channelId: 'site', customerId: 'ann' }, [
    ['2026-10-25T02:30:00+02:00', 'opened'],
    ['2026-10-25T02:30:00+02:00', 'message', byCustomer],
    ['2026-10-25T02:30:01+02:00', 'message', byBot],
    ['2026-10-25T02:40:00+01:00', 'closed', { by: 'bot' }],
  ]),
  // d: nobody answered in care, which has no targets; still open after two days.
  ...chat('d', { messenger: 'web', channelId: 'site' }, [
    [at('25T11:00:00'), 'opened', { groupId: 'care' }],
    [at('25T11:00:00'), 'message', byCustomer],
  ]),
  // e: opened by the company before the period, no word of the customer; closed within it.
  ...chat('e', { messenger: 'viber', customerId: 'eve' }, [
    [at('22T23:00:00'), 'opened', { openedBy: 'company' }],
    [at('22T23:00:00'), 'assigned', { operatorId: 'olga' }],
    [at('22T23:00:00'), 'message', byOperator('olga')],
    [at('23T10:05:00'), 'closed', { by: 'customer' }],
  ]),
]
