import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { ResourceVerbs, SiteDetails, SiteView, StaffDetails, StaffView } from '../../port/resources.ts'
import type { FhirClient, FhirResult, Resource } from './fhir-client.ts'
import { entriesOf, parameters, type FhirConcept, type FhirIdentifier } from './fhir-types.ts'

const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id'

/** Sites and staff through the candidate's FHIR API (docs/candidate-contract/resources.md). */
export function apiResources(fhir: FhirClient): ResourceVerbs {
  const site = (answer: Answer<FhirResult>): Answer<SiteView> => (answer.ok ? done(toSiteView(answer.value.resource, answer.value.version)) : answer)
  return {
    async sites(session) {
      const answer = await fhir.call(session, { verb: 'resources.sites', method: 'GET', path: 'Location' })
      return answer.ok ? done(entriesOf(answer.value.resource).map((each) => toSiteView(each))) : answer
    },
    addSite: async (session, details) => site(await fhir.call(session, { verb: 'resources.addSite', method: 'POST', path: 'Location', body: toLocation(details) })),
    changeSite: async (session, seen, details) =>
      site(await fhir.call(session, { verb: 'resources.changeSite', method: 'PUT', path: `Location/${seen.id}`, body: toLocation(details), headers: { 'if-match': `W/"${seen.version}"` } })),
    async removeSite(session, id) {
      const answer = await fhir.call(session, { verb: 'resources.removeSite', method: 'DELETE', path: `Location/${id}` })
      return answer.ok ? done(undefined) : answer
    },
    async staff(session) {
      const answer = await fhir.call(session, { verb: 'resources.staff', method: 'GET', path: 'Practitioner' })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toStaffView)) : answer
    },
    async addStaff(session, joining) {
      const answer = await fhir.call(session, { verb: 'resources.addStaff', method: 'POST', path: 'Practitioner', body: toPractitioner(joining) })
      return answer.ok ? done(toStaffView(answer.value.resource)) : answer
    },
    async endStaff(session, id, lastDay) {
      const answer = await fhir.call(session, { verb: 'resources.endStaff', method: 'POST', path: `Practitioner/${id}/$leave`, body: parameters({ date: lastDay }) })
      return answer.ok ? done(undefined) : answer
    },
  }
}

const toLocation = ({ name, lines, postcode, telephone }: SiteDetails): Resource => ({
  resourceType: 'Location',
  status: 'active',
  name,
  address: { line: lines, postalCode: postcode },
  ...(telephone !== undefined && { telecom: [{ system: 'phone', use: 'work', value: telephone }] }),
})

function toSiteView(resource: Resource | undefined, version?: string): SiteView {
  const location = (resource ?? {}) as { id?: string; meta?: { versionId?: string }; name?: string; address?: { line?: string[]; postalCode?: string }; telecom?: { system?: string; value?: string }[] }
  if (!location.id) throw new CandidateFault('The candidate gave a Location without an id.')
  const telephone = location.telecom?.find((each) => each.system === 'phone')?.value
  return {
    id: location.id,
    version: version ?? location.meta?.versionId ?? '',
    name: location.name ?? '',
    lines: location.address?.line ?? [],
    postcode: location.address?.postalCode ?? '',
    ...(telephone !== undefined && { telephone }),
  }
}

const toPractitioner = ({ id, title, given, family, job }: StaffDetails): Resource => ({
  resourceType: 'Practitioner',
  identifier: [{ system: SDS_USER, value: id }],
  active: true,
  name: [{ use: 'official', ...(title !== undefined && { prefix: [title] }), given: [given], family }],
  qualification: [{ code: { text: job } }],
})

function toStaffView(resource: Resource | undefined): StaffView {
  const practitioner = (resource ?? {}) as {
    identifier?: FhirIdentifier[]
    active?: boolean
    name?: { prefix?: string[]; given?: string[]; family?: string }[]
    qualification?: { code?: FhirConcept; period?: { end?: string } }[]
  }
  const [name] = practitioner.name ?? []
  const [qualification] = practitioner.qualification ?? []
  const leftOn = qualification?.period?.end
  return {
    id: practitioner.identifier?.find((each) => each.system === SDS_USER)?.value ?? '',
    ...(name?.prefix?.[0] !== undefined && { title: name.prefix[0] }),
    given: name?.given?.join(' ') ?? '',
    family: name?.family ?? '',
    job: qualification?.code?.text ?? '',
    active: practitioner.active ?? true,
    ...(leftOn !== undefined && { leftOn }),
  }
}
