import { done, type Answer } from '../../port/answer.ts'
import type { Allergy, ContactChange, DemographicsVerbs, PatientView } from '../../port/demographics.ts'
import type { Session } from '../../port/identity.ts'
import type { FhirClient, FhirResult, Resource } from './fhir-client.ts'
import { entriesOf, NHS_NUMBER_SYSTEM, parameters, parametersOf, type FhirConcept } from './fhir-types.ts'
import { securityOf } from './security-labels.ts'
import { toPatientView, toRegistration, toTraceMatch, withChange } from './patient-mapping.ts'

const FLAG_CATEGORY = 'http://terminology.hl7.org/CodeSystem/flag-category'

/** Demographics through the candidate's FHIR API (docs/candidate-contract.md, "Demographics"). */
export function apiDemographics(fhir: FhirClient): DemographicsVerbs {
  const readPatient = async (session: Session, verb: string, id: string): Promise<Answer<FhirResult>> => fhir.call(session, { verb, method: 'GET', path: `Patient/${id}` })

  const change = async (verb: string, session: Session, opened: PatientView, contact: ContactChange, ifMatch: boolean): Promise<Answer<PatientView>> => {
    const current = await readPatient(session, verb, opened.id)
    if (!current.ok) return current
    // What the user has in front of them is what they opened: their version goes along, whatever the record is by now.
    const answer = await fhir.call(session, {
      verb,
      method: 'PUT',
      path: `Patient/${opened.id}`,
      body: withChange(current.value.resource!, contact),
      headers: ifMatch ? { 'if-match': `W/"${opened.version}"` } : {},
    })
    return answer.ok ? done(toPatientView(answer.value.resource, answer.value)) : answer
  }

  return {
    async findNationally(session, criteria) {
      const { birthDate, ...rest } = criteria
      const answer = await fhir.call(session, { verb: 'demographics.findNationally', method: 'POST', path: 'Patient/$find-nationally', body: parameters({ ...rest, birthdate: birthDate }) })
      return answer.ok ? done(entriesOf(answer.value.resource).filter((each) => each.resourceType === 'Patient').map(toTraceMatch)) : answer
    },
    async register(session, nhsNumber, { temporary } = {}) {
      const answer = await fhir.call(session, { verb: 'demographics.register', method: 'POST', path: 'Patient/$register', body: parameters({ nhsNumber, temporary }) })
      return answer.ok ? done(toPatientView(answer.value.resource, answer.value)) : answer
    },
    async findLocally(session, { nhsNumber, family, birthDate }) {
      const search = new URLSearchParams({
        ...(nhsNumber && { identifier: `${NHS_NUMBER_SYSTEM}|${nhsNumber}` }),
        ...(family && { family }),
        ...(birthDate && { birthdate: birthDate }),
      })
      const answer = await fhir.call(session, { verb: 'demographics.findLocally', method: 'GET', path: `Patient?${search}` })
      if (!answer.ok) return answer
      return done(entriesOf(answer.value.resource).map((resource) => toPatientView(resource, { version: undefined, exchange: answer.value.exchange })))
    },
    async read(session, patientId) {
      const answer = await readPatient(session, 'demographics.read', patientId)
      return answer.ok ? done(toPatientView(answer.value.resource, answer.value)) : answer
    },
    async openForEditing(session, patientId) {
      const answer = await fhir.call(session, { verb: 'demographics.openForEditing', method: 'POST', path: `Patient/${patientId}/$open`, body: parameters({}) })
      if (!answer.ok) return answer
      const patient = parametersOf(answer.value.resource).find((each) => each.name === 'patient')?.resource
      return done(toPatientView(patient, answer.value))
    },
    changeContact: (session, opened, contact) => change('demographics.changeContact', session, opened, contact, true),
    changeContactBlindly: (session, opened, contact) => change('demographics.changeContactBlindly', session, opened, contact, false),
    async unsentChanges(session, patientId) {
      const answer = await fhir.call(session, { verb: 'demographics.unsentChanges', method: 'GET', path: `Patient/${patientId}/$unsent-changes` })
      if (!answer.ok) return answer
      return done(
        parametersOf(answer.value.resource)
          .filter((each) => each.name === 'change')
          .map(({ part = [] }) => {
            const value = (name: string) => part.find((each) => each.name === name)?.valueString
            const kept: ContactChange = Object.fromEntries(['mobile', 'homePhone', 'email'].flatMap((name) => (value(name) === undefined ? [] : [[name, value(name)]])))
            const lines = value('address')
            if (lines !== undefined || value('postcode') !== undefined) kept.address = { lines: (lines ?? '').split('\n'), postcode: value('postcode') ?? '' }
            return { change: kept, reason: value('reason') ?? '' }
          }),
      )
    },
    async nominatePharmacy(session, opened, odsCode) {
      const verb = 'demographics.nominatePharmacy'
      const answer = await fhir.call(session, {
        verb,
        method: 'POST',
        path: `Patient/${opened.id}/$nominate-pharmacy`,
        body: parameters({ odsCode }),
        headers: { 'if-match': `W/"${opened.version}"` },
      })
      return answer.ok ? done(toPatientView(answer.value.resource, answer.value)) : answer
    },
    async deduct(session, patientId) {
      const answer = await fhir.call(session, { verb: 'demographics.deduct', method: 'POST', path: `Patient/${patientId}/$deduct`, body: parameters({}) })
      return answer.ok ? done(undefined) : answer
    },
    async registrations(session, patientId) {
      const answer = await fhir.call(session, { verb: 'demographics.registrations', method: 'GET', path: `EpisodeOfCare?patient=Patient/${patientId}` })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toRegistration)) : answer
    },
    async recordAllergy(session, patientId, allergy) {
      const answer = await fhir.call(session, { verb: 'demographics.recordAllergy', method: 'POST', path: 'AllergyIntolerance', body: allergyResource(patientId, allergy) })
      return answer.ok ? done(undefined) : answer
    },
    async endAllergy(session, allergyId, reason) {
      const body = parameters({ ...(reason !== undefined && { reason }) })
      const answer = await fhir.call(session, { verb: 'demographics.endAllergy', method: 'POST', path: `AllergyIntolerance/${allergyId}/$end`, body })
      return answer.ok ? done(undefined) : answer
    },
    async raiseAlert(session, patientId, text) {
      const body = { resourceType: 'Flag', status: 'active', category: [{ coding: [{ system: FLAG_CATEGORY, code: 'admin' }] }], code: { text }, subject: { reference: `Patient/${patientId}` } }
      const answer = await fhir.call(session, { verb: 'demographics.raiseAlert', method: 'POST', path: 'Flag', body })
      return answer.ok ? done(undefined) : answer
    },
    async allergies(session, patientId) {
      const answer = await fhir.call(session, { verb: 'demographics.allergies', method: 'GET', path: `AllergyIntolerance?patient=Patient/${patientId}` })
      if (!answer.ok) return answer
      return done(
        entriesOf(answer.value.resource).map((resource) => {
          const coding = (resource['code'] as FhirConcept | undefined)?.coding?.[0]
          return { id: String(resource.id ?? 'none'), code: coding?.code ?? '', term: coding?.display ?? '' }
        }),
      )
    },
  }
}

function allergyResource(patientId: string, { code, term, ...marks }: Allergy): Resource {
  return {
    resourceType: 'AllergyIntolerance',
    ...securityOf(marks),
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
    code: { coding: [{ system: 'http://snomed.info/sct', code, display: term }] },
    patient: { reference: `Patient/${patientId}` },
  }
}
