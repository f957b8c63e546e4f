import { behaviour } from '../behaviour.ts'
import { dayOn, type PatientEntries } from './coded-entries.ts'
import type { Services } from '../services.ts'
import type { ExtractRecord } from './extract-file.ts'

/** What is told of one entry: whose it is, its code, and when it was recorded. No words: they could say anything. */
export const entryRecord = behaviour('extracts.entryRecord', (_services: Pick<Services, 'database'>, { nhsNumber, birthDate }: PatientEntries, { code, recordedAt }: PatientEntries['entries'][number]): ExtractRecord => ({
  NHSNumber: nhsNumber,
  BirthDate: birthDate,
  Code: code,
  RecordedDate: dayOn(recordedAt),
}))

export const recordsOf = (services: Pick<Services, 'database'>, patients: readonly PatientEntries[]): ExtractRecord[] => patients.flatMap((patient) => patient.entries.map((entry) => entryRecord(services, patient, entry)))
