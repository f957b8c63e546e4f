import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'

/** Something to be sent over MESH. */
export interface Outgoing {
  id: number
  recipient: string
  workflowId: string
  subject: string
  content: string
  /** Local id of the patient that it is about. */
  patientId?: string
  /** What `Mex-LocalID` says, where a kind of message demands something; the number in the queue otherwise. */
  localId?: string
  /** What `Mex-FileName` says, where a kind of message demands one. */
  fileName?: string
}

/** What was collected, and what is to be sent. */
export interface MeshStore {
  hasCollected(meshId: string): boolean
  keep(message: CollectedMessage): void
  /** Puts something in the queue; gives its number there. Call it in the transaction that gives the reason for it. */
  enqueue(message: Omit<Outgoing, 'id'>): number
  /** What has not been taken by MESH yet, oldest first. */
  unsent(): Outgoing[]
  sent(id: number, meshId: string): void
  /** What went out under an id of MESH's. */
  bySentId(meshId: string): Outgoing | undefined
  /** ISO instant of the last handshake. */
  lastHandshake(): string | undefined
  shookHands(): void
}

interface OutgoingRow {
  id: number
  recipient: string
  workflow_id: string
  subject: string
  content: string
  patient_id: string | null
  local_id: string | null
  file_name: string | null
}

const outgoingOf = ({ id, recipient, workflow_id, subject, content, patient_id, local_id, file_name }: OutgoingRow): Outgoing => ({
  id,
  recipient,
  workflowId: workflow_id,
  subject,
  content,
  ...(patient_id !== null && { patientId: patient_id }),
  ...(local_id !== null && { localId: local_id }),
  ...(file_name !== null && { fileName: file_name }),
})

export function meshStore({ database, clock }: Pick<Services, 'database' | 'clock'>): MeshStore {
  return {
    hasCollected: (meshId) => database.one('SELECT mesh_id FROM mesh_collected WHERE mesh_id = ?', meshId) !== undefined,
    keep: ({ id, workflowId, from, content }) =>
      void database.run('INSERT INTO mesh_collected (mesh_id, workflow_id, sender, at, content) VALUES (?, ?, ?, ?, ?)', id, workflowId, from, clock.timestamp(), content),
    enqueue: ({ recipient, workflowId, subject, content, patientId, localId, fileName }) =>
      Number(
        database.run(
          'INSERT INTO mesh_outgoing (recipient, workflow_id, subject, content, patient_id, local_id, file_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          recipient,
          workflowId,
          subject,
          content,
          patientId ?? null,
          localId ?? null,
          fileName ?? null,
          clock.timestamp(),
        ).lastInsertRowid,
      ),
    unsent: () => database.all<OutgoingRow>('SELECT * FROM mesh_outgoing WHERE mesh_id IS NULL ORDER BY id').map(outgoingOf),
    sent: (id, meshId) => void database.run('UPDATE mesh_outgoing SET mesh_id = ? WHERE id = ?', meshId, id),
    bySentId: (meshId) => {
      const row = database.one<OutgoingRow>('SELECT * FROM mesh_outgoing WHERE mesh_id = ?', meshId)
      return row && outgoingOf(row)
    },
    // A clock that was put back leaves handshakes behind that are still to come: they show nothing.
    lastHandshake: () => database.one<{ at: string }>('SELECT at FROM mesh_handshake WHERE at <= ? ORDER BY at DESC LIMIT 1', clock.timestamp())?.at,
    shookHands: () => void database.run('INSERT INTO mesh_handshake (at) VALUES (?)', clock.timestamp()),
  }
}
