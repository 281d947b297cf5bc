export { openPersonalData, type PersonalData } from './open-personal-data.ts'
export type { ForgetElsewhere, PersonalDataDeps } from './personal-data-deps.ts'
