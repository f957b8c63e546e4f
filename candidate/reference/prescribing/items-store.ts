import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Item, ItemContent, ItemStatus, KeptAcknowledgement, CancellationNote } from './item.ts'
import { medicineOf } from './medicines.ts'

interface ItemRow {
  id: number
  patient_id: number
  version: number
  status: ItemStatus
  content: string
  acknowledgements: string
  prescription_id: number | null
  line_id: string | null
  drafted_by: string
  drafted_at: string
  problem: string | null
  cancellation: string | null
}

/** What may change about an item. */
export type ItemChange = Partial<{
  content: ItemContent
  acknowledgements: readonly KeptAcknowledgement[]
  status: ItemStatus
  prescription: { id: number; lineId: string } | null
  problem: string | null
  cancellation: CancellationNote
}>

/** Patients' medication in the store. */
export interface ItemsStore {
  /** @throws Refusal `not-found` */
  get(id: string): Item
  ofPatient(patientId: string): Item[]
  ofPrescription(prescriptionId: number): Item[]
  /** Everything that waits for a signature, oldest first. */
  drafts(): Item[]
  add(item: {
    patientId: string
    content: ItemContent
    acknowledgements: readonly KeptAcknowledgement[]
    draftedBy: Item['draftedBy']
  }): Item
  update(item: Item, change: ItemChange): Item
}

/** The medication of the practice's patients, over the system's store. */
export function itemsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): ItemsStore {
  const list = (where: string, ...values: (string | number)[]) =>
    database.all<ItemRow>(`SELECT * FROM medication_item WHERE ${where} ORDER BY id`, ...values).map(itemOf)

  const store: ItemsStore = {
    get: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<ItemRow>('SELECT * FROM medication_item WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such medication here.')
      return itemOf(row)
    },
    ofPatient: (patientId) => list('patient_id = ?', Number(patientId)),
    ofPrescription: (prescriptionId) => list('prescription_id = ?', prescriptionId),
    drafts: () => list(`status = 'draft'`),
    add: ({ patientId, content, acknowledgements, draftedBy }) => {
      const { lastInsertRowid } = database.run(
        `INSERT INTO medication_item (patient_id, version, status, content, acknowledgements, drafted_by, drafted_at) VALUES (?, 1, 'draft', ?, ?, ?, ?)`,
        Number(patientId),
        JSON.stringify(content),
        JSON.stringify(acknowledgements),
        JSON.stringify(draftedBy),
        clock.timestamp(),
      )
      return store.get(String(lastInsertRowid))
    },
    update: (item, { content, acknowledgements, status, prescription, problem, cancellation }) => {
      const row = database.one<ItemRow>('SELECT * FROM medication_item WHERE id = ?', Number(item.id))
      if (!row) throw new Error(`no item ${item.id}`)
      database.run(
        `UPDATE medication_item SET version = version + 1, content = ?, acknowledgements = ?, status = ?, prescription_id = ?, line_id = ?, problem = ?, cancellation = ? WHERE id = ?`,
        content === undefined ? row.content : JSON.stringify(content),
        acknowledgements === undefined ? row.acknowledgements : JSON.stringify(acknowledgements),
        status ?? row.status,
        prescription === undefined ? row.prescription_id : (prescription?.id ?? null),
        prescription === undefined ? row.line_id : (prescription?.lineId ?? null),
        problem === undefined ? row.problem : problem,
        cancellation === undefined ? row.cancellation : JSON.stringify(cancellation),
        row.id,
      )
      return store.get(item.id)
    },
  }
  return store
}

function itemOf(row: ItemRow): Item {
  const content = JSON.parse(row.content) as ItemContent
  const medicine = medicineOf(content.code)
  if (!medicine) throw new Error(`item ${row.id} has code ${content.code}, which the dictionary has lost`)
  return {
    ...content,
    id: String(row.id),
    patientId: String(row.patient_id),
    version: row.version,
    status: row.status,
    medicine,
    acknowledgements: JSON.parse(row.acknowledgements),
    draftedBy: JSON.parse(row.drafted_by),
    draftedAt: row.drafted_at,
    ...(row.prescription_id !== null && { prescriptionId: row.prescription_id }),
    ...(row.line_id !== null && { lineId: row.line_id }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.cancellation !== null && { cancellation: JSON.parse(row.cancellation) }),
  }
}
