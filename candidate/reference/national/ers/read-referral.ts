import { behaviour } from '../../behaviour.ts'
import { isObject, type JsonObject } from '../json.ts'
import { codingOf, extensionNamed, identifierOf, object, objects, priorityIn, text, unreadable, wordsOfCode } from './read.ts'
import { ERS_ID, extensionUrl } from './systems.ts'
import type { NationalLetter, NationalReferral, ReferralState } from './types.ts'

/** The booking reference as the patient gets it: all twelve digits of it. It is no number. */
export const ubrnOf = behaviour('referrals.ubrnOf', (id: string): string => id)

/** Reads an `eRS-ReferralRequest-1`. What decides on a patient's care (who, how urgent, where it stands) has to be there. */
export function readReferral(resource: unknown): NationalReferral {
  if (!isObject(resource) || resource['resourceType'] !== 'ReferralRequest') throw unreadable('expected a ReferralRequest')
  const id = text(resource['id'])
  const version = text(object(resource['meta'])['versionId'])
  const nhsNumber = identifierOf(resource['subject'], ERS_ID.nhsNumber)
  if (!id || !/^\d{12}$/.test(id)) throw unreadable(`expected a UBRN of twelve digits, got ${id ?? 'none'}`)
  if (!version || !nhsNumber) throw unreadable('a referral without a version or a patient')
  const extensions = resource['extension']
  const extension = (name: string) => extensionNamed(extensions, extensionUrl(name))
  const contained = objects(resource['contained'])
  const criteria = criteriaIn(contained)
  const specialty = codingOf(resource['specialty']).code ?? codingOf(criteria('specialty')).code
  const clinicType = codingOf(criteria('clinicType')).code
  const appointment = appointmentIn(contained)
  const organisation = text(object(extension('Commissioning-Rule-Org')?.['valueIdentifier'])['value'])
  return {
    ubrn: ubrnOf(id),
    version,
    nhsNumber,
    priority: priorityIn(extension('ReferralPriority')?.['valueCodeableConcept']),
    ...(specialty !== undefined && { specialty }),
    ...(clinicType !== undefined && { clinicType }),
    services: servicesIn(contained),
    state: stateIn(extension('ReferralState')),
    letters: lettersIn(contained),
    ...(appointment && { appointment }),
    ...(organisation !== undefined && { commissioningOrganisation: organisation }),
  }
}

function criteriaIn(contained: readonly JsonObject[]): (name: string) => unknown {
  const criteria = contained.find(({ resourceType }) => resourceType === 'Parameters')
  return (name) => objects(criteria?.['parameter']).find((parameter) => parameter['name'] === name)?.['valueCoding']
}

function servicesIn(contained: readonly JsonObject[]): NationalReferral['services'] {
  const list = contained.find(({ resourceType }) => resourceType === 'List')
  return objects(list?.['entry']).flatMap((entry) => {
    const item = object(entry['item'])
    const id = identifierOf(item, ERS_ID.service)
    return id === undefined ? [] : [{ id, name: text(item['display']) ?? id }]
  })
}

function stateIn(extension: JsonObject | undefined): ReferralState {
  const parts = extension?.['extension']
  const { code, display } = codingOf(extensionNamed(parts, 'state')?.['valueCoding'])
  if (code === undefined) throw unreadable('a referral that does not say where it stands')
  const why = codingOf(extensionNamed(parts, 'reason')?.['valueCoding'])
  const reason = why.display ?? (why.code && wordsOfCode(why.code))
  const comments = text(extensionNamed(parts, 'comments')?.['valueString'])
  return { code, display: display ?? wordsOfCode(code), ...(reason && { reason }), ...(comments !== undefined && { comments }) }
}

/** Letters of the referrer; what others attached is theirs to keep. */
function lettersIn(contained: readonly JsonObject[]): NationalLetter[] {
  return contained
    .filter((each) => each['resourceType'] === 'DocumentReference' && codingOf(each['type']).code === 'REFERRER')
    .flatMap((each) => {
      const file = object(objects(each['content'])[0]?.['attachment'])
      const url = text(file['url'])
      const description = text(each['description'])
      if (url === undefined) return []
      const availability = codingOf(extensionNamed(file['extension'], extensionUrl('AvailabilityStatus'))?.['valueCoding']).code
      return [{ url, name: text(file['title']) ?? url, ...(description !== undefined && { description }), availability: availability ?? 'PENDING' }]
    })
}

function appointmentIn(contained: readonly JsonObject[]): NationalReferral['appointment'] {
  const appointment = contained.find(({ resourceType }) => resourceType === 'Appointment')
  const [id, status] = [text(appointment?.['id']), text(appointment?.['status'])]
  if (!appointment || !id || !status) return undefined
  const serviceId = objects(appointment['participant']).map(({ actor }) => identifierOf(actor, ERS_ID.service)).find((each) => each !== undefined)
  const [start, end] = [text(appointment['start']), text(appointment['end'])]
  return { id, status, ...(serviceId !== undefined && { serviceId }), ...(start !== undefined && { start }), ...(end !== undefined && { end }) }
}
