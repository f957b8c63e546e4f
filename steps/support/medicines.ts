import { defineParameterType } from '@cucumber/cucumber'
import type { Allergy } from '../../candidate/port/demographics.ts'
import type { MedicationOrder } from '../../candidate/port/prescribing.ts'

const TABLET = { code: '428673006', term: 'tablet' }
const CAPSULE = { code: '428641000', term: 'capsule' }
const DOSE = { code: '3317411000001100', term: 'dose' }
const PATCH = { code: '419702001', term: 'patch' }

/** dm+d products by the name that scenarios use, with a dose, a quantity and a supply that nobody would object to. */
export const MEDICINES = {
  amoxicillin: { code: '39732311000001104', term: 'Amoxicillin 250mg capsules', dosage: ['1 capsule three times a day'], quantity: 21, unit: CAPSULE, days: 7, course: 'acute' },
  paracetamol: { code: '322236009', term: 'Paracetamol 500mg tablets', dosage: ['2 tablets up to four times a day'], quantity: 56, unit: TABLET, days: 7, course: 'acute' },
  'co-codamol': { code: '322341003', term: 'Co-codamol 30mg/500mg tablets', dosage: ['1 tablet four times a day when needed'], quantity: 28, unit: TABLET, days: 7, course: 'acute' },
  salbutamol: { code: '39113611000001102', term: 'Salbutamol 100micrograms/dose inhaler CFC free', dosage: ['2 puffs when needed'], quantity: 200, unit: DOSE, days: 28, course: 'acute' },
  prednisolone: { code: '325427002', term: 'Prednisolone 5mg tablets', dosage: ['6 tablets in the morning'], quantity: 30, unit: TABLET, days: 5, course: 'acute' },
  furosemide: { code: '317972000', term: 'Furosemide 40mg tablets', dosage: ['1 tablet in the morning'], quantity: 28, unit: TABLET, days: 28, course: 'acute' },
  methotrexate: {
    code: '15517911000001104',
    term: 'Methotrexate 10mg/0.2ml solution for injection pre-filled syringes',
    dosage: ['10 mg once a week, on Mondays'],
    quantity: 4,
    unit: { code: '3318611000001103', term: 'pre-filled disposable injection' },
    days: 28,
    course: 'acute',
  },
  'stronger morphine': { code: '36126811000001109', term: 'Morphine 15mg modified-release tablets', dosage: ['1 tablet twice a day'], quantity: 28, unit: TABLET, days: 14, course: 'acute' },
  morphine: { code: '36126511000001106', term: 'Morphine 10mg modified-release tablets', dosage: ['1 tablet twice a day'], quantity: 56, unit: TABLET, days: 28, course: 'acute' },
  fentanyl: { code: '36120011000001101', term: 'Fentanyl 25micrograms/hour transdermal patches', dosage: ['1 patch every 72 hours'], quantity: 5, unit: PATCH, days: 15, course: 'acute' },
  pregabalin: { code: '415165003', term: 'Pregabalin 300mg tablets', dosage: ['1 tablet twice a day'], quantity: 56, unit: TABLET, days: 28, course: 'acute' },
  diazepam: { code: '321196004', term: 'Diazepam 2mg tablets', dosage: ['1 tablet three times a day'], quantity: 21, unit: TABLET, days: 7, course: 'acute' },
  chlordiazepoxide: { code: '321249002', term: 'Chlordiazepoxide 5mg capsules', dosage: ['2 capsules three times a day'], quantity: 42, unit: CAPSULE, days: 7, course: 'acute' },
} as const satisfies Record<string, MedicationOrder>

export type MedicineName = keyof typeof MEDICINES

/** Five that may be taken together, none of them a controlled drug. */
export const HARMLESS: readonly MedicineName[] = ['amoxicillin', 'salbutamol', 'furosemide', 'prednisolone', 'methotrexate']

/** An order of a medicine, with what is different about it. */
export function orderOf(name: MedicineName, more: Partial<MedicationOrder> = {}): MedicationOrder {
  return { ...MEDICINES[name], dosage: [...MEDICINES[name].dosage], ...more }
}

/** What somebody can be allergic to, with its SNOMED CT concept. */
export const ALLERGENS: Record<string, Allergy> = {
  amoxicillin: { code: '372687004', term: 'Amoxicillin' },
  penicillins: { code: '764146007', term: 'Penicillin' },
  codeine: { code: '387494007', term: 'Codeine' },
}

const oneOf = (names: readonly string[]) => new RegExp([...names].sort((a, b) => b.length - a.length).join('|'))

defineParameterType({ name: 'medicine', regexp: oneOf(Object.keys(MEDICINES)), transformer: (name: string) => name as MedicineName })
defineParameterType({ name: 'allergen', regexp: oneOf(Object.keys(ALLERGENS)), transformer: (name: string) => ALLERGENS[name]! })

/** Codes of the warnings that docs/candidate-contract names, as scenarios call them. */
const WARNINGS = {
  'an allergy': 'warning-allergy',
  'duplicate therapy': 'warning-duplicate',
  'an interaction': 'warning-interaction',
  'an early issue': 'warning-early-issue',
  'more than thirty days of a controlled drug': 'warning-controlled-drug-supply',
} as const

defineParameterType({ name: 'warning', regexp: oneOf(Object.keys(WARNINGS)), transformer: (words: string) => WARNINGS[words as keyof typeof WARNINGS] })
