import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { homeAddress, usualName } from '../demographics/details.ts'
import { whyNotPharmacy } from '../demographics/nominate-pharmacy.ts'
import { NOMINATED_PHARMACY } from '../demographics/patches.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { needsWords, validUntil } from './controlled-drugs.ts'
import type { Item } from './item.ts'
import type { Order, OrderLine, OrderPatient, OrderPractice } from './order.ts'
import type { Prescriber } from './prescriber.ts'
import { newPrescriptionId } from './prescription-id.ts'
import { settingsOf } from './signing-keys.ts'
import { inWords } from './words.ts'

/** The identifier of an item on a prescription: new, and like no other. */
export const newLineId = behaviour('prescribing.newLineId', (_item: Item, _position: number): string => randomUUID())

/** How much to take and when, as it goes to the pharmacy: word for word as the prescriber wrote it, step by step. */
export const dosageOn = behaviour('prescribing.dosageOn', ({ dosage }: Item): readonly string[] => dosage)

/** The role profile in which the prescriber signs: the one they chose for this session. */
export const roleOfSigner = behaviour('prescribing.roleOfSigner', ({ role }: Work): { id: string; code: string; name: string } => role)

/** The pharmacy the patient has nominated, as PDS has it now. */
export const nominatedPharmacy = behaviour(
  'prescribing.nominatedPharmacy',
  ({ national }: RegisteredPatient): string | undefined =>
    national.extension?.find(({ url }) => url === NOMINATED_PHARMACY)?.valueReference?.identifier?.value,
)

/**
 * The nominated pharmacy, if it is one and open. A prescription must not lie where nobody fetches it. When ODS cannot be
 * asked, the nomination stands: it was checked when it was made.
 */
export const checkedPharmacy = behaviour('prescribing.checkedPharmacy', async (work: Work, odsCode: string): Promise<string> => {
  let text: string | undefined
  try {
    text = whyNotPharmacy(await work.services.ods.read(work, odsCode))
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('national-')) throw error
  }
  if (text === undefined) return odsCode
  throw new Refusal('rule', [
    {
      reason: 'pharmacy',
      text: `The nominated pharmacy cannot be used. ${text} Change the nomination, or send the prescription without one.`,
    },
  ])
})

/** Items of one prescription as the prescriber will sign them. Nothing has been sent when this refuses. */
export function buildOrder(
  work: Work,
  {
    items,
    patient,
    prescriber,
    pharmacy,
  }: { items: readonly Item[]; patient: RegisteredPatient; prescriber: Prescriber; pharmacy: string | undefined },
): Order {
  const { clock } = work.services
  const [first] = items
  if (!first) throw new Error('an order without items')
  const { member } = prescriber
  const days = new Set(items.map((item) => item.days))
  const today = clock.today()
  const role = roleOfSigner(work)
  return {
    messageId: randomUUID(),
    longId: randomUUID(),
    shortId: newPrescriptionId(work.services.config.practice.odsCode),
    authoredOn: clock.timestamp(),
    course: first.course,
    type: prescriber.type,
    validFrom: today,
    validUntil: validUntil(
      today,
      items.map(({ medicine }) => medicine),
      first.course,
    ),
    // EPS wants one duration for the whole prescription; where items differ, none is given.
    ...(days.size === 1 && first.days !== undefined && { days: first.days }),
    ...(first.repeats !== undefined && { repeats: first.repeats }),
    ...(pharmacy !== undefined && { pharmacy }),
    patient: patientOn(work, patient, items),
    prescriber: {
      userId: member.id,
      role: { id: role.id, code: role.code, name: role.name },
      numbers: prescriber.numbers,
      name: { family: member.family, given: [member.given], ...(member.title !== undefined && { prefix: [member.title] }) },
    },
    practice: practiceOn(work),
    lines: items.map((item, position): OrderLine => ({
      lineId: newLineId(item, position),
      item,
      dosage: dosageOn(item),
      ...(needsWords(item.medicine) && { words: inWords(item.quantity) }),
    })),
  }
}

function patientOn({ services }: Work, { nhsNumber, national }: RegisteredPatient, items: readonly Item[]): OrderPatient {
  const name = national.name?.[usualName(national)]
  const home = national.address?.[homeAddress(national)]
  if (!name || !national.birthDate)
    throw new Refusal('rule', 'PDS gives no name or no date of birth for this patient. Nothing can be prescribed electronically.')
  if (!home && items.some(({ medicine }) => needsWords(medicine)))
    throw new Refusal('rule', [
      { reason: 'controlled-drug', text: 'A prescription for this controlled drug must have the patient’s address, and PDS gives none.' },
    ])
  return {
    nhsNumber,
    name,
    gender: national.gender ?? 'unknown',
    birthDate: national.birthDate,
    ...(home && { address: { line: (home.line ?? []).filter(Boolean), postalCode: home.postalCode ?? '' } }),
    practice: national.generalPractitioner?.[0]?.identifier?.value ?? services.config.practice.odsCode,
  }
}

/** The practice as prescriptions name it. */
export function practiceOn({ services }: Work): OrderPractice {
  const { odsCode, name, telephone, address } = services.config.practice
  const { commissioner } = settingsOf(services)
  if (telephone === undefined || !address || !commissioner)
    throw new Refusal(
      'rule',
      'Prescriptions need the practice’s telephone, address and commissioner, and this system was set up without. Ask whoever runs it.',
    )
  return { odsCode, name, telephone, address, commissioner }
}
