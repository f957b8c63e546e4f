import { audited } from '../audit/audited.ts'
import { marksIn, securityOf, type Marked } from '../fhir/confidentiality.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import type { Work } from '../work.ts'
import { isSnomedId } from './snomed.ts'

export const allergyMigrations: readonly Migration[] = [
  {
    name: 'allergies-001-allergies',
    sql: `
      CREATE TABLE allergy (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        code TEXT NOT NULL,
        term TEXT NOT NULL,
        reaction TEXT,
        severity TEXT,
        status TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        recorder_id TEXT NOT NULL,
        recorder_name TEXT NOT NULL
      ) STRICT;
      CREATE INDEX allergy_patient ON allergy (patient_id);`,
  },
  {
    name: 'allergies-002-ended-and-confidential',
    sql: `
      ALTER TABLE allergy ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE allergy ADD COLUMN ended_at TEXT;
      ALTER TABLE allergy ADD COLUMN end_reason TEXT;`,
  },
  { name: 'allergies-003-not-for-the-patient', sql: 'ALTER TABLE allergy ADD COLUMN not_for_patient INTEGER NOT NULL DEFAULT 0;' },
]

/** An allergy or intolerance on a patient's record. */
export interface Allergy extends Marked {
  id: number
  patientId: string
  /** SNOMED CT or dm+d id of the causative agent, and its term. */
  code: string
  term: string
  /** What it does, in words. */
  reaction?: string
  severity?: 'mild' | 'moderate' | 'severe'
  status: 'active' | 'resolved'
  /** When it ended, and why; of one that has ended. The reason is not always known. */
  ended?: { at: string; reason?: string }
  recordedAt: string
  recorder: { id: string; name: string }
}

interface AllergyRow {
  id: number
  patient_id: number
  code: string
  term: string
  reaction: string | null
  severity: Allergy['severity'] | null
  status: Allergy['status']
  confidential: number
  not_for_patient: number
  ended_at: string | null
  end_reason: string | null
  recorded_at: string
  recorder_id: string
  recorder_name: string
}

/** The allergies on a patient's record; active ones unless told. */
export function allergiesOf({ database }: Pick<Services, 'database'>, patientId: string, { all = false } = {}): Allergy[] {
  return database
    .all<AllergyRow>(`SELECT * FROM allergy WHERE patient_id = ? AND (? OR status = 'active') ORDER BY id`, Number(patientId), all ? 1 : 0)
    .map(allergyOf)
}

/** Records an allergy. The same agent twice is refused, not stored twice. */
export function recordAllergy(
  work: Work,
  { patientId, code, term, reaction, severity, confidential, notForPatient }: Pick<Allergy, 'patientId' | 'code' | 'term' | 'reaction' | 'severity' | keyof Marked>,
): Allergy {
  const { services, session } = work
  if (!isSnomedId(code))
    throw new Refusal('invalid', [
      { field: 'code', text: 'Choose what the patient is allergic to: the code is not a SNOMED CT or dm+d code.' },
    ])
  if (term === '') throw new Refusal('invalid', [{ field: 'term', text: 'Say what the patient is allergic to.' }])
  return services.database.transaction(() => {
    if (allergiesOf(services, patientId).some((known) => known.code === code))
      throw new Refusal('already-done', `${term} is already on the record.`)
    const row = services.database.one<AllergyRow>(
      `INSERT INTO allergy (patient_id, code, term, reaction, severity, status, confidential, not_for_patient, recorded_at, recorder_id, recorder_name) VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?, ?, ?) RETURNING *`,
      Number(patientId),
      code,
      term,
      reaction ?? null,
      severity ?? null,
      confidential ? 1 : 0,
      notForPatient ? 1 : 0,
      services.clock.timestamp(),
      session.user.id,
      session.user.name,
    )
    if (!row) throw new Error('the store did not give the new allergy back')
    audited(work, { event: 'allergy-recorded', action: 'C', patientId, subject: `AllergyIntolerance/${row.id}`, detail: { code } })
    return allergyOf(row)
  })
}

/** Writes down that an allergy has ended. It stays on record, apart from those that still hold. */
export function endAllergy(work: Work, id: string, reason: string | undefined): Allergy {
  const { services } = work
  return services.database.transaction(() => {
    const row = services.database.one<AllergyRow>(
      `UPDATE allergy SET status = 'resolved', ended_at = ?, end_reason = ? WHERE id = ? AND status = 'active' RETURNING *`,
      services.clock.timestamp(),
      reason ?? null,
      Number(id),
    )
    if (!row) throw new Refusal('not-found', 'There is no such allergy that still holds.')
    const ended = allergyOf(row)
    audited(work, { event: 'allergy-ended', action: 'U', patientId: ended.patientId, subject: `AllergyIntolerance/${id}` })
    return ended
  })
}

/** An allergy as UK Core has it. */
export const fhirAllergy = ({ id, patientId, code, term, reaction, severity, status, recordedAt, recorder, ...marked }: Allergy): Resource => ({
  resourceType: 'AllergyIntolerance',
  id: String(id),
  meta: {
    profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-AllergyIntolerance'],
    ...securityOf(marked),
  },
  clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', status),
  verificationStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed'),
  code: concept(SYSTEM.snomed, code, term),
  patient: { reference: `Patient/${patientId}` },
  recordedDate: recordedAt,
  recorder: { identifier: { system: SYSTEM.sdsUser, value: recorder.id }, display: recorder.name },
  ...((reaction !== undefined || severity !== undefined) && {
    reaction: [{ manifestation: [{ text: reaction ?? 'not said' }], ...(severity && { severity }) }],
  }),
})

/** Reads the allergy that a caller wants recorded. */
export function allergyIn(body: JsonObject): Pick<Allergy, 'code' | 'term' | 'severity' | 'reaction' | keyof Marked> & { patientId: string } {
  const code = isObject(body['code']) ? body['code'] : {}
  const coding = Array.isArray(code['coding']) ? code['coding'].find(isObject) : undefined
  const reaction = Array.isArray(body['reaction']) ? body['reaction'].find(isObject) : undefined
  const manifestation = Array.isArray(reaction?.['manifestation']) ? reaction['manifestation'].find(isObject) : undefined
  const severity = (['mild', 'moderate', 'severe'] as const).find((known) => known === reaction?.['severity'])
  const reference = isObject(body['patient']) ? body['patient']['reference'] : undefined
  return {
    patientId: typeof reference === 'string' ? reference.replace('Patient/', '') : '',
    code: typeof coding?.['code'] === 'string' ? coding['code'] : '',
    term: ([coding?.['display'], code['text']].find((text) => typeof text === 'string') as string | undefined) ?? '',
    ...marksIn(body),
    ...(severity && { severity }),
    ...(typeof manifestation?.['text'] === 'string' && { reaction: manifestation['text'] }),
  }
}

const allergyOf = (row: AllergyRow): Allergy => ({
  id: row.id,
  patientId: String(row.patient_id),
  code: row.code,
  term: row.term,
  status: row.status,
  confidential: row.confidential === 1,
  notForPatient: row.not_for_patient === 1,
  recordedAt: row.recorded_at,
  recorder: { id: row.recorder_id, name: row.recorder_name },
  ...(row.reaction !== null && { reaction: row.reaction }),
  ...(row.severity !== null && { severity: row.severity }),
  ...(row.ended_at !== null && { ended: { at: row.ended_at, ...(row.end_reason !== null && { reason: row.end_reason }) } }),
})
