import { fhir, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { demanded, EVERY_CALL, USER_OR_APPLICATION } from '../access.ts'
import { list, object, type Json } from '../json.ts'
import { numberFrom, numberIn, patientAtSpine } from '../nhs-number.ts'
import type { ScrState, Summary } from '../state.ts'

const CLAUSE = 'SCR FHIR API: Get patient’s Summary Care Record (GET /Bundle)'
const SUBJECT = 'composition.subject:Patient.identifier'

/** The current summary. An identifier that is not (or not any more) the current one gives an empty bundle, not an error. */
export const getSummary = route<ScrState>({
  operation: 'get-scr',
  method: 'GET',
  path: '/Bundle',
  access: USER_OR_APPLICATION,
  requires: EVERY_CALL,
  subject: (call) => numberIn(call, SUBJECT),
  handle(call) {
    const id = demanded(call, 'composition.identifier', CLAUSE)
    const nhsNumber = numberFrom(demanded(call, SUBJECT, CLAUSE), CLAUSE, SUBJECT)
    const summary = patientAtSpine(call, nhsNumber, CLAUSE).summaries.at(-1)
    if (summary?.id !== id) return fhir(200, { resourceType: 'Bundle', id: call.environment.random.uuid(), type: 'searchset', total: 0 })
    return asSearchset(summary, `${call.baseUrl}/summary-care-record/FHIR/R4`)
  },
})

/** A document is given back as a searchset, and empty cells of a table as pairs of tags. */
function asSearchset({ bundle }: Summary, base: string): Reply {
  const entry = list(bundle['entry']).map((each) => {
    const resource = object(object(each)['resource'])
    return { fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`, resource }
  })
  const { resourceType, id, identifier, timestamp } = bundle
  const searchset: Json = { resourceType, id, identifier, type: 'searchset', timestamp, total: entry.length, entry }
  const reply = fhir(200, searchset)
  return { ...reply, body: String(reply.body).replaceAll('<td/>', '<td></td>') }
}
