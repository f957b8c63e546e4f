import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { ACCESS, codeIn, patientIn, subjectOfQuery } from '../request.ts'
import type { FlagsState } from '../state.ts'

/** All flags of a patient; with a code, that flag and what gives it context. Source: Patient Flags guide, Retrieve PatientFlags. */
export const getFlags = route<FlagsState>({
  operation: 'getFlags',
  method: 'GET',
  path: '/Flag',
  access: ACCESS,
  subject: subjectOfQuery,
  handle(call) {
    const nhsNumber = patientIn(call)
    const code = codeIn(call)
    const found = call.state.flags.filter((flag) => flag.nhsNumber === nhsNumber && (code === undefined || flag.code === code))
    const entry = [
      ...found.map(({ id, resource }) => ({ fullUrl: `urn:uuid:${id}`, resource, search: { mode: 'match' } })),
      ...(code === undefined ? [] : found.flatMap(({ details }) => details).map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource, search: { mode: 'include' } }))),
    ]
    return fhir(200, { resourceType: 'Bundle', type: 'searchset', total: found.length, link: [{ relation: 'self', url: `${call.baseUrl}${call.url}` }], entry })
  },
})
