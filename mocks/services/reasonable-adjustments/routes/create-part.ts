import { route } from '../../../kit/route.ts'
import { reject } from '../errors.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import type { Part } from '../parts.ts'
import { addEntry } from '../record.ts'
import { entriesOf, type RaState } from '../state.ts'
import { authorOf, bodyOf, carryOut, subjectOf, subjectOfBody, written } from '../write.ts'

const OPERATIONS: Record<Part, string> = { Consent: 'postConsent', Flag: 'postFlag', List: 'postList', UnderlyingConditionList: 'postUnderlyingCondition' }

/** Adds a part to a patient's record. Consent comes first: with it the record begins. */
export const createPart = (part: Part) =>
  route<RaState>({
    operation: OPERATIONS[part],
    method: 'POST',
    path: `/${part}`,
    access: ACCESS,
    requires: CHECKS,
    subject: subjectOfBody,
    handle(call) {
      const clause = `Reasonable Adjustment Flag API: ${OPERATIONS[part]}`
      const body = bodyOf(call, part, clause)
      const nhsNumber = subjectOf(body, clause)
      const by = authorOf(call)
      return carryOut(call, nhsNumber, () => {
        const hasConsent = entriesOf(call.state, nhsNumber, 'Consent').length > 0
        if (part === 'Consent' && hasConsent) reject('INVALID_UPDATE', 'The patient has a Reasonable Adjustment Flag already', { rule: 'second-record', clause })
        if (part !== 'Consent' && !hasConsent)
          reject('INVALID_UPDATE', 'The patient has no Reasonable Adjustment Flag: add consent details first', { rule: 'no-consent', clause: 'Reasonable Adjustment Flag API: Using this API' })
        if (part === 'List' && entriesOf(call.state, nhsNumber, 'List').length > 0) reject('INVALID_UPDATE', 'The patient has a list of impairments already', { rule: 'second-list', clause })
        noteHttps(call, body)
        return written(call, 201, addEntry(call.state, call.environment, { part, nhsNumber, body, by }))
      })
    },
  })

/** SNOMED CT is `http://snomed.info/sct`; a published example has https, so that it is let pass. */
function noteHttps(call: Parameters<typeof bodyOf>[0], body: Record<string, unknown>): void {
  const code = body.code as { coding?: { system?: string }[] } | undefined
  if (code?.coding?.[0]?.system?.startsWith('https://snomed'))
    call.note({ rule: 'snomed-system', detail: 'SNOMED CT named as https://snomed.info/sct', clause: 'SNOMED CT URI standard', pointer: '/code/coding/0/system' })
}
