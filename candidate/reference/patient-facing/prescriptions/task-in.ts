import { behaviour } from '../../behaviour.ts'
import { isObject, parseJson, type JsonObject } from '../../national/json.ts'
import { PublishedError } from '../published-error.ts'
import { ORDERING_PARAMETER } from './r4.ts'

/** What a patient's app asks for. */
export interface AskedRepeat {
  /** NHS numbers that the Task names: for whom, and by whom. */
  forWhom: string
  byWhom: string
  repeatId: string
  reference?: string
  note?: string
  pharmacy?: string
}

/**
 * Reads the Task of a request. Source: GP Connect (Patient Facing) Prescriptions Management, POST /Task.
 *
 * @throws PublishedError INVALID_RESOURCE, REFERENCE_NOT_FOUND
 */
export const taskIn = behaviour('patient-facing.taskIn', (json: string): AskedRepeat => {
  const body = parseJson(json)
  if (!isObject(body) || body['resourceType'] !== 'Task') throw invalid('no Task')
  if (body['status'] !== 'requested' || body['intent'] !== 'order') throw invalid('status has to be requested, and intent order')
  if (!objects(isObject(body['code']) ? body['code']['coding'] : undefined).some(({ code }) => code === '103742009'))
    throw invalid('code has to be the renewal of a prescription')
  const focus = referenceIn(body['focus'])
  if (focus === undefined) throw invalid('focus is missing')
  if (!focus.startsWith('MedicationRequest/'))
    throw new PublishedError('REFERENCE_NOT_FOUND', { diagnostics: 'focus does not refer to a MedicationRequest.' })
  const [forWhom, byWhom] = (['for', 'requester'] as const).map((name) => referenceIn(body[name]))
  for (const reference of [forWhom, byWhom])
    if (!reference?.startsWith('Patient/'))
      throw new PublishedError('REFERENCE_NOT_FOUND', { diagnostics: 'for and requester have to refer to a Patient.' })
  const reference = objects(body['identifier'])[0]?.['value']
  const note = objects(body['note'])[0]?.['text']
  const pharmacy = pharmacyIn(objects(body['input']))
  return {
    forWhom: forWhom!.slice('Patient/'.length),
    byWhom: byWhom!.slice('Patient/'.length),
    repeatId: focus.slice('MedicationRequest/'.length),
    ...(typeof reference === 'string' && { reference }),
    ...(typeof note === 'string' && note.trim() !== '' && { note: note.trim() }),
    ...(pharmacy !== undefined && { pharmacy }),
  }
})

function pharmacyIn(inputs: readonly JsonObject[]): string | undefined {
  const input = inputs.find(({ type }) =>
    objects(isObject(type) ? type['coding'] : undefined).some(
      ({ system, code }) => system === ORDERING_PARAMETER && code === 'preferred-performer',
    ),
  )
  if (!input) return undefined
  const value = isObject(input['valueIdentifier']) ? input['valueIdentifier']['value'] : undefined
  if (typeof value !== 'string' || !/^[A-Z0-9]{3,8}$/.test(value)) throw invalid('the preferred performer is no ODS code')
  return value
}

const referenceIn = (value: unknown): string | undefined =>
  isObject(value) && typeof value['reference'] === 'string' ? value['reference'] : undefined
const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const invalid = (diagnostics: string) => new PublishedError('INVALID_RESOURCE', { diagnostics: `Task: ${diagnostics}.` })
