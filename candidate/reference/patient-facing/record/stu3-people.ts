import { usualName, detailsOf } from '../../demographics/details.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { SYSTEM, type Resource } from '../../fhir/resource.ts'
import type { PracticeData } from '../../practice/practice-data.ts'
import { staffMember } from '../../practice/practice-data.ts'
import type { Services } from '../../services.ts'
import { stu3Organization, stu3Practitioner } from '../appointments/stu3.ts'

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'

/** The patient as GP Connect STU3 has them. Telephone and address are theirs to see. */
export function stu3Patient(
  { id, nhsNumber, version, national, registrations }: RegisteredPatient,
  { practice, config }: Pick<Services, 'practice' | 'config'>,
): Resource {
  const { title, given, family, address, postcode, homePhone, mobile } = detailsOf(national)
  const name = national.name?.[usualName(national)]
  const gp = staffMember(practice, registrations[0]?.accountableGp)
  const telecom = (value: string, use: string) => (value === '' ? [] : [{ system: 'phone', value, use }])
  return {
    resourceType: 'Patient',
    id,
    meta: { versionId: String(version), profile: [`${PROFILE}/CareConnect-GPC-Patient-1`] },
    extension: [
      {
        url: `${PROFILE}/Extension-CareConnect-GPC-RegistrationDetails-1`,
        extension: [{ url: 'registrationPeriod', valuePeriod: { start: registrations[0]?.startedOn } }],
      },
    ],
    identifier: [
      {
        extension: [
          {
            url: `${PROFILE}/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1`,
            valueCodeableConcept: {
              coding: [
                {
                  system: 'https://fhir.nhs.uk/CareConnect-NHSNumberVerificationStatus-1',
                  code: '01',
                  display: 'Number present and verified',
                },
              ],
            },
          },
        ],
        system: SYSTEM.nhsNumber,
        value: nhsNumber,
      },
    ],
    active: true,
    name: [
      {
        use: 'official',
        text: `${family.toUpperCase()} ${given}${title ? ` (${title})` : ''}`,
        ...(family && { family }),
        ...(name?.given && { given: name.given }),
        ...(name?.prefix && { prefix: name.prefix }),
      },
    ],
    telecom: [...telecom(homePhone, 'home'), ...telecom(mobile, 'mobile')],
    ...(national.gender !== undefined && { gender: national.gender }),
    ...(national.birthDate !== undefined && { birthDate: national.birthDate }),
    ...(address !== '' && { address: [{ use: 'home', type: 'physical', line: address.split('\n'), postalCode: postcode }] }),
    generalPractitioner: [{ reference: gp ? `Practitioner/${gp.id}` : `Organization/${config.practice.odsCode}` }],
    managingOrganization: { reference: `Organization/${config.practice.odsCode}` },
  }
}

/** Who goes with every answer: patient, practice, usual GP and their role. Source: GP Connect (Patient Facing) Access Record. */
export function stu3People(patient: RegisteredPatient, services: Pick<Services, 'practice' | 'config'>): Resource[] {
  const { practice } = services.config
  const gp = staffMember(services.practice, patient.registrations[0]?.accountableGp)
  return [stu3Patient(patient, services), stu3Organization(practice), ...(gp ? [stu3Practitioner(gp), roleOf(gp, practice.odsCode)] : [])]
}

export const roleId = (practitionerId: string) => `role-${practitionerId}`

const roleOf = ({ id }: PracticeData['staff'][number], odsCode: string): Resource => ({
  resourceType: 'PractitionerRole',
  id: roleId(id),
  meta: { profile: [`${PROFILE}/CareConnect-GPC-PractitionerRole-1`] },
  practitioner: { reference: `Practitioner/${id}` },
  organization: { reference: `Organization/${odsCode}` },
  code: [
    {
      coding: [
        {
          system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1',
          code: 'R0260',
          display: 'General Medical Practitioner',
        },
      ],
    },
  ],
})
