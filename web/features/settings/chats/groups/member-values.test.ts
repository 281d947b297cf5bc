import { describe, expect, it } from 'vitest'
import { fromMember, memberFaults, toMember } from './member-values.ts'

describe('members of a group', () => {
  it('are from the beginning of their first day to the end of the last one, and come back so', () => {
    const typed = { operator_id: 'o1', from: '2026-03-29', to: '2026-10-25' }
    const member = toMember(typed, 'Europe/Berlin')
    expect(member).toEqual({
      operator_id: 'o1',
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    })
    expect(fromMember(member, 'Europe/Berlin')).toEqual(typed)
    const always = { operator_id: 'o1', from: '', to: '' }
    expect(toMember(always, 'Europe/Berlin')).toEqual({ operator_id: 'o1', from: null, to: null })
  })

  it('are faulty where one is nobody, ends before it begins, or is in the group twice', () => {
    expect(
      memberFaults([
        { operator_id: null, from: '', to: '' },
        { operator_id: 'o1', from: '2026-02-01', to: '2026-01-01' },
        { operator_id: 'o2', from: '', to: '2026-01-31' },
        { operator_id: 'o2', from: '2026-01-31', to: '' },
        { operator_id: 'o3', from: '', to: '2026-01-31' },
        { operator_id: 'o3', from: '2026-02-01', to: '' },
      ]),
    ).toEqual({
      'members.0.operator_id': 'operator_missing',
      'members.1.to': 'member_order',
      'members.3.from': 'members_overlap',
    })
  })
})
