import { behaviour } from '../behaviour.ts'
import { dayOn, type PatientEntries } from './coded-entries.ts'
import type { ExtractRecord } from './extract-file.ts'

/** What is told of one entry: whose it is, its code, and when it was recorded. No words: they could say anything. */
export const entryRecord = behaviour('extracts.entryRecord', ({ nhsNumber, birthDate }: PatientEntries, { code, recordedAt }: PatientEntries['entries'][number]): ExtractRecord => ({
  NHSNumber: nhsNumber,
  BirthDate: birthDate,
  Code: code,
  RecordedDate: dayOn(recordedAt),
}))

export const recordsOf = (patients: readonly PatientEntries[]): ExtractRecord[] => patients.flatMap((patient) => patient.entries.map((entry) => entryRecord(patient, entry)))
