import type { Environment } from '../../../kit/environment.ts'
import { codeSystem } from '../codes/systems.ts'
import type { Priority } from '../model/directory-service.ts'
import type { CriteriaParameter, Referral } from '../model/referral.ts'
import { newReferral, touch } from '../rules/new-referral.ts'
import { newId, type ErsState } from '../state.ts'
import { referralOf } from './find.ts'

interface WebReferral {
  nhsNumber: string
  /** SDS user id of the clinician. */
  userId: string
  /** ODS code of the practice. */
  organisation: string
  priority?: Priority
  specialty: string
  clinicType?: string
  services: string[]
}

/** What people of the practice do in the e-RS web application, past their own system. */
export const webUser = {
  /** A clinician refers a patient there. */
  referOnTheWeb(state: ErsState, { nhsNumber, userId, organisation, priority = 'ROUTINE', specialty, clinicType, services }: WebReferral, environment: Environment): Referral {
    const unknown = services.filter((id) => !state.services.has(id))
    if (unknown.length > 0) throw new Error(`Failed to refer to ${unknown.join(', ')}: not in the directory. There are: ${[...state.services.keys()].join(', ')}.`)
    const coded = (name: string, system: string, code: string): CriteriaParameter => ({ name, valueCoding: { system, code } })
    const parameters = [
      coded('priority', codeSystem('Priority'), priority),
      coded('specialty', `${environment.prefix}/referrals/FHIR/STU3/CodeSystem/SPECIALTY`, specialty),
      ...(clinicType === undefined ? [] : [coded('clinicType', codeSystem('ClinicType'), clinicType)]),
      { name: 'ageAndGenderAppropriate', valueBoolean: true },
    ]
    return newReferral(
      { state, now: environment.clock.now(), random: environment.random },
      { userId, organisation },
      {
        nhsNumber,
        clinicianId: userId,
        shortlist: { criteria: { priority, parameters }, services: services.map((id) => ({ id })) },
        letterIntention: 'NEED_TO_ADD_LATER',
        reminderDays: 0,
      },
    )
  },

  /** Somebody puts other services on the shortlist there. */
  changeShortlistOnTheWeb(state: ErsState, { ubrn, services }: { ubrn: string; services: string[] }, environment: Environment): Referral {
    const referral = referralOf(state, ubrn)
    referral.shortlist = services
    touch({ now: environment.clock.now() }, referral)
    return referral
  },

  /** Somebody says there what the patient needs besides, or which referral this one follows. */
  describeOnTheWeb(state: ErsState, { ubrn, ...more }: { ubrn: string } & Pick<Referral, 'additionalRequirements' | 'relatedReferral'>, environment: Environment): Referral {
    const referral = Object.assign(referralOf(state, ubrn), more)
    touch({ now: environment.clock.now() }, referral)
    return referral
  },

  /** Somebody attaches a letter there. */
  attachLetterOnTheWeb(state: ErsState, { ubrn, name, text = 'Dear colleague' }: { ubrn: string; name: string; text?: string }, environment: Environment): Referral {
    const referral = referralOf(state, ubrn)
    const now = environment.clock.now()
    const { organisation, userId } = referral.referrer
    const fileId = environment.random.uuid()
    state.files.set(fileId, { id: fileId, name, mediaType: 'text/plain', content: Buffer.from(text), availability: 'AVAILABLE', referralId: ubrn, uploadedBy: { userId, organisation }, uploadedAt: now })
    referral.attachments = [...referral.attachments, { id: newId(state), fileId, type: 'REFERRER', attachedAt: now }]
    touch({ now }, referral)
    return referral
  },
}
