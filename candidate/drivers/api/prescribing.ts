import { done } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Acknowledgement, CancellationView, Course, MedicationOrder, MedicationState, MedicationView, PrescribingVerbs, PrescriptionView } from '../../port/prescribing.ts'
import type { FhirClient, FhirResult, Resource } from './fhir-client.ts'
import { entriesOf, parameters, parametersOf, type FhirConcept, type FhirExtension, type FhirIdentifier, type FhirParameter } from './fhir-types.ts'
import { securityOf } from './security-labels.ts'

const SNOMED = 'http://snomed.info/sct'
const COURSE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy'
const COURSES: Record<Course, string> = { acute: 'acute', repeat: 'continuous', 'repeat-dispensing': 'continuous-repeat-dispensing' }
const ACKNOWLEDGED = 'https://assay.example/StructureDefinition/acknowledged-warnings'
const STATE = 'https://assay.example/StructureDefinition/prescription-state'
const PROBLEM = 'https://assay.example/StructureDefinition/prescription-problem'
const CANCELLATION = 'https://assay.example/StructureDefinition/cancellation'
const CONTROLLED_DRUG = 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug'

/** Prescribing through the candidate's FHIR API (docs/candidate-contract/prescribing.md). */
export function apiPrescribing(fhir: FhirClient): PrescribingVerbs {
  const prescription = async (session: Parameters<FhirClient['call']>[0], verb: string, operation: string, body: Resource) => {
    const answer = await fhir.call(session, { verb, method: 'POST', path: `MedicationRequest/${operation}`, body })
    return answer.ok ? done(prescriptionView(answer.value)) : answer
  }
  return {
    async draft(session, patientId, order, acknowledgements = []) {
      const answer = await fhir.call(session, { verb: 'prescribing.draft', method: 'POST', path: 'MedicationRequest', body: toResource(patientId, order, acknowledgements) })
      return answer.ok ? done(toView(answer.value.resource, answer.value)) : answer
    },
    async change(session, patientId, seen, order, acknowledgements = []) {
      const answer = await fhir.call(session, {
        verb: 'prescribing.change',
        method: 'PUT',
        path: `MedicationRequest/${seen.id}`,
        body: { ...toResource(patientId, order, acknowledgements), id: seen.id },
        headers: { 'if-match': `W/"${seen.version}"` },
      })
      return answer.ok ? done(toView(answer.value.resource, answer.value)) : answer
    },
    sign: (session, itemIds, acknowledgements = []) =>
      prescription(session, 'prescribing.sign', '$sign', {
        resourceType: 'Parameters',
        parameter: [
          ...itemIds.map((id): FhirParameter => ({ name: 'medicationRequest', valueString: `MedicationRequest/${id}` })),
          ...acknowledgements.map(({ warning, reason, itemId }): FhirParameter => ({
            name: 'acknowledgement',
            part: [
              { name: 'warning', valueCode: warning },
              { name: 'reason', valueString: reason },
              ...(itemId === undefined ? [] : [{ name: 'medicationRequest', valueString: `MedicationRequest/${itemId}` }]),
            ],
          })),
        ],
      }),
    async requestSignature(session, itemIds) {
      const body = { resourceType: 'Parameters', parameter: itemIds.map((id): FhirParameter => ({ name: 'medicationRequest', valueString: `MedicationRequest/${id}` })) }
      const answer = await fhir.call(session, { verb: 'prescribing.requestSignature', method: 'POST', path: 'MedicationRequest/$request-signature', body })
      if (!answer.ok) return answer
      const signing = parametersOf(answer.value.resource).find(({ name }) => name === 'signing')?.valueString
      if (!signing) throw new CandidateFault('The candidate did not say under which id it waits for the signature: expected Parameters signing.', { exchange: answer.value.exchange })
      return done(signing)
    },
    finishSignature: (session, signing) => prescription(session, 'prescribing.finishSignature', '$finish-signature', parameters({ signing })),
    sendAgain: (session, prescriptionId) => prescription(session, 'prescribing.sendAgain', '$send', parameters({ prescriptionId })),
    async cancel(session, itemId, reason) {
      const answer = await fhir.call(session, { verb: 'prescribing.cancel', method: 'POST', path: `MedicationRequest/${itemId}/$cancel`, body: parameters({ reason }) })
      return answer.ok ? done(cancellationView(answer.value)) : answer
    },
    async list(session, patientId) {
      const answer = await fhir.call(session, { verb: 'prescribing.list', method: 'GET', path: `MedicationRequest?patient=Patient/${patientId}` })
      return answer.ok ? done(entriesOf(answer.value.resource).map((resource) => toView(resource, answer.value))) : answer
    },
    async toSign(session) {
      const answer = await fhir.call(session, { verb: 'prescribing.toSign', method: 'GET', path: 'MedicationRequest?status=draft' })
      return answer.ok ? done(entriesOf(answer.value.resource).map((resource) => toView(resource, answer.value))) : answer
    },
  }
}

function toResource(patientId: string, order: MedicationOrder, acknowledgements: readonly Acknowledgement[]): Resource {
  return {
    resourceType: 'MedicationRequest',
    ...securityOf(order),
    extension: acknowledgements.map(({ warning, reason }) => ({
      url: ACKNOWLEDGED,
      extension: [
        { url: 'warning', valueCode: warning },
        { url: 'reason', valueString: reason },
      ],
    })),
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: SNOMED, code: order.code, display: order.term }] },
    subject: { reference: `Patient/${patientId}` },
    courseOfTherapyType: { coding: [{ system: COURSE_SYSTEM, code: COURSES[order.course] }] },
    dosageInstruction: order.dosage.map((text, index) => ({ sequence: index + 1, text })),
    dispenseRequest: {
      ...(order.repeats !== undefined && { numberOfRepeatsAllowed: order.repeats }),
      quantity: { value: order.quantity, unit: order.unit.term, system: SNOMED, code: order.unit.code },
      ...(order.days !== undefined && { expectedSupplyDuration: { value: order.days, unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' } }),
    },
  }
}

interface FhirMedicationRequest extends Resource {
  id?: string
  meta?: { versionId?: string }
  extension?: FhirExtension[]
  medicationCodeableConcept?: FhirConcept
  groupIdentifier?: FhirIdentifier
  dosageInstruction?: { sequence?: number; text?: string }[]
  dispenseRequest?: { quantity?: { value?: number }; validityPeriod?: { end?: string } }
}

const STATES: readonly MedicationState[] = ['draft', 'signed', 'sent', 'cancelled', 'dispensed', 'expired', 'not-dispensed', 'discarded']

function toView(resource: Resource | undefined, { exchange }: FhirResult): MedicationView {
  const request = resource as FhirMedicationRequest | undefined
  const own = (url: string) => request?.extension?.filter((each) => each.url === url) ?? []
  const part = (extension: FhirExtension | undefined, url: string) => extension?.extension?.find((each) => each.url === url)
  const state = STATES.find((each) => each === own(STATE)[0]?.valueCode)
  if (request?.resourceType !== 'MedicationRequest' || typeof request.id !== 'string' || !state) {
    throw new CandidateFault(`Expected a MedicationRequest with an id and ${STATE}, saw ${resource?.resourceType ?? 'nothing'}.`, { exchange })
  }
  const coding = request.medicationCodeableConcept?.coding?.find((each) => each.system === SNOMED)
  const [cancellation] = own(CANCELLATION)
  const outcome = part(cancellation, 'outcome')?.valueCode
  const view: MedicationView = {
    id: request.id,
    version: request.meta?.versionId ?? '',
    code: coding?.code ?? '',
    term: coding?.display ?? '',
    state,
    dosage: (request.dosageInstruction ?? []).map((each) => each.text ?? ''),
    acknowledged: own(ACKNOWLEDGED).map((each) => ({ warning: part(each, 'warning')?.valueCode ?? '', reason: part(each, 'reason')?.valueString ?? '' })),
  }
  const quantity = request.dispenseRequest?.quantity?.value
  const words = part(own(CONTROLLED_DRUG)[0], 'quantityWords')?.valueString
  const problem = own(PROBLEM)[0]?.valueString
  if (quantity !== undefined) view.quantity = quantity
  if (words !== undefined) view.words = words
  if (problem !== undefined) view.problem = problem
  if (request.groupIdentifier?.value !== undefined) view.prescriptionId = request.groupIdentifier.value
  if (request.dispenseRequest?.validityPeriod?.end !== undefined) view.validUntil = request.dispenseRequest.validityPeriod.end.slice(0, 10)
  if (cancellation) view.cancellation = { ...(outcome !== undefined && { outcome }), text: part(cancellation, 'text')?.valueString ?? '' }
  return view
}

function prescriptionView({ resource, exchange }: FhirResult): PrescriptionView {
  const values = parametersOf(resource)
  const prescriptionId = values.find((each) => each.name === 'prescriptionId')?.valueString
  const state = values.find((each) => each.name === 'status')?.valueCode
  if (!prescriptionId || (state !== 'signed' && state !== 'sent')) {
    throw new CandidateFault('The candidate did not say which prescription it signed, and whether it was sent: expected Parameters prescriptionId and status.', { exchange })
  }
  return { prescriptionId, state }
}

function cancellationView({ resource, exchange }: FhirResult): CancellationView {
  const value = (name: string) => {
    const found = parametersOf(resource).find((each) => each.name === name)
    return found?.valueCode ?? found?.valueString
  }
  const state = STATES.find((each) => each === value('state'))
  const [outcome, text] = [value('outcome'), value('text')]
  if (!outcome || !text || !state) throw new CandidateFault('The candidate did not say what became of the cancellation: expected Parameters outcome, text and state.', { exchange })
  return { outcome, text, state }
}
