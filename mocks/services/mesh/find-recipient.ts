import { FAULTS, type MeshFault } from './errors.ts'
import type { MeshState } from './state.ts'

/** Which mailbox a message goes to, or why it goes nowhere. `refused`: the sender is told at once. `reported`: in a report. */
export type Recipient = { mailbox: string } | { refused: MeshFault } | { reported: MeshFault }

/**
 * Finds the recipient of a message: a mailbox id, or demographics from which MESH finds the patient's practice
 * (`GPPROVIDER_<NHS number>_<date of birth>_<surname>`). The date is YYYYMMDD in the guidance of MESH and DDMMYYYY in GP Connect Messaging;
 * either is taken.
 * Source: MESH guidance, endpoint look-up; GP Connect Messaging, Send Document and errors (EPL codes).
 */
export function findRecipient(state: MeshState, to: string, workflowId: string): Recipient {
  if (to.startsWith('GPPROVIDER_')) return findPractice(state, to, workflowId)
  const mailbox = state.mailboxes.get(to.toUpperCase())
  if (!mailbox) return { refused: FAULTS.unregisteredTo }
  if (mailbox.inactive) return { reported: FAULTS.notCollected }
  const workflow = state.workflows.get(workflowId)
  return workflow && !workflow.receivers.includes(mailbox.id) ? { reported: FAULTS.workflowNotRegistered } : { mailbox: mailbox.id }
}

function findPractice(state: MeshState, to: string, workflowId: string): Recipient {
  const [, nhsNumber = '', date = '', surname = ''] = /^GPPROVIDER_([^_]*)_([^_]*)_(.*)$/.exec(to) ?? []
  if (!isNhsNumber(nhsNumber)) return { reported: FAULTS.invalidNhsNumber }
  const patient = state.patients.get(nhsNumber)
  if (!patient) return { reported: FAULTS.nhsNumberNotFound }
  if (patient.trouble) return { reported: FAULTS[patient.trouble] }
  const [year, month, day] = patient.birthDate.split('-')
  if (![`${year}${month}${day}`, `${day}${month}${year}`].includes(date) || surname.toUpperCase() !== patient.surname.toUpperCase()) return { reported: FAULTS.demographicsMismatch }
  const found = receiversAt(state, patient.practice ?? '', workflowId)
  if (found.length > 1) return { reported: FAULTS.manyMailboxes }
  return found[0] === undefined ? { reported: FAULTS.noMailbox } : { mailbox: found[0] }
}

/** Mailboxes of an organisation that take a workflow. */
export function receiversAt(state: MeshState, odsCode: string, workflowId: string): string[] {
  const receivers = state.workflows.get(workflowId)?.receivers ?? []
  return receivers.filter((id) => {
    const mailbox = state.mailboxes.get(id)
    return mailbox !== undefined && !mailbox.inactive && mailbox.odsCode === odsCode.toUpperCase()
  })
}

/** Ten digits of which the last checks the others (modulus 11). */
export function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false
  const sum = [...value].slice(0, 9).reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  return (11 - (sum % 11)) % 11 === Number(value[9])
}
