import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { ExtractRecord } from './extract-file.ts'
import { isWithin } from './period.ts'

/** Types of female genital mutilation, as the World Health Organization numbers them. */
export const FGM_TYPES = ['1', '2', '3', '4', 'unknown'] as const

/** That a woman or girl has undergone FGM, as a clinician found or was told. */
export interface FgmRecord {
  patientId: string
  type: string
  /** ISO date. */
  identifiedOn: string
  /** How it became known: `examination` or `self-report`. */
  how: string
  /** What else the clinician wrote down; it stays here. */
  note: string
  /** She does not want the practice to pass it on. */
  objects: boolean
}

interface Row {
  patient_id: number
  type: string
  identified_on: string
  how: string
  note: string
  objects: number
  recorded_at: string
}

/** Writes down that FGM was identified. */
export function recordFgm(work: Work, record: FgmRecord): void {
  demand(work.role, 'B0380')
  const { services, session } = work
  const { id } = patientsOf(services).get(record.patientId)
  const { type, identifiedOn, how, note, objects } = record
  const issues: RefusalIssue[] = [
    ...((FGM_TYPES as readonly string[]).includes(type) ? [] : [{ field: 'type', text: 'Say which type it is, or that it is not known.' }]),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(identifiedOn) && identifiedOn <= services.clock.today() ? [] : [{ field: 'identifiedOn', text: 'Give the day on which it was identified, not one to come.' }]),
    ...(how === 'examination' || how === 'self-report' ? [] : [{ field: 'how', text: 'Say how it became known.' }]),
  ]
  if (issues.length > 0) throw new Refusal('invalid', issues)
  services.database.transaction(() => {
    services.database.run(
      'INSERT INTO fgm_record (patient_id, type, identified_on, how, note, objects, recorded_at, recorder_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      Number(id),
      type,
      identifiedOn,
      how,
      note,
      objects ? 1 : 0,
      services.clock.timestamp(),
      session.user.id,
    )
    audited(work, { event: 'fgm-recorded', action: 'C', patientId: id, detail: { objects } })
  })
}

/** Whether a record goes to the national data set: every time FGM is identified, unless she objects. */
export const isSubmitted = behaviour('extracts.isSubmitted', ({ objects }: FgmRecord, recordedAt: string, bounds: { from: number; to: number }): boolean => !objects && isWithin(recordedAt, bounds))

/** The items of the data set, and no others: the clinician's words stay here. */
export const fgmItems = behaviour('extracts.fgmItems', (services: Services, { patientId, type, identifiedOn, how }: FgmRecord): ExtractRecord => {
  const { nhsNumber, national } = patientsOf(services).get(patientId)
  return { NHSNumber: nhsNumber, BirthDate: national.birthDate, PostCode: national.address?.find(({ use }) => use === 'home')?.postalCode, FGMType: type, IdentifiedDate: identifiedOn, HowIdentified: how }
})

/** What was recorded in a time and goes to the national data set. */
export const fgmRecords = (services: Services, bounds: { from: number; to: number }): ExtractRecord[] =>
  services.database.all<Row>('SELECT * FROM fgm_record ORDER BY id').flatMap(({ patient_id, type, identified_on, how, note, objects, recorded_at }) => {
    const record: FgmRecord = { patientId: String(patient_id), type, identifiedOn: identified_on, how, note, objects: objects === 1 }
    return isSubmitted(record, recorded_at, bounds) ? [fgmItems(services, record)] : []
  })
