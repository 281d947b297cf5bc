import type { AuditEntries } from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

/** What the answers about people and the audit log must hold; a test holds it against the schemas of the contract. */
export const accessAnswers = {
  auditEntries: answerWith<AuditEntries>('entries', 'next_cursor'),
} as const
