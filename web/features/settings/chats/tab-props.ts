import type { ChatSettingsAnswer } from '../../../../src/contract/index.ts'

export interface TabProps {
  readonly settings: ChatSettingsAnswer
  readonly mayManage: boolean
}
