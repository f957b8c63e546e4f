import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { CLINICAL_USERS } from '../admissions.ts'
import { careConnect, codeSystem } from '../codes/systems.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { hasStandingAppointment, type Referral } from '../model/referral.ts'
import { resolveReferral } from '../request/resolve.ts'
import { instantOf } from '../resources/coding.ts'
import type { ErsState } from '../state.ts'

const DISPLAY = {
  CREATE_APPOINTMENT: 'Create Appointment',
  CHANGE_SHORTLIST: 'Change Shortlist',
  CHANGE_SHORTLIST_AND_SEND_FOR_TRIAGE: 'Change Shortlist and Send for Triage',
  CANCEL_REFERRAL: 'Cancel Referral',
  CANCEL_DIRECTLY_BOOKED_APPOINTMENT: 'Cancel Directly Booked Appointment',
} as const
type Action = keyof typeof DISPLAY

const FOCUS = /^ReferralRequest\/(\d{12})\/_history\/(\d+)$/

/** Says what the user could do with a referral right now. */
export const availableActions = ersRoute({
  operation: 'a029-available-actions-for-user-list',
  method: 'GET',
  path: '/STU3/Task',
  admission: { ...CLINICAL_USERS, applications: ['PROVIDER_AUTHORISED_APPLICATION'] },
  subject: subjectOfFocus,
  handle(ers) {
    const { call, base, now } = ers
    const focus = parameter(ers, 'focus')
    for (const [name, only] of [['intent', 'proposal'], ['status', 'ready']] as const) {
      const value = parameter(ers, name)
      if (value !== only) ers.reject('INVALID_VALUE', `'${name}' (${value}) is invalid.`, `query:${name}`, 400)
    }
    const match = FOCUS.exec(focus)
    if (!match) return ers.reject('INVALID_VALUE', `'focus' (${focus}) is invalid.`, 'query:focus', 400)
    if (!ers.state.referrals.has(match[1]!)) ers.reject('REFERENCE_NOT_FOUND', `'focus' (${focus}) could not be found.`, 'query:focus', 400)
    const referral = resolveReferral(ers, match[1])
    if (Number(match[2]) !== referral.version) ers.reject('HISTORY_NOT_SUPPORTED', 'Only the current version of the UBRN is permissible.', 'query:focus', 400)

    return fhir(200, {
      id: call.environment.random.uuid(),
      meta: { lastUpdated: instantOf(now), profile: ['http://hl7.org/fhir/STU3/StructureDefinition/Bundle'] },
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'self', url: `${base}/STU3/Task?focus=${focus}&intent=proposal&status=ready` }],
      entry: actionsFor(referral).map((action) => {
        const id = call.environment.random.uuid()
        return { fullUrl: `${base}/STU3/Task/${id}`, resource: task(id, focus, action), search: { mode: 'match' } }
      }),
    })
  },
})

function parameter(ers: Ers, name: string): string {
  const value = ers.call.query.get(name)
  return value === null || value === '' ? ers.reject('MISSING_PARAMETER', `'${name}' is missing.`, `query:${name}`, 400) : value
}

/** What a referrer can do, by where the referral stands. */
function actionsFor(referral: Referral): Action[] {
  if (referral.state.code === 'CANCELLED_REFERRAL') return []
  if (!hasStandingAppointment(referral)) return ['CREATE_APPOINTMENT', 'CHANGE_SHORTLIST', 'CHANGE_SHORTLIST_AND_SEND_FOR_TRIAGE', 'CANCEL_REFERRAL']
  return referral.appointment?.status === 'booked' && referral.appointment.slotId !== undefined ? ['CANCEL_REFERRAL', 'CANCEL_DIRECTLY_BOOKED_APPOINTMENT'] : ['CANCEL_REFERRAL']
}

function task(id: string, focus: string, action: Action) {
  return {
    id,
    meta: { profile: [careConnect('Task')] },
    resourceType: 'Task',
    status: 'ready',
    intent: 'proposal',
    focus: { reference: focus },
    code: { coding: [{ system: codeSystem('AvailableActionsForUser'), code: action, display: DISPLAY[action] }] },
  }
}

function subjectOfFocus(call: Call<ErsState>): string | undefined {
  const ubrn = FOCUS.exec(call.query.get('focus') ?? '')?.[1]
  return ubrn === undefined ? undefined : call.state.referrals.get(ubrn)?.nhsNumber
}
