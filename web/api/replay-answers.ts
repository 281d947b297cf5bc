import type { RefusedRetried, ReplayView } from '../../src/contract/index.ts'
import { answerWith, listOf } from './answer-check.ts'

const replay = answerWith<ReplayView>(
  'id',
  'state',
  'asked_at',
  'asked_by',
  'from',
  'requests',
  'requests_read',
  'events',
  'added',
  'removed',
  'detail',
)

/** Answers of the dialog that reads archives again; apart, since only it needs them. */
export const replayAnswers = {
  replay,
  replays: listOf(replay),
  refusedRetried: answerWith<RefusedRetried>('kept', 'right', 'taken'),
}
