export {
  aboutSelection,
  columnTypeOf,
  createExportWords,
  type ExportWords,
  wordFor,
} from './export-values.ts'
export { expireInSeconds, retentionDays } from './limits.ts'
export { openReports, type Reports } from './open-reports.ts'
export type { ReportFile } from './read-file.ts'
export type { ReportsDeps } from './reports-deps.ts'
export { openFolderStorage } from './storage/folder-storage.ts'
export type { ByteRange, ReportStorage, StorageFailure } from './storage/report-storage.ts'
export { openS3Storage, type S3Settings } from './storage/s3-storage.ts'
