/** What the audit log tells of, by area: an act is `area.verb`. Added to, never renamed: the log keeps what it was called. */
export const auditVerbs = {
  session: ['opened', 'refused', 'closed', 'others_closed'],
  password: ['changed', 'reset_asked', 'reset'],
  second_factor: ['switched_on', 'switched_off', 'refused', 'recovery_code_used', 'recovery_codes_renewed'],
  member: [
    'invited',
    'invitation_renewed',
    'invitation_revoked',
    'joined',
    'role_changed',
    'removed',
    'second_factor_reset',
  ],
  api_key: ['created', 'changed', 'rotated', 'revoked'],
  connection: ['created', 'changed', 'rotated', 'deleted', 'reconciled', 'replay_asked', 'refused_taken'],
  chat_settings: ['channel_changed', 'operator_changed', 'group_changed', 'calendar_changed'],
  report: ['created', 'regenerated', 'deleted', 'schedule_created', 'schedule_changed', 'schedule_deleted'],
  company: ['created', 'viewed', 'changed', 'details_changed', 'two_factor_rule_changed'],
  import: ['uploaded', 'started', 'cancelled', 'removed'],
  notices: ['settings_changed'],
  webhook_endpoint: ['created', 'changed', 'secret_rotated', 'deleted'],
  account: ['settings_changed', 'settings_asked', 'settings_approved', 'settings_declined'],
  entry: ['entered', 'approved', 'declined'],
  price_list: [
    'created',
    'renamed',
    'deleted',
    'version_created',
    'draft_changed',
    'version_published',
    'assigned',
    'end_changed',
    'withdrawn',
  ],
  invoice: ['pro_forma_issued', 'credited', 'voided'],
  statement: ['uploaded', 'line_credited', 'line_ignored'],
  checkout: ['opened'],
  month: ['retried', 'unrated_accepted', 'closed'],
  supplier: ['settings_changed'],
  gateway: ['changed'],
  personal_data: ['rules_changed', 'exported', 'erasure_asked', 'erased'],
  audit: ['exported'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type AuditArea = keyof typeof auditVerbs
export type AuditAct = { [A in AuditArea]: `${A}.${(typeof auditVerbs)[A][number]}` }[AuditArea]

/** In the order in which pages offer them. */
export const auditAreas = Object.keys(auditVerbs) as readonly AuditArea[]

/** Who acted: a person, a key, the program by itself, or somebody who was not signed in. */
export const auditActors = ['user', 'key', 'program', 'stranger'] as const
export type AuditActor = (typeof auditActors)[number]
