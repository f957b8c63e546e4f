import { randomUUID } from 'node:crypto'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { patientsOf } from '../../demographics/patients.ts'
import type { Marked } from '../../fhir/confidentiality.ts'
import { Refusal, type RefusalIssue } from '../../refusal.ts'
import type { Services } from '../../services.ts'
import { demand } from '../../session/permission.ts'
import type { Work } from '../../work.ts'

/** What a repeat medication is of. */
export interface RepeatContent extends Marked {
  /** dm+d code of the product, and its name. */
  code: string
  term: string
  dosage: string
  quantity: number
  /** Unit of the quantity in words: tablet. */
  unit: string
  /** Days for which the quantity lasts. */
  days: number
  /** Dates (YYYY-MM-DD) on which it was issued so far. */
  issuedOn: readonly string[]
  /** Until when it may be issued without a review, YYYY-MM-DD. */
  reviewBy?: string
}

/** Something a patient takes for long, and may ask for again. */
export interface Repeat extends RepeatContent {
  id: string
  patientId: string
  active: boolean
  prescriber: { id: string; name: string }
  authoredAt: string
}

interface RepeatRow {
  id: string
  patient_id: number
  active: number
  content: string
  prescriber_id: string
  prescriber_name: string
  authored_at: string
}

const repeatOf = (row: RepeatRow): Repeat => ({
  ...(JSON.parse(row.content) as RepeatContent),
  id: row.id,
  patientId: String(row.patient_id),
  active: row.active === 1,
  prescriber: { id: row.prescriber_id, name: row.prescriber_name },
  authoredAt: row.authored_at,
})

type Store = Pick<Services, 'database'>

/** A patient's repeat medication, stopped ones included, in the order in which it was begun. */
export const repeatsOf = behaviour('patient-facing.repeatsOf', ({ database }: Store, patientId: string): Repeat[] =>
  database
    .all<RepeatRow>('SELECT * FROM repeat_medication WHERE patient_id = ? ORDER BY authored_at, rowid', Number(patientId))
    .map(repeatOf),
)

export function findRepeat({ database }: Store, id: string): Repeat | undefined {
  const row = database.one<RepeatRow>('SELECT * FROM repeat_medication WHERE id = ?', id)
  return row && repeatOf(row)
}

/** Puts a repeat medication on a patient's list. */
export function addRepeat(work: Work, patientId: string, content: RepeatContent): Repeat {
  demand(work.role, 'B0420')
  check(content)
  const { services, session } = work
  const { database, clock } = services
  const patient = patientsOf(services).get(patientId)
  return database.transaction(() => {
    const id = randomUUID()
    database.run(
      'INSERT INTO repeat_medication (id, patient_id, active, content, prescriber_id, prescriber_name, authored_at) VALUES (?, ?, 1, ?, ?, ?, ?)',
      id,
      Number(patient.id),
      JSON.stringify(content),
      session.user.id,
      session.user.name,
      clock.timestamp(),
    )
    audited(work, {
      event: 'repeat-added',
      action: 'C',
      patientId: patient.id,
      subject: `MedicationRequest/${id}`,
      detail: { code: content.code },
    })
    return findRepeat(services, id)!
  })
}

/** Takes a repeat medication off the list of what may be asked for. It stays on record. */
export function stopRepeat(work: Work, patientId: string, id: string): Repeat {
  demand(work.role, 'B0420')
  const { services } = work
  const repeat = findRepeat(services, id)
  if (repeat?.patientId !== patientId) throw new Refusal('not-found', 'The patient has no such repeat medication.')
  return services.database.transaction(() => {
    services.database.run('UPDATE repeat_medication SET active = 0 WHERE id = ?', id)
    audited(work, { event: 'repeat-stopped', action: 'U', patientId, subject: `MedicationRequest/${id}` })
    return { ...repeat, active: false }
  })
}

function check({ code, term, dosage, quantity, unit, days, issuedOn }: RepeatContent): void {
  const issues: RefusalIssue[] = []
  if (!/^\d{6,18}$/.test(code)) issues.push({ field: 'code', text: 'Give the dm+d code of the product.' })
  if (term === '') issues.push({ field: 'term', text: 'Give the name of the product.' })
  if (dosage === '') issues.push({ field: 'dosage', text: 'Say how it is taken.' })
  if (!(quantity > 0)) issues.push({ field: 'quantity', text: 'Say how much is issued.' })
  if (unit === '') issues.push({ field: 'unit', text: 'Say in which unit.' })
  if (!(Number.isInteger(days) && days > 0)) issues.push({ field: 'days', text: 'Say for how many days it lasts.' })
  if (!issuedOn.every((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))) issues.push({ field: 'issuedOn', text: 'Give dates as in 2026-03-31.' })
  if (issues.length > 0) throw new Refusal('invalid', issues)
}
