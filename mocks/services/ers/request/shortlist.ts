import { codeSystem, extensionUrl, ID, profile } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import type { DirectoryService } from '../model/directory-service.ts'
import { satisfies, type RequestType } from '../rules/find-services.ts'
import { readCriteria, type Criteria } from './criteria.ts'
import type { Part, Values } from './parameters.ts'
import { coding, identifier, metaOf, unsignedInt } from './shape.ts'

/** The most services a shortlist may hold. */
export const SHORTLIST_LIMIT = 20

interface ShortlistResource {
  contained: Record<string, unknown>[]
  extension: { valueReference: { reference: string } }[]
  entry: { item: { identifier: { value: string } } }[]
}

export const shortlistPart: Part = {
  as: 'resource',
  min: 1,
  schema: {
    type: 'object',
    required: ['resourceType', 'meta', 'status', 'mode', 'contained', 'extension', 'entry'],
    properties: {
      resourceType: { const: 'List' },
      meta: metaOf(profile('Shortlist-List')),
      status: { const: 'current' },
      mode: { const: 'snapshot' },
      contained: { type: 'array', minItems: 1, items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
      extension: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: {
          type: 'object',
          required: ['url', 'valueReference'],
          properties: {
            url: { const: extensionUrl('Shortlist-SearchCriteria') },
            valueReference: { type: 'object', required: ['reference'], properties: { reference: { type: 'string', pattern: '^#' } } },
          },
        },
      },
      entry: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['item'],
          properties: { item: { type: 'object', required: ['identifier'], properties: { identifier: identifier(ID.service), display: { type: 'string' } } } },
        },
      },
    },
  },
}

export const letterIntentionPart: Part = { as: 'valueCoding', schema: coding(codeSystem('ReferralLetterIntention'), ['NEED_TO_ADD_LATER', 'NOT_INTENDING_TO_ADD']), min: 1 }
export const reminderPart: Part = { as: 'valueUnsignedInt', schema: unsignedInt, min: 1 }

/** A shortlist that satisfies its own search criteria. */
export interface Shortlist {
  criteria: Criteria
  services: DirectoryService[]
}

/**
 * Reads and checks a shortlist: at most so many services, each once, each one that the criteria find for the patient.
 * Error codes and the words for duplicates as published for A011 and A031.
 */
export function readShortlist(ers: Ers, values: Values, nhsNumber: string, requestType: RequestType, limit = SHORTLIST_LIMIT): Shortlist {
  const resource = values.one<ShortlistResource>('shortlist')!
  const reference = resource.extension[0]!.valueReference.reference.slice(1)
  const index = resource.contained.findIndex((contained) => contained.id === reference)
  if (index < 0) ers.reject('REFERENCE_NOT_FOUND', `'shortlist/extension' (#${reference}) is not contained.`, '/shortlist/extension')
  const criteria = readCriteria(ers, resource.contained[index], `shortlist/resource/contained[${index}]`)

  const ids = resource.entry.map((entry) => entry.item.identifier.value)
  if (ids.length > limit) ers.reject('TOO_MANY_ITEMS', `'Shortlist' has ${ids.length} services, at most ${limit} are allowed.`, '/shortlist/entry')
  const services = ids.map((id, at) => {
    const pointer = `/shortlist/entry/${at}`
    if (ids.indexOf(id) !== at) ers.reject('DUPLICATE_SERVICE', `'Shortlist/Service Id' (${id}) cannot be added to a shortlist more than once.`, pointer)
    const service = ers.state.services.get(id)
    if (!service) return ers.reject('REFERENCE_NOT_FOUND', `'Shortlist/Service Id' (${id}) could not be found.`, pointer)
    // It may have been found before it closed: that is nobody's mistake.
    if (service.withdrawn) ers.decline('SHORTLISTED_SERVICE_NOT_IN_RESULTS', `'Shortlist/Service Id' (${id}) does not satisfy the search criteria.`)
    if (!satisfies(service, criteria, requestType, ers.state, nhsNumber, ers.now)) {
      ers.reject('SHORTLISTED_SERVICE_NOT_IN_RESULTS', `'Shortlist/Service Id' (${id}) does not satisfy the search criteria.`, pointer)
    }
    return service
  })
  return { criteria, services }
}

/** What the referrer says of the letter; a service that needs one cannot be shortlisted without the intention (or a letter that is there). */
export function readLetterIntention(ers: Ers, values: Values, services: readonly DirectoryService[], hasLetter: boolean): 'NEED_TO_ADD_LATER' | 'NOT_INTENDING_TO_ADD' {
  const { code } = values.one<{ code: 'NEED_TO_ADD_LATER' | 'NOT_INTENDING_TO_ADD' }>('intentionToAddReferralLetter')!
  const demanding = services.find((service) => service.letterRequired)
  if (code === 'NOT_INTENDING_TO_ADD' && demanding && !hasLetter) {
    ers.reject('INAPPROPRIATE_VALUE', `'intentionToAddReferralLetter' (${code}) is inappropriate: service ${demanding.id} requires a referral letter.`, '/intentionToAddReferralLetter')
  }
  return code
}

/** For requests that go straight to triage: exactly one service, of the triage kind, a letter to come, and no reminder to the patient. */
export function ensureForTriage(ers: Ers, values: Values, { services }: Shortlist, hasLetter: boolean): void {
  if (services.length !== 1) ers.reject('TOO_MANY_ITEMS', `'Shortlist' has ${services.length} services, exactly one is allowed when sending for triage.`, '/shortlist/entry')
  if (!services[0]!.requestTypes.includes('TRIAGE_REQUEST')) ers.reject('INAPPROPRIATE_VALUE', `'Shortlist/Service Id' (${services[0]!.id}) does not support triage requests.`, '/shortlist/entry/0')
  const { code } = values.one<{ code: string }>('intentionToAddReferralLetter')!
  if (code !== 'NEED_TO_ADD_LATER' && !hasLetter) ers.reject('INAPPROPRIATE_VALUE', `'intentionToAddReferralLetter' (${code}) is inappropriate when sending for triage.`, '/intentionToAddReferralLetter')
  const days = values.one<number>('firstReminderLetterFollowUpDays')!
  if (days !== 0) ers.reject('INAPPROPRIATE_VALUE', `'firstReminderLetterFollowUpDays' (${days}) must be 0 when sending for triage.`, '/firstReminderLetterFollowUpDays')
}
