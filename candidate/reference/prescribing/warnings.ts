import { allergiesOf, type Allergy } from '../allergies/allergies.ts'
import { behaviour } from '../behaviour.ts'
import { unreviewedAllergies } from '../gp2gp/unreviewed.ts'
import { formatDate } from '../pages/format.ts'
import type { Services } from '../services.ts'
import { GUIDANCE_DAYS, isLongSupply } from './controlled-drugs.ts'
import type { Item, ItemContent, KeptAcknowledgement } from './item.ts'
import { itemsStore } from './items-store.ts'
import { CLASSES, INTERACTIONS, type Medicine } from './medicines.ts'
import { prescriptionsStore } from './prescriptions-store.ts'

/** Something the prescriber must read before going on, and give a reason for going on. */
export interface Warning {
  /** `warning-allergy`, `warning-unreviewed-allergies`, `warning-duplicate`, `warning-early-issue`, `warning-interaction`, `warning-controlled-drug-supply`. */
  code: string
  text: string
}

const DAY = 24 * 60 * 60 * 1000
/** Days a supply is taken to last when nobody said. */
const USUAL_SUPPLY = 28

/** Whether an allergy is to this medicine: to the product, to a substance in it, or to a class it belongs to. */
export const isAllergicTo = behaviour('prescribing.isAllergicTo', ({ code }: Allergy, medicine: Medicine): boolean =>
  [medicine.code, ...Object.keys(medicine.ingredients), ...medicine.classes.flatMap((name) => CLASSES[name]?.codes ?? [])].includes(code),
)

/** Whether two products double each other: a substance in common, or a therapeutic class. */
export const doubles = behaviour('prescribing.doubles', (one: Medicine, other: Medicine): boolean =>
  [...Object.keys(one.ingredients), ...one.classes].some((each) => each in other.ingredients || other.classes.includes(each)),
)

/** Other medicines with which this one is dangerous, and why. */
export const dangersOf = behaviour(
  'prescribing.dangersOf',
  (medicine: Medicine, others: readonly Item[]): { text: string; involved: Item[] }[] =>
    INTERACTIONS.flatMap(({ between, text }) => {
      const [ours, theirs] = [
        between.find((name) => medicine.classes.includes(name)),
        between.find((name) => !medicine.classes.includes(name)),
      ]
      const involved = ours === undefined || theirs === undefined ? [] : others.filter((other) => other.medicine.classes.includes(theirs))
      return involved.length > 0 ? [{ text, involved }] : []
    }),
)

/** Whether a medicine is prescribed again while an earlier supply of it should last. */
export const isTooEarly = behaviour(
  'prescribing.isTooEarly',
  (medicine: Medicine, { code, status }: Item): boolean => code === medicine.code && status !== 'draft',
)

/** Everything that the prescriber must be warned of before an item is completed. */
export function warningsFor(
  services: Services,
  patientId: string,
  item: { id?: string; content: ItemContent; medicine: Medicine },
): Warning[] {
  const { medicine, content } = item
  const allergies = allergiesOf(services, patientId).filter((allergy) => isAllergicTo(allergy, medicine))
  const unreviewed = unreviewedAllergies(services, patientId)
  const others = medicationNow(services, patientId).filter(({ id }) => id !== item.id)
  const early = others.filter((other) => isTooEarly(medicine, other))
  const double = others.filter((other) => !early.includes(other) && doubles(medicine, other.medicine))
  const dangers = dangersOf(medicine, others)
  const names = (list: readonly { medicine: Medicine }[]) => list.map((each) => each.medicine.term).join(', ')
  return [
    ...(allergies.length > 0
      ? [
          {
            code: 'warning-allergy',
            text: `Allergy: the patient is recorded as allergic to ${allergies.map(({ term }) => term).join(', ')}. ${medicine.term} must not be given without thought.`,
          },
        ]
      : []),
    ...(unreviewed.length > 0
      ? [{ code: 'warning-unreviewed-allergies', text: `Allergies have come with the record from another practice and nobody has reviewed them: ${unreviewed.map(({ term }) => term).join(', ')}.` }]
      : []),
    ...early.map((other) => ({
      code: 'warning-early-issue',
      text: `Too early: ${medicine.term} was prescribed on ${formatDate(startOf(services, other))} for ${other.days ?? USUAL_SUPPLY} days and should not have run out.`,
    })),
    ...(double.length > 0 ? [{ code: 'warning-duplicate', text: `Duplicate therapy: the patient already has ${names(double)}.` }] : []),
    ...dangers.map(({ text, involved }) => ({
      code: 'warning-interaction',
      text: `Interaction: ${text} The patient has ${names(involved)}.`,
    })),
    ...(isLongSupply(medicine, content.days ?? 0)
      ? [
          {
            code: 'warning-controlled-drug-supply',
            text: `${medicine.term} is a controlled drug of schedule ${medicine.schedule}: ${content.days} days' supply is more than the ${GUIDANCE_DAYS} days that guidance advises.`,
          },
        ]
      : []),
  ]
}

/** Whether a warning was read by this person, as it stands now, with a reason for going on. */
export const isAcknowledged = behaviour(
  'prescribing.isAcknowledged',
  (warning: Warning, acknowledgements: readonly KeptAcknowledgement[], userId: string): boolean =>
    acknowledgements.some(({ warning: code, text, by }) => code === warning.code && text === warning.text && by.id === userId),
)

/** What the patient takes at present, as far as this practice prescribed it: drafts, and what is signed and has not run out. */
export const medicationNow = behaviour('prescribing.medicationNow', (services: Services, patientId: string): Item[] => {
  const now = services.clock.now()
  return itemsStore(services)
    .ofPatient(patientId)
    .filter((item) => {
      if (item.status === 'draft') return true
      if (item.status !== 'signed' && item.status !== 'sent' && item.status !== 'dispensed') return false
      const supplies = item.course === 'continuous-repeat-dispensing' ? 1 + (item.repeats ?? 0) : 1
      return Date.parse(startOf(services, item)) + (item.days ?? USUAL_SUPPLY) * supplies * DAY > now
    })
})

const startOf = (services: Services, { prescriptionId, draftedAt }: Item): string =>
  (prescriptionId === undefined ? undefined : prescriptionsStore(services).find(prescriptionId)?.signedAt) ?? draftedAt
