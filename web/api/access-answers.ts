import type {
  AuditEntries,
  ErasureView,
  InvitationSent,
  Member,
  OpenInvitation,
  OpenSessionView,
  People,
  PersonalDataAnswer,
  PersonalDataRules,
  PersonCountsView,
  RecoveryCodes,
  SecondFactor,
  SecondFactorBegun,
} from '../../src/contract/index.ts'
import { answerWith, listOf } from './answer-check.ts'

/** What the answers about people and the audit log must hold; a test holds it against the schemas of the contract. */
export const accessAnswers = {
  auditEntries: answerWith<AuditEntries>('entries', 'next_cursor'),
  people: answerWith<People>('members', 'invitations', 'roles', 'two_factor_required', 'sends_mail'),
  member: answerWith<Member>('user_id', 'name', 'email', 'role', 'joined_at', 'two_factor', 'is_self'),
  invitationSent: answerWith<InvitationSent>(
    'id',
    'email',
    'role',
    'invited_by',
    'sent_at',
    'expires_at',
    'is_expired',
    'link',
  ),
  openInvitation: answerWith<OpenInvitation>(
    'company',
    'email',
    'role',
    'invited_by',
    'expires_at',
    'has_account',
  ),
  secondFactor: answerWith<SecondFactor>('is_on', 'since', 'recovery_codes_left'),
  secondFactorBegun: answerWith<SecondFactorBegun>('secret', 'uri'),
  recoveryCodes: answerWith<RecoveryCodes>('recovery_codes'),
  personalData: answerWith<PersonalDataAnswer>('rules', 'erasures'),
  personalDataRules: answerWith<PersonalDataRules>('persons_months', 'requests_months'),
  personCounts: answerWith<PersonCountsView>('messages', 'chats', 'calls'),
  erasure: answerWith<ErasureView>('id', 'person', 'asked_at', 'asked_by', 'done_at', 'erased'),
  openSessions: listOf(
    answerWith<OpenSessionView>('id', 'is_current', 'signed_in_at', 'last_seen_at', 'address', 'user_agent'),
  ),
} as const
