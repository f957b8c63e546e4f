import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { ExtractRecord } from '../extracts/extract-file.ts'
import { isWithin } from '../extracts/period.ts'
import { hasOptedOut } from '../extracts/type-one.ts'
import type { Services } from '../services.ts'
import type { FitNote } from './fit-note.ts'
import { fitNotesStore } from './store.ts'

/** The notes of which a week's activity tells: all that were issued in it, but for patients who have opted out here. */
export const reportedNotes = behaviour('fitNotes.reportedNotes', (services: Services, bounds: { from: number; to: number }): FitNote[] =>
  fitNotesStore(services)
    .all()
    .filter(({ issuedAt, patientId }) => isWithin(issuedAt, bounds) && !hasOptedOut(services, patientId)),
)

const yesNo = (value: boolean): string => (value ? 'Y' : 'N')

/**
 * What is told of a note: nothing that leads to the patient, and no words of the clinician's.
 * Source: extract specification of the fit note publication, as far as it is public.
 */
export const activityRecord = behaviour('fitNotes.activityRecord', (note: FitNote, gender: string | undefined): ExtractRecord => ({
  AssessmentDate: note.assessedOn,
  AssessmentSixMonthFlag: yesNo(note.withinSixMonths),
  DiagnosisCode: note.diagnosisCode,
  Gender: gender,
  NotFitForWork: yesNo(note.fitness === 'not-fit'),
  MayBeFitForWork: yesNo(note.fitness === 'may-be-fit'),
  PhasedReturn: yesNo(note.advice.includes('phasedReturn')),
  AlteredHours: yesNo(note.advice.includes('alteredHours')),
  AmendedDuties: yesNo(note.advice.includes('amendedDuties')),
  WorkplaceAdaptations: yesNo(note.advice.includes('adaptations')),
  FromDate: note.from,
  ToDate: note.to,
  ReassessmentRequired: yesNo(note.reassess),
  IssuersProfession: note.issuer.profession,
}))

/** The activity of a time. */
export const fitNoteActivity = (services: Services, bounds: { from: number; to: number }): ExtractRecord[] =>
  reportedNotes(services, bounds).map((note) => activityRecord(note, patientsOf(services).get(note.patientId).national.gender))
