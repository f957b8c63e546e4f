import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { SNOMED, VERSION, type TerminologyState } from '../state.ts'

/** What the service can do; open to everybody. */
export const metadata = route<TerminologyState>({
  operation: 'metadata',
  method: 'GET',
  path: '/production1/fhir/metadata',
  handle(call) {
    if (call.query.get('mode') === 'terminology')
      return fhir(200, { resourceType: 'TerminologyCapabilities', status: 'active', kind: 'instance', codeSystem: [{ uri: SNOMED, version: [{ code: VERSION, isDefault: true }] }] })
    const operation = (name: string) => ({ name, definition: `http://hl7.org/fhir/OperationDefinition/${name}` })
    return fhir(200, {
      resourceType: 'CapabilityStatement',
      status: 'active',
      kind: 'instance',
      fhirVersion: '4.0.1',
      format: ['application/fhir+json'],
      instantiates: ['http://hl7.org/fhir/CapabilityStatement/terminology-server'],
      rest: [
        {
          mode: 'server',
          resource: [
            { type: 'CodeSystem', operation: ['lookup', 'validate-code', 'subsumes'].map((name) => operation(`CodeSystem-${name}`)) },
            { type: 'ValueSet', operation: ['expand', 'validate-code'].map((name) => operation(`ValueSet-${name}`)) },
            { type: 'ConceptMap', operation: [operation('ConceptMap-translate')] },
          ],
        },
      ],
    })
  },
})
