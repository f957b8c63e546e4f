import { randomUUID } from 'node:crypto'
import type { Tree } from './fhir-xml.ts'

/** Something that a document says in codes, as a scenario sends it and looks for it. */
export interface Part {
  kind: 'medication' | 'observation' | 'immunisation' | 'other'
  /** SNOMED CT or dm+d, with its name. */
  code: [code: string, display: string]
  /** Words and figures that whoever reads it must find. */
  shows: readonly string[]
  /** ISO date. */
  date: string
  batch?: string
  /** It was not done, and says so. */
  notDone?: true
  /** It was entered in error. */
  inError?: true
  /** It is about somebody else. */
  aboutAnother?: true
  /** How it travels (FHIR STU3). `refer` gives references within the document. */
  resources(refer: { patient: string; author: string }): Tree[]
}

const SNOMED = 'http://snomed.info/sct'
const coded = ([code, display]: [string, string]): Tree => ({ coding: [{ system: SNOMED, code, display }] })
const reference = (id: string) => ({ reference: `urn:uuid:${id}` })

/** A medicine that was supplied: what, how much, and how to take it. */
function medicine(code: [string, string], quantity: [number, string], dosage: string, date: string, dispensed: boolean): Part {
  return {
    kind: 'medication',
    code,
    shows: [String(quantity[0]), quantity[1], dosage],
    date,
    resources: ({ patient, author }) => {
      const id = randomUUID()
      const medication: Tree = { resourceType: 'Medication', id, code: coded(code) }
      if (dispensed)
        return [
          { resourceType: 'MedicationDispense', id: randomUUID(), status: 'completed', medicationReference: reference(id), subject: reference(patient), performer: [{ actor: reference(author) }], quantity: { value: quantity[0], unit: quantity[1] }, whenHandedOver: date, dosageInstruction: [{ text: dosage }] },
          medication,
        ]
      return [
        { resourceType: 'MedicationStatement', id: randomUUID(), status: 'active', medicationReference: reference(id), effectiveDateTime: date, informationSource: reference(author), subject: reference(patient), taken: 'y', dosage: [{ text: `${quantity[0]} ${quantity[1]}: ${dosage}` }] },
        medication,
      ]
    },
  }
}

/** What pharmacies say in codes, by the name that scenarios use. Made anew for each scenario: it changes them. */
export const PARTS = {
  bloodPressure: (date: string): Part => ({
    kind: 'observation',
    code: ['75367002', 'Blood pressure'],
    shows: ['142', '88', 'mmHg'],
    date,
    resources({ patient, author }) {
      const pressure = (code: [string, string], value: number): Tree => ({ code: coded(code), valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' } })
      return [
        {
          resourceType: 'Observation',
          id: randomUUID(),
          status: this.inError ? 'entered-in-error' : 'final',
          code: coded(this.code),
          subject: reference(patient),
          effectiveDateTime: date,
          performer: [reference(author)],
          component: [pressure(['271649006', 'Systolic blood pressure'], 142), pressure(['271650006', 'Diastolic blood pressure'], 88)],
        },
      ]
    },
  }),
  paracetamol: (date: string) => medicine(['322236009', 'Paracetamol 500mg tablets'], [32, 'tablet'], 'Two to be taken up to four times a day', date, false),
  inhaler: (date: string) => medicine(['39113611000001102', 'Salbutamol 100micrograms/dose inhaler CFC free'], [1, 'inhaler'], 'Two puffs when needed', date, true),
  fluVaccine: (date: string): Part => ({
    kind: 'immunisation',
    code: ['39566211000001103', 'Supemtek Quadrivalent vaccine (recombinant) solution for injection 0.5ml pre-filled syringes (Sanofi)'],
    shows: [],
    date,
    batch: 'UJ7042',
    resources({ patient, author }) {
      return [
        {
          resourceType: 'Immunization',
          id: randomUUID(),
          status: 'completed',
          notGiven: this.notDone === true,
          vaccineCode: coded(this.code),
          patient: reference(patient),
          date,
          primarySource: true,
          lotNumber: this.batch,
          practitioner: [{ actor: reference(author) }],
        },
      ]
    },
  }),
  allergy: (date: string): Part => ({
    kind: 'other',
    code: ['91936005', 'Allergy to penicillin'],
    shows: [],
    date,
    resources: ({ patient }) => [{ resourceType: 'AllergyIntolerance', id: randomUUID(), clinicalStatus: 'active', verificationStatus: 'confirmed', code: coded(['91936005', 'Allergy to penicillin']), patient: reference(patient), assertedDate: date }],
  }),
} satisfies Record<string, (date: string) => Part>
