import { randomUUID } from 'node:crypto'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { Refusal } from '../../refusal.ts'
import type { Services } from '../../services.ts'
import { demand } from '../../session/permission.ts'
import type { Work } from '../../work.ts'
import { maySee, type OnlineAccess } from '../online-access.ts'

/** A document about a patient: a letter from a hospital, a form. */
export interface Letter {
  id: string
  patientId: string
  description: string
  /** When it was written, ISO date or instant. */
  createdAt: string
  filedAt: string
  /** Whether somebody at the practice has read it. */
  reviewed: boolean
  contentType: string
  /** Base64. */
  content: string
}

interface LetterRow {
  id: string
  patient_id: number
  description: string
  created_at: string
  filed_at: string
  reviewed: number
  content_type: string
  content: string
}

const letterOf = (row: LetterRow): Letter => ({
  id: row.id,
  patientId: String(row.patient_id),
  description: row.description,
  createdAt: row.created_at,
  filedAt: row.filed_at,
  reviewed: row.reviewed === 1,
  contentType: row.content_type,
  content: row.content,
})

export function lettersOf({ database }: Pick<Services, 'database'>, patientId: string): Letter[] {
  return database
    .all<LetterRow>('SELECT * FROM letter WHERE patient_id = ? ORDER BY created_at DESC, rowid DESC', Number(patientId))
    .map(letterOf)
}

export function findLetter({ database }: Pick<Services, 'database'>, id: string): Letter | undefined {
  const row = database.one<LetterRow>('SELECT * FROM letter WHERE id = ?', id)
  return row && letterOf(row)
}

/** Whether a patient may see a letter online: once somebody has read it, and as was arranged for its date. */
export const isForThePatient = behaviour(
  'patient-facing.isForThePatient',
  ({ reviewed, createdAt }: Letter, access: OnlineAccess): boolean => reviewed && maySee(access, createdAt, 'documents'),
)

/** Files a letter. Until somebody has read it, it is the practice's alone. */
export function fileLetter(
  work: Work,
  {
    patientId,
    description,
    createdAt,
    contentType,
    content,
  }: Pick<Letter, 'patientId' | 'description' | 'createdAt' | 'contentType' | 'content'>,
): Letter {
  demand(work.role, 'B0825')
  if (description === '') throw new Refusal('invalid', [{ field: 'description', text: 'Say what it is.' }])
  if (content === '' || !/^[A-Za-z0-9+/]+=*$/.test(content))
    throw new Refusal('invalid', [{ field: 'content', text: 'The document is empty, or not in base64.' }])
  if (Number.isNaN(Date.parse(createdAt))) throw new Refusal('invalid', [{ field: 'date', text: 'Give the date of the document.' }])
  const { services } = work
  const { database, clock } = services
  const patient = patientsOf(services).get(patientId)
  return database.transaction(() => {
    const id = randomUUID()
    database.run(
      'INSERT INTO letter (id, patient_id, description, created_at, filed_at, reviewed, content_type, content) VALUES (?, ?, ?, ?, ?, 0, ?, ?)',
      id,
      Number(patient.id),
      description,
      createdAt,
      clock.timestamp(),
      contentType,
      content,
    )
    audited(work, { event: 'letter-filed', action: 'C', patientId: patient.id, subject: `DocumentReference/${id}` })
    return findLetter(services, id)!
  })
}

/** Somebody clinical has read a letter. */
export function reviewLetter(work: Work, id: string): Letter {
  demand(work.role, 'B0380')
  const { services } = work
  const letter = findLetter(services, id)
  if (!letter) throw new Refusal('not-found', 'There is no such document.')
  return services.database.transaction(() => {
    services.database.run('UPDATE letter SET reviewed = 1 WHERE id = ?', id)
    audited(work, { event: 'letter-reviewed', action: 'U', patientId: letter.patientId, subject: `DocumentReference/${id}` })
    return { ...letter, reviewed: true }
  })
}
