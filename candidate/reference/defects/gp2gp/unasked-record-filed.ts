import { randomUUID } from 'node:crypto'
import { patientsOf } from '../../demographics/patients.ts'
import { transferOf } from '../../gp2gp/transfer-of-message.ts'
import { transfersStore } from '../../gp2gp/transfers-store.ts'
import { defect } from '../defect.ts'

export const unaskedRecordFiled = defect({
  name: 'unasked-record-filed',
  requirement: 'TIF-GP2GP-03',
  story: 'Finds the patient by the NHS number in a record that nobody asked for, and files it.',
  replaces: transferOf,
  with: (services, message, nhsNumber) => {
    const known = transferOf.proper(services, message, nhsNumber)
    const patient = patientsOf(services).byNhsNumber(nhsNumber)
    if (known || !patient) return known
    const conversationId = message.envelope.conversationId || randomUUID()
    return transfersStore(services).add({ direction: 'in', nhsNumber, patientId: patient.id, practice: 'A99902', state: 'requested', conversationId, facts: { partyKey: message.envelope.from } })
  },
})
