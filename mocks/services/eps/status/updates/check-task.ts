import { isValid as isNhsNumber } from '../../../../../config/identifiers/nhs-number.ts'
import { isValid as isPrescriptionId } from '../../../../../config/identifiers/prescription-id.ts'
import { STATUS_SYSTEM, TOLD } from '../words.ts'
import type { StatusUpdate } from './state.ts'

type Json = Record<string, unknown>

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const identifierOf = (reference: unknown): string => String(object(object(reference)['identifier'])['value'] ?? '')

/** The entries of the transaction that was sent; undefined when it is none. */
export function entriesOf(body: unknown): { fullUrl: string; task: Json }[] | undefined {
  const bundle = object(body)
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'transaction' || !Array.isArray(bundle['entry'])) return undefined
  return bundle['entry'].map(object).map(({ fullUrl, resource }) => ({ fullUrl: String(fullUrl ?? ''), task: object(resource) }))
}

/** NHS number of the patient of the first task; what faults and the journal go by. */
export const subjectOf = (body: unknown): string | undefined => identifierOf(entriesOf(body)?.[0]?.task['for']) || undefined

/** Reads one task, or says what is wrong with it, in the service's words where they are published. */
export function readTask(task: Json, now: number): { update: Omit<StatusUpdate, 'applicationId' | 'requestId'> } | { wrong: string[] } {
  const coding = object(list(object(task['businessStatus'])['coding'])[0])
  const update = {
    taskId: String(task['id'] ?? ''),
    prescriptionId: identifierOf(list(task['basedOn'])[0]).toUpperCase(),
    lineItemId: identifierOf(task['focus']).toLowerCase(),
    nhsNumber: identifierOf(task['for']),
    pharmacy: identifierOf(task['owner']),
    status: String(coding['code'] ?? ''),
    taskStatus: task['status'] as StatusUpdate['taskStatus'],
    lastModified: String(task['lastModified'] ?? ''),
  }
  const missing = [['PrescriptionID', update.prescriptionId], ['LineItemID', update.lineItemId], ['PatientNHSNumber', update.nhsNumber], ['PharmacyODSCode', update.pharmacy], ['TaskID', update.taskId], ['Status', update.status], ['LastModified', update.lastModified], ['TerminalStatus', task['status']]].filter(([, value]) => !value).map(([name]) => name)
  const wrong = [
    ...(missing.length > 0 ? [`Missing required field(s) - ${missing.join(', ')}.`] : []),
    ...(update.prescriptionId && !isPrescriptionId(update.prescriptionId) ? ['Prescription ID is invalid.'] : []),
    ...(update.nhsNumber && !isNhsNumber(update.nhsNumber) ? ['NHS number is invalid.'] : []),
    ...(update.pharmacy && !/^[A-Z0-9]+$/.test(update.pharmacy) ? ['ODS code is invalid.'] : []),
    ...(update.status && coding['system'] !== STATUS_SYSTEM ? ['Business status system is invalid.'] : []),
    ...(update.status && !TOLD.some((told) => told.toLowerCase() === update.status.toLowerCase()) ? ['Unsupported Task.businessStatus.'] : []),
    ...(task['status'] !== undefined && task['status'] !== 'in-progress' && task['status'] !== 'completed' ? ['Unsupported Task.status.'] : []),
    ...(update.lastModified && !(Date.parse(update.lastModified) <= now + 86_400_000) ? ['Date is invalid or too far in the future.'] : []),
  ]
  return wrong.length > 0 ? { wrong } : { update }
}
