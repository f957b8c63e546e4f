import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { demanded, EVERY_CALL, USER_OR_APPLICATION } from '../access.ts'
import { documentReferenceBundle } from '../document-reference.ts'
import { reject } from '../errors.ts'
import { numberFrom, numberIn, patientAtSpine } from '../nhs-number.ts'
import type { ScrState } from '../state.ts'
import { SUMMARY_TYPE } from '../systems.ts'

const CLAUSE = 'SCR FHIR API: Get patient’s latest Summary Care Record identifier (GET /DocumentReference)'

/** The only value that each optional parameter may have. */
const ONLY: Readonly<Record<string, string>> = { type: `${SUMMARY_TYPE.system}|${SUMMARY_TYPE.code}`, _sort: 'date', _count: '1' }

/** The identifier of the current summary, with the patient's permission; an empty bundle where there is none. */
export const getSummaryId = route<ScrState>({
  operation: 'get-scr-id',
  method: 'GET',
  path: '/DocumentReference',
  access: USER_OR_APPLICATION,
  requires: EVERY_CALL,
  subject: (call) => numberIn(call, 'patient'),
  handle(call) {
    const nhsNumber = numberFrom(demanded(call, 'patient', CLAUSE), CLAUSE, 'patient')
    for (const [name, only] of Object.entries(ONLY)) {
      const value = call.query.get(name)
      if (value && value !== only) reject(`Invalid value - ${value} in field '${name}'`, 'parameter-value', CLAUSE, `query:${name}`)
    }
    const { summaries, permission } = patientAtSpine(call, nhsNumber, CLAUSE)
    return fhir(200, documentReferenceBundle({ summary: summaries.at(-1), permission, base: `${call.baseUrl}/summary-care-record/FHIR/R4`, random: call.environment.random }))
  },
})
