export * from './clock.ts'
export * from './money.ts'
export * from './result.ts'
export * from './time/index.ts'
