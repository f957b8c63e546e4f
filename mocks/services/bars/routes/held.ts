import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Reply } from '../../../kit/reply.ts'
import { route, type Method } from '../../../kit/route.ts'
import { answered, patientIn, searchset, tokenIn } from '../answer.ts'
import { failure, reject } from '../errors.ts'
import { passedOn, requireUseContext } from '../headers.ts'
import { list, object, text } from '../json.ts'
import type { BarsState, Held } from '../state.ts'

/** NHS number of the resource at an address; for faults and the journal. */
const subjectAt = ({ state, params }: Call<BarsState>): string | undefined => state.held.get(params['id'] ?? '')?.nhsNumber

/** What a receiver holds of one kind: for a patient, or under the id that it gave. */
function reads(kind: Held['kind'], operations: { search: string; read: string }) {
  const search = route<BarsState>({
    operation: operations.search,
    method: 'GET',
    path: `/${kind}`,
    access: [application()],
    subject: patientIn,
    handle(call) {
      const receiver = passedOn(call)
      const wanted = criteria(call)
      return searchset(call, [...call.state.held.values()].filter((held) => held.kind === kind && held.serviceId === receiver.serviceId && wanted(held)).map(({ resource }) => resource))
    },
  })
  const read = route<BarsState>({
    operation: operations.read,
    method: 'GET',
    path: `/${kind}/:id`,
    access: [application()],
    subject: subjectAt,
    handle(call) {
      const receiver = passedOn(call)
      const held = call.state.held.get(call.params['id']!)
      if (!held || held.kind !== kind || held.serviceId !== receiver.serviceId) return refuse(failure(call, 'REC_NOT_FOUND-not-found'))
      return answered(call, held.resource)
    },
  })
  return [search, read]
}

/** A patient by NHS number, or by name, date of birth and postcode together; a referral by its reference. */
function criteria(call: Call<BarsState>): (held: Held) => boolean {
  const number = patientIn(call)
  const reference = tokenIn(call.query.get('ServiceRequest.identifier'))
  const [name, birthDate, postcode] = ['patient:name', 'patient:birthdate', 'patient:address-postalcode'].map((each) => call.query.get(each) ?? '')
  const words = { name: name!.toLowerCase().trim(), birthDate: birthDate!.replace(/^eq/, ''), postcode: postcode!.replaceAll(' ', '').toUpperCase() }
  const byWords = words.name !== '' && words.birthDate !== '' && words.postcode !== ''
  if (number === undefined && reference === '' && !byWords)
    reject(call, 'SEND_BAD_REQUEST-required', { rule: 'search', detail: 'Search by NHS number, by reference, or by name, date of birth and postcode together.', clause: 'BaRS API 1.4.0, query parameters of a patient', pointer: 'patient:identifier' })
  return (held) =>
    (number === undefined || held.nhsNumber === number) &&
    (reference === '' || list(held.resource['identifier']).some((each) => object(each)['value'] === reference)) &&
    (!byWords || matches(held, words))
}

function matches({ patient }: Held, { name, birthDate, postcode }: { name: string; birthDate: string; postcode: string }): boolean {
  const names = list(patient['name']).map(object).map(({ given, family, text: whole }) => [text(whole), [...list(given).map(text), text(family)].join(' ')].join(' ').toLowerCase())
  const postcodes = list(patient['address']).map((each) => text(object(each)['postalCode']).replaceAll(' ', '').toUpperCase())
  return patient['birthDate'] === birthDate && postcodes.includes(postcode) && names.some((each) => name.split(/\s+/).every((part) => each.includes(part)))
}

/** Changes without a message, which the newest version of the API describes and no receiver has yet: 501. */
const writes = (kind: Held['kind']) =>
  (
    [
      [`create${kind}`, 'POST', `/${kind}`],
      [`update${kind}`, 'PUT', `/${kind}/:id`],
      [`patch${kind}`, 'PATCH', `/${kind}/:id`],
      [`delete${kind}`, 'DELETE', `/${kind}/:id`],
    ] as [string, Method, string][]
  ).map(([operation, method, path]) =>
    route<BarsState>({
      operation,
      method,
      path,
      access: [application()],
      subject: subjectAt,
      handle(call): Reply {
        passedOn(call)
        requireUseContext(call)
        return failure(call, 'REC_NOT_IMPLEMENTED-not-supported')
      },
    }),
  )

export const heldRoutes = [
  ...reads('Appointment', { search: 'getAppointments', read: 'getAppointment' }),
  ...reads('ServiceRequest', { search: 'getServiceRequests', read: 'getServiceRequest' }),
  ...writes('Appointment'),
  ...writes('ServiceRequest'),
]
