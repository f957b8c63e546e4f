import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import type { EpsState } from '../state.ts'

const PROFILES: Record<string, string> = {
  MedicationRequest: 'https://fhir.nhs.uk/StructureDefinition/NHSDigital-MedicationRequest',
  Medication: 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-Medication',
  Task: 'https://fhir.nhs.uk/StructureDefinition/NHSDigital-Task',
}

/** Wrapped in a property of its own, which is no FHIR but what the service sends. */
const STATEMENT = json(200, {
  capabilityStatement: {
    resourceType: 'CapabilityStatement',
    id: 'apim-fhir-prescribing-service',
    name: 'FHIR Prescribing API',
    status: 'active',
    date: '2021-08-13T00:00:00+00:00',
    publisher: 'digital.nhs.uk',
    kind: 'instance',
    implementationGuide: ['https://simplifier.net/guide/digitalmedicines', 'https://simplifier.net/guide/nhsdigital'],
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth', display: 'OAuth2 Token' },
              ],
            },
          ],
        },
        resource: [{ type: 'Bundle' }, ...Object.entries(PROFILES).map(([type, profile]) => ({ type, profile }))],
        operation: [
          { name: 'process-message', definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message' },
          { name: 'prepare', definition: 'https://fhir.nhs.uk/OperationDefinition/MessageHeader-prepare-message' },
        ],
      },
    ],
    messaging: [
      {
        supportedMessage: ['prepare', 'prescription-order', 'prescription-order-update'].map((event) => ({
          mode: 'receiver',
          definition: `https://fhir.nhs.uk/MessageDefinition/${event}`,
        })),
      },
    ],
  },
})

/** GET /metadata: what the service says of itself. */
export const metadata = route<EpsState>({ operation: 'metadata', method: 'GET', path: '/metadata', handle: () => STATEMENT })
