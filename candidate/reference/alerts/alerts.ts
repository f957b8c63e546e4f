import { audited } from '../audit/audited.ts'
import { concept, type Resource } from '../fhir/resource.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import type { Work } from '../work.ts'

export const alertMigrations: readonly Migration[] = [
  {
    name: 'alerts-001-alerts',
    sql: `
      CREATE TABLE alert (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        category TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        creator_name TEXT NOT NULL,
        ended_at TEXT
      ) STRICT;
      CREATE INDEX alert_patient ON alert (patient_id);`,
  },
]

/** Something whoever opens the record must see first. */
export interface Alert {
  id: number
  patientId: string
  /** Clinical alerts are shown to clinical roles only. */
  category: 'clinical' | 'admin'
  text: string
  createdAt: string
  creator: string
  endedAt?: string
}

interface AlertRow {
  id: number
  patient_id: number
  category: Alert['category']
  text: string
  created_at: string
  creator_name: string
  ended_at: string | null
}

/** The alerts on a patient's record that have not ended. */
export function alertsOf({ database }: Pick<Services, 'database'>, patientId: string): Alert[] {
  return database.all<AlertRow>('SELECT * FROM alert WHERE patient_id = ? AND ended_at IS NULL ORDER BY id', Number(patientId)).map(alertOf)
}

export function raiseAlert(work: Work, { patientId, category, text }: Pick<Alert, 'patientId' | 'category' | 'text'>): Alert {
  const { services, session } = work
  if (text === '') throw new Refusal('invalid', [{ field: 'text', text: 'Say what staff must know.' }])
  return services.database.transaction(() => {
    const row = services.database.one<AlertRow>(
      'INSERT INTO alert (patient_id, category, text, created_at, creator_name) VALUES (?, ?, ?, ?, ?) RETURNING *',
      Number(patientId),
      category,
      text,
      services.clock.timestamp(),
      session.user.name,
    )
    if (!row) throw new Error('the store did not give the new alert back')
    audited(work, { event: 'alert-raised', action: 'C', patientId, subject: `Flag/${row.id}`, detail: { category } })
    return alertOf(row)
  })
}

/** Ends an alert: it is no longer shown, and stays in the store. */
export function endAlert(work: Work, { patientId, id }: { patientId: string; id: number }): void {
  const { database, clock } = work.services
  database.transaction(() => {
    const { changes } = database.run(
      'UPDATE alert SET ended_at = ? WHERE id = ? AND patient_id = ? AND ended_at IS NULL',
      clock.timestamp(),
      id,
      Number(patientId),
    )
    if (changes === 0) throw new Refusal('not-found', 'There is no such alert, or it has ended already.')
    audited(work, { event: 'alert-ended', action: 'U', patientId, subject: `Flag/${id}` })
  })
}

/** An alert as a FHIR Flag. */
export const fhirFlag = ({ id, patientId, category, text, createdAt, creator, endedAt }: Alert): Resource => ({
  resourceType: 'Flag',
  id: String(id),
  meta: { profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Flag'] },
  status: endedAt === undefined ? 'active' : 'inactive',
  category: [concept('http://terminology.hl7.org/CodeSystem/flag-category', category)],
  code: { text },
  subject: { reference: `Patient/${patientId}` },
  period: { start: createdAt, ...(endedAt !== undefined && { end: endedAt }) },
  author: { display: creator },
})

const alertOf = (row: AlertRow): Alert => ({
  id: row.id,
  patientId: String(row.patient_id),
  category: row.category,
  text: row.text,
  createdAt: row.created_at,
  creator: row.creator_name,
  ...(row.ended_at !== null && { endedAt: row.ended_at }),
})
