import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { staffMember, type PracticeData } from '../practice/practice-data.ts'
import type { RegisteredPatient } from './patient.ts'

/** A patient's registrations, newest first, as FHIR EpisodeOfCare: of which type, from when to when, under which accountable GP. */
export function fhirEpisodes({ id, registrations }: RegisteredPatient, odsCode: string, practice: PracticeData): Resource[] {
  return registrations.map(({ type, startedOn, endedOn, endReason, accountableGp }, index) => {
    const gp = staffMember(practice, accountableGp)
    return {
      resourceType: 'EpisodeOfCare',
      id: `${id}-${registrations.length - index}`,
      status: endedOn === undefined ? 'active' : 'finished',
      type: [
        {
          coding: [{ system: 'https://assay.example/CodeSystem/candidate-registration-type', code: type }],
          text: type === 'permanent' ? 'Permanent registration' : 'Temporary registration',
        },
      ],
      patient: { reference: `Patient/${id}` },
      managingOrganization: { identifier: { system: SYSTEM.odsCode, value: odsCode } },
      period: { start: startedOn, ...(endedOn !== undefined && { end: endedOn }) },
      ...(accountableGp !== undefined && {
        careManager: {
          type: 'Practitioner',
          identifier: { system: SYSTEM.sdsUser, value: accountableGp },
          ...(gp && { display: [gp.title, gp.given, gp.family].filter(Boolean).join(' ') }),
        },
      }),
      ...(endReason !== undefined && {
        statusHistory: [
          {
            status: 'finished',
            period: { start: endedOn },
            extension: [{ url: 'https://assay.example/StructureDefinition/end-reason', valueString: endReason }],
          },
        ],
      }),
    }
  })
}
