import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { reject } from '../errors.ts'
import { ACCESS, CHECKS, requireIfMatch } from '../headers.ts'
import type { Part } from '../parts.ts'
import { changeEntry } from '../record.ts'
import type { RaState } from '../state.ts'
import { authorOf, bodyOf, carryOut, missing, requireVersion, written } from '../write.ts'

const OPERATIONS: Record<Part, string> = { Consent: 'updateConsent', Flag: 'updateFlag', List: 'updateList', UnderlyingConditionList: 'updateUnderlyingCondition' }
const ID = /^(\d{10})\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Replaces a part by its next version; If-Match names the version that the caller has seen. */
export const updatePart = (part: Part) =>
  route<RaState>({
    operation: OPERATIONS[part],
    method: 'PUT',
    path: `/${part}/:id`,
    access: ACCESS,
    requires: CHECKS,
    subject: (call) => ID.exec(call.params.id ?? '')?.[1],
    handle(call) {
      const clause = `Reasonable Adjustment Flag API: ${OPERATIONS[part]}`
      const id = call.params.id!
      const nhsNumber = ID.exec(id)?.[1]
      if (nhsNumber === undefined) return reject('INVALID_RESOURCE_ID', `Invalid resource id '${id}'`, { rule: 'invalid-id', clause, pointer: 'path' })
      const version = requireIfMatch(call)
      const body = bodyOf(call, part === 'Consent' ? 'ConsentUpdate' : part, clause)
      const by = authorOf(call)
      return carryOut(call, nhsNumber, () => {
        const entry = call.state.entries.get(id)
        if (!entry || entry.part !== part || !entry.active) return refuse(missing(entry?.part === part))
        requireVersion(version, entry)
        if (body.status === 'inactive' && !JSON.stringify(body.extension ?? '').includes(codes.removalReason.extension))
          call.note({ rule: 'no-removal-reason', detail: 'made inactive without a removal reason', clause: `${clause}, example`, pointer: '/extension' })
        return written(call, 200, changeEntry(call.environment, entry, body, by))
      })
    },
  })
