import type { JsonObject } from '../json.ts'
import { codingOf, extensionNamed, identifierOf, object, objects, priorityIn, text, unreadable, wordsOfCode } from './read.ts'
import { ERS_ID } from './systems.ts'
import type { NationalSlot, OfferedService, ReferenceConcept, WorklistEntry } from './types.ts'

/** The services that a search (A010) found, in e-RS's order. */
export function readServices(list: JsonObject): OfferedService[] {
  if (list['resourceType'] !== 'List') throw unreadable('expected a List of services')
  return objects(list['entry']).map((entry) => {
    const item = object(entry['item'])
    const id = identifierOf(item, ERS_ID.service)
    if (id === undefined) throw unreadable('a service without an id')
    const listed = objects(entry['extension'])[0]?.['extension']
    const view = objects(item['extension'])[0]?.['extension']
    const wait = extensionNamed(listed, 'indicativeAppointmentWaitTime')
    const waitCode = codingOf(wait?.['valueCodeableConcept']).code
    const distance = extensionNamed(listed, 'distance')?.['valueUnsignedInt']
    const alert = text(extensionNamed(view, 'referrerAlert')?.['valueString'])
    const flows = objects(view).flatMap((each) => (each['url'] === 'supportedRequestFlowType' ? [codingOf(each['valueCodeableConcept']).code] : []))
    return {
      id,
      name: text(extensionNamed(view, 'serviceName')?.['valueString']) ?? id,
      location: text(object(extensionNamed(view, 'location')?.['valueReference'])['display']) ?? '',
      wait: typeof wait?.['valueUnsignedInt'] === 'number' ? `${wait['valueUnsignedInt']} days` : waitCode ? wordsOfCode(waitCode) : 'not known',
      ...(typeof distance === 'number' && { distance }),
      letterRequired: extensionNamed(view, 'referralLetterRequired')?.['valueBoolean'] === true,
      directlyBookable: codingOf(extensionNamed(view, 'bookableType')?.['valueCodeableConcept']).code === 'DIRECTLY_BOOKABLE',
      triage: flows.includes('TRIAGE_REQUEST'),
      ...(alert !== undefined && { alert }),
    }
  })
}

/** The referrals on a worklist (A008). */
export function readWorklist(list: JsonObject): WorklistEntry[] {
  if (list['resourceType'] !== 'List') throw unreadable('expected a List of referrals')
  return objects(list['entry']).map((entry) => {
    const ubrn = /^ReferralRequest\/(\d{12})$/.exec(text(object(entry['item'])['reference']) ?? '')?.[1]
    const parts = objects(entry['extension'])[0]?.['extension']
    const part = (name: string) => extensionNamed(parts, name)
    const nhsNumber = identifierOf(part('patient')?.['valueReference'], ERS_ID.nhsNumber)
    if (ubrn === undefined || nhsNumber === undefined) throw unreadable('a referral on a worklist without a UBRN or a patient')
    const status = codingOf(part('status')?.['valueCodeableConcept'])
    const reason = codingOf(part('reason')?.['valueCodeableConcept'])
    const letterDue = text(part('letterDue')?.['valueDate'])
    const words = ({ code, display }: { code?: string; display?: string }) => display ?? (code === undefined ? undefined : wordsOfCode(code))
    const [statusWords, reasonWords] = [words(status), words(reason)]
    return {
      ubrn,
      nhsNumber,
      priority: priorityIn(part('priority')?.['valueCodeableConcept']),
      created: text(part('referralCreated')?.['valueDateTime']) ?? '',
      context: text(part('clinicalContext')?.['valueString']) ?? '',
      referrer: identifierOf(part('referrer')?.['valueReference'], ERS_ID.user) ?? '',
      ...(statusWords !== undefined && { status: statusWords }),
      ...(reasonWords !== undefined && { reason: reasonWords }),
      ...(letterDue !== undefined && { letterDue }),
    }
  })
}

/** The codes of a set of reference data (A004) that may be used at an instant. */
export function readReferenceData(codeSystem: JsonObject, now: number): ReferenceConcept[] {
  if (codeSystem['resourceType'] !== 'CodeSystem') throw unreadable('expected a CodeSystem')
  return objects(codeSystem['concept']).flatMap((concept) => {
    const [code, display] = [text(concept['code']), text(concept['display'])]
    if (code === undefined) return []
    const properties: Record<string, (string | boolean)[]> = {}
    for (const property of objects(concept['property'])) {
      const name = text(property['code'])
      const value = property['valueBoolean'] ?? property['valueDateTime'] ?? object(property['valueCoding'])['code']
      if (name !== undefined && (typeof value === 'string' || typeof value === 'boolean')) (properties[name] ??= []).push(value)
    }
    const [from, to] = [properties['effectiveFrom']?.[0], properties['effectiveTo']?.[0]]
    const inForce = (typeof from !== 'string' || Date.parse(from) <= now) && (typeof to !== 'string' || Date.parse(to) > now)
    return inForce ? [{ code, display: display ?? wordsOfCode(code), properties }] : []
  })
}

/** The free slots of a service (A015): one page of them. */
export function readSlots(bundle: JsonObject): NationalSlot[] {
  if (bundle['resourceType'] !== 'Bundle') throw unreadable('expected a Bundle of slots')
  const resources = objects(bundle['entry']).map((entry) => object(entry['resource']))
  const clinicianOf = (schedule: string | undefined) => {
    const found = resources.find((each) => each['resourceType'] === 'Schedule' && `Schedule/${String(each['id'])}` === schedule)
    return objects(found?.['actor']).map((actor) => identifierOf({ identifier: actor['identifier'] }, ERS_ID.user)).find((id) => id !== undefined)
  }
  return resources.flatMap((each) => {
    const [id, start, end] = [text(each['id']), text(each['start']), text(each['end'])]
    if (each['resourceType'] !== 'Slot' || !id || !start || !end) return []
    const clinician = clinicianOf(text(object(each['schedule'])['reference']))
    return [{ id, start, end, ...(clinician !== undefined && { clinician }) }]
  })
}
