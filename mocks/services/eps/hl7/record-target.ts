import { hl7Date } from '../dates.ts'
import { identifierValue, only, type Patient } from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { ID } from '../systems.ts'
import { code, id, OID, timestamp } from './codes.ts'
import { address, name, telecom } from './demographics.ts'
import { el, type Element } from './element.ts'

const SEXES: Record<string, string> = { male: '1', female: '2', other: '9', unknown: '0' }

/** Stands for the practice of a patient who is registered nowhere, or where nobody knows. */
const UNKNOWN_PRACTICE = 'V81999'

/** The patient of a prescription or a cancellation. */
export function recordTarget(patient: Patient): Element {
  const sex = SEXES[patient.gender ?? '']
  if (!sex) throw new ProcessingError('INVALID_VALUE', `Unhandled gender '${patient.gender}'.`, 'Patient.gender')
  const practice = patient.generalPractitioner?.length
    ? only(patient.generalPractitioner, 'Patient.generalPractitioner').identifier?.value
    : UNKNOWN_PRACTICE

  return el(
    'recordTarget',
    { typeCode: 'RCT' },
    el(
      'Patient',
      { classCode: 'PAT' },
      id(OID.nhsNumber, identifierValue(patient.identifier, ID.nhsNumber, 'Patient.identifier')),
      (patient.address ?? []).map((given) => address(given, 'Patient.address')),
      (patient.telecom ?? []).map((given) => telecom(given, 'Patient.telecom')),
      el(
        'patientPerson',
        { classCode: 'PSN', determinerCode: 'INSTANCE' },
        (patient.name ?? []).map((given) => name(given, 'Patient.name')),
        code(OID.sex, sex, undefined, 'administrativeGenderCode'),
        timestamp('birthTime', hl7Date(patient.birthDate, 'Patient.birthDate')),
        el('playedProviderPatient', { classCode: 'PAT' }, careProvision(practice)),
      ),
    ),
  )
}

function careProvision(practice: string | undefined): Element {
  return el(
    'subjectOf',
    { typeCode: 'SBJ' },
    el(
      'patientCareProvision',
      { classCode: 'PCPR', moodCode: 'EVN' },
      code(OID.careProvision, '1'),
      el('responsibleParty', { typeCode: 'RESP' }, el('healthCareProvider', { classCode: 'PROV' }, id(OID.organisation, practice))),
    ),
  )
}
