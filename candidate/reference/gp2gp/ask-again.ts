import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { wordsFor } from './codes.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** Codes that say what stays so: whoever asks again hears the same, or gets the wrong record again. Not published: from what each code means. */
const FOR_GOOD = new Set(['06', '07', '13', '14', '17', '19', '23', '28'])

/** Whether asking again may help. */
export const mayHelp = behaviour('gp2gp.mayHelp', ({ code = '' }: Transfer): boolean => !FOR_GOOD.has(code))

/** Whether a transfer has ended without the record. */
export const hasFailed = behaviour('gp2gp.hasFailed', ({ state }: Transfer): boolean => state === 'failed' || state === 'refused' || state === 'impossible' || state === 'unanswered')

/** Asks the practice before once more for a record that did not come. */
export function askAgain(work: Work, patientId: string): Transfer {
  demand(work.role, 'B0825')
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const store = transfersStore(services)
  return services.database.transaction(() => {
    const last = store.ofPatient(patient.id).find(({ direction }) => direction === 'in')
    if (!last || !hasFailed(last)) throw new Refusal('rule', [{ reason: 'not-failed', text: 'The record of this patient has come, is on its way, or was never asked for.' }])
    if (!mayHelp(last)) throw new Refusal('rule', [{ reason: 'for-good', text: `Asking again does not help: ${wordsFor(last.code ?? '')} (${last.code}). Ask for the record on paper.` }])
    const again = store.add({ direction: 'in', nhsNumber: patient.nhsNumber, patientId: patient.id, practice: last.practice, state: 'to-request', conversationId: randomUUID().toUpperCase(), facts: { ...(last.facts.returning !== undefined && { returning: last.facts.returning }) } })
    closeTasks(work, last)
    audited(work, { event: 'record-asked-for-again', action: 'E', patientId: patient.id, detail: { practice: last.practice } })
    return again
  })
}

/** Nobody has to see to the transfer any more that did not work. */
function closeTasks({ services, session }: Work, { id, state, patientId }: Transfer): void {
  for (const task of services.tasks.list({ status: 'requested', code: `record-transfer-${state}`, ...(patientId !== undefined && { patientId }) })) if (task.focus === `transfer:${id}`) services.tasks.close(task.id, 'completed', session.user.name)
}
