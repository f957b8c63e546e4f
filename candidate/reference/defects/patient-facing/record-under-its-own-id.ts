import { recordId } from '../../patient-facing/record/structured-record.ts'
import { randomUUID } from 'node:crypto'
import { defect } from '../defect.ts'

export const recordUnderItsOwnId = defect({
  name: 'record-under-its-own-id',
  requirement: 'GPCPFAR01',
  story: 'Gives each record an id of its own, so that an answer cannot be tied to its request.',
  replaces: recordId,
  with: () => randomUUID(),
})
