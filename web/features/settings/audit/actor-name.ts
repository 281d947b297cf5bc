import type { AuditEntry } from '../../../../src/contract/index.ts'
import { noValue, type Translate } from '../../../../src/messages/index.ts'

/** Who acted, as a reader knows them. */
export function actorName(t: Translate, { actor }: AuditEntry): string {
  if (actor.kind === 'program' || actor.kind === 'stranger') return t(`audit.actor_${actor.kind}`)
  const name = actor.name ?? actor.id ?? noValue
  const shown = actor.kind === 'key' ? t('audit.by_key', { name }) : name
  return actor.is_own ? shown : t('audit.of_provider', { name: shown })
}

/** What it was done to; the name where there is one. */
export function subjectName({ subject }: AuditEntry): string {
  return subject.name ?? subject.id ?? noValue
}
