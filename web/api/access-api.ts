import type { z } from 'zod'
import type {
  auditQuerySchema,
  InvitationAccept,
  InvitationCreate,
  PersonalDataRules,
  Role,
} from '../../src/contract/index.ts'
import { accessAnswers } from './access-answers.ts'
import { answers } from './answers.ts'
import { requestFile, requestJson, requestNothing } from './request.ts'

type Signal = AbortSignal | undefined

export type AuditQuestion = Omit<z.input<typeof auditQuerySchema>, 'cursor' | 'limit'>

const auditEntries = '/api/v1/audit-entries'
const member = (id: string): string => `/api/v1/members/${encodeURIComponent(id)}`
const invitation = (id: string): string => `/api/v1/invitations/${encodeURIComponent(id)}`
const personalData = '/api/v1/personal-data'
const secondFactor = '/api/v1/second-factor'
const sessions = '/api/v1/sessions'

/** The part of the API about who may do what and who did what, as the pages use it. Every call throws `ApiError`. */
export const accessApi = {
  audit: {
    list: (question: AuditQuestion, cursor: string | null, signal?: Signal) =>
      requestJson(
        `${auditEntries}?${paramsOf({ ...question, ...(cursor === null ? {} : { cursor }) })}`,
        accessAnswers.auditEntries,
        { signal },
      ),
    file: (question: AuditQuestion & { format: 'csv' | 'xlsx'; language: 'en' | 'ru' }, name: string) =>
      requestFile(`${auditEntries}/file?${paramsOf(question)}`, `${name}.${question.format}`, {}),
  },
  people: {
    list: (signal?: Signal) => requestJson('/api/v1/people', accessAnswers.people, { signal }),
    changeRole: (id: string, role: Role) =>
      requestJson(member(id), accessAnswers.member, { method: 'PATCH', body: { role } }),
    remove: (id: string) => requestNothing(member(id), { method: 'DELETE' }),
    resetSecondFactor: (id: string) =>
      requestNothing(`${member(id)}/reset-second-factor`, { method: 'POST' }),
    putRule: (required: boolean) =>
      requestJson('/api/v1/two-factor-rule', accessAnswers.people, { method: 'PUT', body: { required } }),
    invite: (body: InvitationCreate) =>
      requestJson('/api/v1/invitations', accessAnswers.invitationSent, { method: 'POST', body }),
    renew: (id: string) =>
      requestJson(`${invitation(id)}/renew`, accessAnswers.invitationSent, { method: 'POST' }),
    revoke: (id: string) => requestNothing(invitation(id), { method: 'DELETE' }),
  },
  links: {
    lookUp: (token: string, signal?: Signal) =>
      requestJson('/api/v1/invitation-look-up', accessAnswers.openInvitation, {
        method: 'POST',
        body: { token },
        signal,
      }),
    accept: (body: InvitationAccept) =>
      requestJson('/api/v1/invitation-acceptances', answers.session, { method: 'POST', body }),
    askForPassword: (body: { email: string; language: 'en' | 'ru' }) =>
      requestNothing('/api/v1/password-resets', { method: 'POST', body }),
    setPassword: (body: { token: string; password: string }) =>
      requestNothing('/api/v1/password-resets/use', { method: 'POST', body }),
  },
  personalData: {
    read: (signal?: Signal) => requestJson(personalData, accessAnswers.personalData, { signal }),
    putRules: (body: PersonalDataRules) =>
      requestJson(`${personalData}/rules`, accessAnswers.personalDataRules, { method: 'PUT', body }),
    find: (person: string) =>
      requestJson(`${personalData}/find`, accessAnswers.personCounts, { method: 'POST', body: { person } }),
    file: (person: string) =>
      requestFile(`${personalData}/file`, 'personal-data.json', { method: 'POST', body: { person } }),
    erase: (person: string) =>
      requestJson(`${personalData}/erasures`, accessAnswers.erasure, { method: 'POST', body: { person } }),
  },
  personal: {
    changePassword: (body: { current_password: string; new_password: string }) =>
      requestNothing('/api/v1/session/password', { method: 'POST', body }),
    sessions: (signal?: Signal) => requestJson(sessions, accessAnswers.openSessions, { signal }),
    endSession: (id: string) => requestNothing(`${sessions}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    endOtherSessions: () => requestNothing(sessions, { method: 'DELETE' }),
    secondFactor: (signal?: Signal) => requestJson(secondFactor, accessAnswers.secondFactor, { signal }),
    begin: (password: string) =>
      requestJson(secondFactor, accessAnswers.secondFactorBegun, { method: 'POST', body: { password } }),
    confirm: (code: string) =>
      requestJson(`${secondFactor}/confirm`, accessAnswers.recoveryCodes, { method: 'POST', body: { code } }),
    renewCodes: (password: string) =>
      requestJson(`${secondFactor}/recovery-codes`, accessAnswers.recoveryCodes, {
        method: 'POST',
        body: { password },
      }),
    switchOff: (password: string) =>
      requestNothing(`${secondFactor}/switch-off`, { method: 'POST', body: { password } }),
  },
} as const

function paramsOf(values: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
