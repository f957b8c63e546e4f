import { codeSystem, extensionUrl, ID } from '../codes/systems.ts'
import type { DirectoryService } from '../model/directory-service.ts'

const coded = (url: string, system: string, code: string) => ({ url, valueCodeableConcept: { coding: [{ system: codeSystem(system), code }] } })
const worded = (url: string, value: string | undefined) => (value === undefined ? [] : [{ url, valueString: value }])
const waited = (url: string, system: string, value: number | string) => (typeof value === 'number' ? { url, valueUnsignedInt: value } : coded(url, system, value))

/** One service as the patient service search (A010) lists it. */
export function serviceSummary(service: DirectoryService, base: string) {
  return {
    extension: [
      {
        extension: [
          { url: 'displayProminently', valueBoolean: service.displayProminently ?? false },
          ...(service.distance === undefined ? [] : [{ url: 'distance', valueUnsignedInt: service.distance }]),
          waited('indicativeAppointmentWaitTime', 'IWT', service.waitDays),
        ],
        url: extensionUrl('ServiceSearch-ListItem'),
      },
    ],
    item: {
      extension: [
        {
          extension: [
            { url: 'serviceName', valueString: service.name },
            { url: 'specialty', valueCodeableConcept: { coding: [{ system: `${base}/STU3/CodeSystem/SPECIALTY`, code: service.specialty }] } },
            coded('genderTreated', 'GenderTreated', service.gender ?? 'MALE_AND_FEMALE'),
            ...(service.ages ? [{ url: 'ageTreated', valueRange: { low: years(service.ages.low), high: years(service.ages.high) } }] : []),
            coded('bookableType', 'BookableType', service.bookable),
            ...(service.appointmentType === undefined ? [] : [coded('supportedAppointmentType', 'AppointmentType', service.appointmentType)]),
            ...(service.treatmentWaitDays === undefined ? [] : [waited('indicativeTreatmentWaitTime', 'CapacityAlert', service.treatmentWaitDays)]),
            { url: 'referralLetterRequired', valueBoolean: service.letterRequired },
            { url: 'location', valueReference: { identifier: { system: ID.location, value: service.location.odsCode }, display: service.location.name } },
            { url: 'linkToNHSWebsite', valueString: `https://www.nhs.uk/service-search/other-services/chooseandbook?serviceId=${service.id}` },
            ...worded('referrerAlert', service.referrerAlert),
            ...worded('exclusions', service.exclusions),
            ...worded('suggestedInvestigations', service.suggestedInvestigations),
            ...worded('conditionsTreated', service.conditionsTreated),
            ...(service.additionalRequirements ?? []).map((code) => coded('additionalRequirementSupported', 'AdditionalRequirementType', code)),
            ...service.requestTypes.map((code) => coded('supportedRequestFlowType', 'RequestFlowType', code)),
          ],
          url: extensionUrl('ServiceSummaryView'),
        },
      ],
      identifier: { system: ID.service, value: service.id },
    },
  }
}

const years = (value: number) => ({ value, unit: 'YEARS' })
