import { behaviour } from '../behaviour.ts'
import { ItkProblem, type DocumentPart } from './message.ts'
import { personName } from './person-name.ts'
import { all, at, optional, resolveReference, text } from './tree.ts'

const SNOMED = 'http://snomed.info/sct'

/** What is read of a part before its code and whoever did it are put into words. */
type Read = Omit<DocumentPart, 'code' | 'display' | 'by'> & { concept: unknown; by: unknown }

/** What says something about the patient in codes, and how it is shown; everything else a document holds only serves these. */
const READERS: Record<string, (resource: unknown, bundle: unknown) => Read> = {
  Observation: (resource, bundle) => ({
    kind: 'observation',
    concept: at(resource, 'code'),
    by: resolveReference(bundle, text(resource, 'performer', 'reference')),
    done: true,
    ...optional({ value: measured(resource), date: text(resource, 'effectiveDateTime') ?? text(resource, 'issued') }),
  }),
  MedicationStatement: (resource, bundle) => ({
    kind: 'medication',
    concept: medicineOf(resource, bundle),
    by: resolveReference(bundle, text(resource, 'informationSource', 'reference')),
    done: text(resource, 'taken') !== 'n',
    ...optional({ value: supplied(resource, 'dosage'), date: text(resource, 'effectiveDateTime') ?? text(resource, 'effectivePeriod', 'start') ?? text(resource, 'dateAsserted') }),
  }),
  MedicationDispense: (resource, bundle) => ({
    kind: 'medication',
    concept: medicineOf(resource, bundle),
    by: resolveReference(bundle, text(at(resource, 'performer'), 'actor', 'reference')),
    done: at(resource, 'notDoneCodeableConcept') === undefined,
    ...optional({ value: supplied(resource, 'dosageInstruction'), date: text(resource, 'whenHandedOver') ?? text(resource, 'whenPrepared') }),
  }),
  Immunization: (resource, bundle) => ({
    kind: 'immunisation',
    concept: at(resource, 'vaccineCode'),
    by: resolveReference(bundle, text(at(resource, 'practitioner'), 'actor', 'reference')),
    done: isGiven(resource),
    ...optional({ date: text(resource, 'date'), batch: text(resource, 'lotNumber') }),
  }),
}

/** What a document may hold without saying anything of its own about the patient. */
const HELPERS = new Set(['Composition', 'Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Encounter', 'List', 'Medication', 'Binary', 'Location', 'HealthcareService', 'RelatedPerson', 'Device', 'Provenance'])

/** Whether a vaccination was given: some are sent to say that it was not. Source: FHIR STU3, Immunization.notGiven. */
export const isGiven = behaviour('itk.isGiven', (resource: unknown): boolean => text(resource, 'notGiven') !== 'true')

/** What was measured, with its unit: one value, or several under one heading. */
export const measured = behaviour('itk.measured', (resource: unknown): string | undefined => {
  const components = all(resource, 'component').map((component) => [nameOf(at(component, 'code')), valueOf(component)].filter(Boolean).join(' '))
  return [valueOf(resource), ...components].filter(Boolean).join(', ') || undefined
})

/** How much of a medicine was supplied, and how it is to be taken. */
export const supplied = behaviour('itk.supplied', (resource: unknown, dosage: string): string | undefined => {
  const quantity = quantityOf(at(resource, 'quantity'))
  return [quantity, ...all(resource, dosage).map((each) => text(each, 'text'))].filter(Boolean).join(', ') || undefined
})

/** Whether a part holds: what was entered in error was never so. */
export const holds = behaviour('itk.holds', (resource: unknown): boolean => text(resource, 'status') !== 'entered-in-error')

/** Whether a part is about the patient of the document. Source: Update Record, payload: one patient a message. */
export const isAboutPatient = behaviour('itk.isAboutPatient', (bundle: unknown, resource: unknown, patient: unknown): boolean => {
  const reference = text(resource, 'subject', 'reference') ?? text(resource, 'patient', 'reference')
  return reference === undefined || resolveReference(bundle, reference) === patient
})

/** What this system has no place for: it is named, so that whoever reads the document knows that there is more. */
export const onUnknownPart = behaviour('itk.onUnknownPart', (resource: unknown): DocumentPart[] => [{ kind: 'other', display: `${text(resource, 'resourceType')}: ${nameOf(at(resource, 'code')) ?? 'see the document'}`, done: true }])

/**
 * What a document says in codes, in its order.
 *
 * @throws ItkProblem when a part is about somebody else
 */
export const partsOf = behaviour('itk.partsOf', (bundle: unknown, patient: unknown): DocumentPart[] =>
  all(bundle, 'entry')
    .map((entry) => at(entry, 'resource'))
    .filter((resource) => !HELPERS.has(text(resource, 'resourceType') ?? ''))
    .flatMap((resource) => {
      if (!isAboutPatient(bundle, resource, patient)) throw new ItkProblem('invalidPayload', 'A part of the document is about another patient.')
      if (!holds(resource)) return []
      const read = READERS[text(resource, 'resourceType') ?? '']
      if (!read) return onUnknownPart(resource)
      const { concept, by, ...part } = read(resource, bundle)
      const coding = all(concept, 'coding').find((each) => text(each, 'system') === SNOMED)
      return [{ ...part, display: nameOf(concept) ?? 'without a name', ...optional({ code: text(coding, 'code'), by: personName(by) }) }]
    }),
)

const nameOf = (concept: unknown): string | undefined => text(concept, 'text') ?? all(concept, 'coding').map((each) => text(each, 'display')).find(Boolean)

const quantityOf = (quantity: unknown): string | undefined => [text(quantity, 'comparator'), text(quantity, 'value'), text(quantity, 'unit')].filter(Boolean).join(' ') || undefined

const valueOf = (of: unknown): string | undefined => quantityOf(at(of, 'valueQuantity')) ?? text(of, 'valueString') ?? nameOf(at(of, 'valueCodeableConcept'))

function medicineOf(resource: unknown, bundle: unknown): unknown {
  return at(resource, 'medicationCodeableConcept') ?? at(resolveReference(bundle, text(resource, 'medicationReference', 'reference')), 'code')
}
