import type { JsonObject } from '../national/json.ts'
import type { RemoteKind } from '../national/bars.ts'
import type { Services } from '../services.ts'

/** Something that another service has referred to this practice, or booked here. */
export interface Received {
  id: string
  kind: RemoteKind
  patientId: string
  version: number
  /** Service id of whoever sent it. */
  sender: string
  appointmentId?: string
  /** As it is now, for whoever asks. */
  resource: JsonObject
}

interface Row {
  id: string
  kind: RemoteKind
  patient_id: number
  version: number
  sender: string
  appointment_id: string | null
  resource: string
}

/** What came from elsewhere, in the store. */
export function receivedStore({ database, clock }: Pick<Services, 'database' | 'clock'>) {
  const receivedOf = ({ patient_id, appointment_id, resource, ...row }: Row): Received => ({
    ...row,
    patientId: String(patient_id),
    resource: JSON.parse(resource) as JsonObject,
    ...(appointment_id !== null && { appointmentId: appointment_id }),
  })
  return {
    find: (id: string): Received | undefined => {
      const row = database.one<Row>('SELECT * FROM bars_received WHERE id = ?', id)
      return row && receivedOf(row)
    },
    ofPatient: (patientId: string, kind: RemoteKind): Received[] =>
      database.all<Row>('SELECT * FROM bars_received WHERE patient_id = ? AND kind = ? ORDER BY rowid', Number(patientId), kind).map(receivedOf),
    all: (kind: RemoteKind): Received[] => database.all<Row>('SELECT * FROM bars_received WHERE kind = ? ORDER BY rowid', kind).map(receivedOf),
    keep: ({ id, kind, patientId, version, sender, appointmentId, resource }: Received): void => {
      database.run(
        'INSERT OR REPLACE INTO bars_received (id, kind, patient_id, version, sender, appointment_id, resource) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        kind,
        Number(patientId),
        version,
        sender,
        appointmentId ?? null,
        JSON.stringify(resource),
      )
    },
    knows: (messageId: string): boolean => database.one('SELECT message_id FROM bars_message WHERE message_id = ?', messageId) !== undefined,
    remember: (messageId: string): void => void database.run('INSERT OR IGNORE INTO bars_message (message_id, at) VALUES (?, ?)', messageId, clock.timestamp()),
  }
}
