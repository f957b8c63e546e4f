import { decodeJwt } from 'jose'
import { behaviour } from '../behaviour.ts'
import { staffMember, type StaffMember } from '../practice/practice-data.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** Who may sign: prescribers, independent or supplementary, and nurses with their formulary. Preparing is not signing. */
export const demandSigner = behaviour('prescribing.demandSigner', ({ role }: Work): void => demand(role, 'B0420', 'B0440', 'B0058'))

/** Signing and cancelling want the strongest sign-in (AAL3): EPS takes nothing from anybody else. */
export const demandStrongSignIn = behaviour('prescribing.demandStrongSignIn', ({ session }: Work): void => {
  if (Number(decodeJwt(session.idToken)['authentication_assurance_level']) >= 3) return
  throw new Refusal('not-permitted', [
    {
      reason: 'sign-in-too-weak',
      text: 'You signed in without your smartcard or security key. Prescriptions can be prepared so, not signed, sent or cancelled. Sign in again with it.',
    },
  ])
})

/** A number with a professional body, as EPS wants it. */
export interface ProfessionalNumber {
  system: string
  value: string
}

/** Professional bodies that prescribers belong to, and the type of their prescriptions in primary care (EPS, prescription-type). */
const BODIES: readonly { body: string; system: string; type: { code: string; display: string } }[] = [
  {
    body: 'gmc',
    system: 'https://fhir.hl7.org.uk/Id/gmc-number',
    type: { code: '0101', display: 'Primary Care Prescriber - Medical Prescriber' },
  },
  {
    body: 'nmc',
    system: 'https://fhir.hl7.org.uk/Id/nmc-number',
    type: { code: '0104', display: 'Primary Care Prescriber - Nurse Independent/Supplementary prescriber' },
  },
  {
    body: 'gphc',
    system: 'https://fhir.hl7.org.uk/Id/gphc-number',
    type: { code: '0108', display: 'Primary Care Prescriber - Pharmacist Independent/Supplementary prescriber' },
  },
]

/** Whoever signs: who they are, and under which number. */
export interface Prescriber {
  member: StaffMember
  type: { code: string; display: string }
  /** Exactly one of a professional body; with it the number under which prescriptions are paid for, where there is one. */
  numbers: readonly ProfessionalNumber[]
}

/** The numbers that name a prescriber in a message: that of the professional body, and the DIN. Never a GMP number: EPS refuses it. */
export const numbersOf = behaviour(
  'prescribing.numbersOf',
  ({ professionalCodes }: StaffMember, body: { body: string; system: string }): ProfessionalNumber[] => [
    { system: body.system, value: professionalCodes[body.body] ?? '' },
    ...(professionalCodes['din'] ? [{ system: 'https://fhir.hl7.org.uk/Id/din-number', value: professionalCodes['din'] }] : []),
  ],
)

/** The signed-in user as a prescriber. */
export function prescriberAt({ services, session }: Work): Prescriber {
  const member = staffMember(services.practice, session.user.id)
  const body = BODIES.find((each) => member?.professionalCodes[each.body])
  if (!member || !body)
    throw new Refusal('rule', [
      {
        reason: 'no-professional-code',
        text: 'This practice has no professional number (GMC, NMC or GPhC) for you, so your prescriptions could not be dispensed. Ask the practice manager.',
      },
    ])
  return { member, type: body.type, numbers: numbersOf(member, body) }
}
