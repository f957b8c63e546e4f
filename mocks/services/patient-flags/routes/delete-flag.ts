import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { outcome, reject } from '../errors.ts'
import { ACCESS, codeIn, KINDS, patientIn, subjectOfQuery } from '../request.ts'
import type { FlagsState } from '../state.ts'

/** Takes a flag away, for a reason. Source: Patient Flags guide, Remove an FGM Flag. */
export const deleteFlag = route<FlagsState>({
  operation: 'deleteFlag',
  method: 'DELETE',
  path: '/Flag',
  access: ACCESS,
  subject: subjectOfQuery,
  handle(call) {
    const nhsNumber = patientIn(call)
    const code = codeIn(call) ?? reject('MISSING_VALUE', 'Missing required parameter code', 'code-missing', 'code')
    const reason = call.header('x-removal')?.trim()
    if (!reason) reject('MISSING_VALUE', 'Missing required header x-removal', 'removal-reason', 'x-removal')
    if (!KINDS[code]!.written) reject('FORBIDDEN', `A ${KINDS[code]!.display} is removed by local authorities`, 'not-ours-to-remove', 'code')
    const at = call.state.flags.findIndex((flag) => flag.nhsNumber === nhsNumber && flag.code === code)
    if (at < 0) refuse(outcome('RESOURCE_NOT_FOUND', 'The patient has no such flag'))
    call.state.flags.splice(at, 1)
    const { grant } = call
    call.state.removals.push({ nhsNumber, code, reason, ...(grant?.kind === 'healthcare-worker' && { userId: grant.userId }) })
    return fhir(200, { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: 'Flag removed' }] })
  },
})
