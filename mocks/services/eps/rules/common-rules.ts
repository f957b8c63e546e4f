import {
  extensionOrNone,
  medicationRequestsOf,
  resourcesOf,
  type Bundle,
  type ContactPoint,
  type PractitionerRole,
  type Reference,
  type Resource,
} from '../fhir.ts'
import { coded, invalid, wrongValue, type Objection } from '../issue.ts'
import { EXTENSION } from '../systems.ts'

/** Rules of every prescribing message. Source: EPS FHIR Prescribing API, "Verification errors". */
export function commonObjections(bundle: Bundle): Objection[] {
  return [...medicationRequestObjections(bundle), ...telecomObjections(bundle), ...practitionerRoleObjections(bundle)]
}

function medicationRequestObjections(bundle: Bundle): Objection[] {
  const requests = medicationRequestsOf(bundle)
  const found: Objection[] = []
  if (requests.some((request) => request.intent === 'plan' || request.intent === 'reflex-order')) {
    found.push(
      wrongValue(
        'intent',
        'MedicationRequest.intent must be order, original-order or instance-order.',
        'Bundle.entry.resource.ofType(MedicationRequest).intent',
      ),
    )
  }
  if (requests.some((request) => request.medicationCodeableConcept && request.medicationReference)) {
    found.push({
      rule: 'medication-twice',
      issue: {
        ...coded('structure', 'spineErrorR4', 'CONFLICTING_VALUES', 'Conflicting values have been specified in different fields'),
        diagnostics: 'MedicationRequest cannot contain both medicationReference and medicationCodeableConcept fields.',
      },
    })
  }
  return found
}

/** Organisations first, then practitioners, then roles: each telephone number needs a value and a use. */
function telecomObjections(bundle: Bundle): Objection[] {
  return ['Organization', 'Practitioner', 'PractitionerRole'].flatMap((type) =>
    bundle.entry.flatMap(({ resource }, at) => {
      if (resource.resourceType !== type) return []
      const { telecom } = resource as Resource & { telecom?: ContactPoint[] }
      return (telecom ?? []).flatMap((contact, index) => {
        const path = `bundle.entry[${at}].resource.telecom[${index}]`
        return [...(contact.value ? [] : [missingField(`${path}.value`)]), ...(contact.use ? [] : [missingField(`${path}.use`)])]
      })
    }),
  )
}

/** A required field, in the words of the service. */
export function missingField(path: string): Objection {
  return invalid('missing-field', `Required field ${path} is missing.`)
}

/** What must point to an entry of the bundle, in the words of the service. */
export function mustBeReference(path: string): Objection {
  return invalid('not-a-reference', `${path} populated incorrectly. Please populate with Reference to resource within Bundle.`)
}

function practitionerRoleObjections(bundle: Bundle): Objection[] {
  const responsible = new Set(
    medicationRequestsOf(bundle).map(
      (request) =>
        extensionOrNone(request.extension, EXTENSION.responsiblePractitioner, 'MedicationRequest.extension')?.valueReference?.reference,
    ),
  )
  const roles = resourcesOf<PractitionerRole>(bundle, 'PractitionerRole')
  return roles.flatMap((role) => {
    const url = bundle.entry.find((entry) => entry.resource === role)?.fullUrl
    return [
      ...practitionerObjection(role.practitioner, url !== undefined && responsible.has(url)),
      ...(role.organization?.reference ? [] : [mustBeReference('practitionerRole.organization')]),
      ...(role.healthcareService ?? []).flatMap((service, at) =>
        service.reference ? [] : [mustBeReference(`practitionerRole.healthcareService[${at}]`)],
      ),
    ]
  })
}

/** Who answers for a prescription may be named by an identifier alone; everybody else is an entry. */
function practitionerObjection(practitioner: Reference | undefined, isResponsible: boolean): Objection[] {
  if (!practitioner) return []
  if (!isResponsible) return practitioner.reference ? [] : [mustBeReference('practitionerRole.practitioner')]
  if (Boolean(practitioner.reference) !== Boolean(practitioner.identifier)) return []
  return [
    invalid(
      'responsible-practitioner',
      'Responsible practitioner must be either a reference to a Practitioner resource or an identifier reference.',
    ),
  ]
}
