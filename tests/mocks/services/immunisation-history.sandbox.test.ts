import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/immunisation-history/service.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox } from '../sandbox/replay-sandbox.ts'

const published = (file: string): any => JSON.parse(readSpec('immunisation-history', 'examples', file))

replaySandbox('immunisation-history', 'immunisation-history', async ({ title }) => {
  const app = inProcess([service])
  app.environment.identity.tokens.set('app', { kind: 'application', applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const bundle = published('Immunization.json')
  const { birthDate } = bundle.entry.find(({ resource }: any) => resource.resourceType === 'Patient').resource
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'Patient') continue
    const [procedure] = resource.extension[0].valueCodeableConcept.coding
    app.environment.stateOf(service).entries.push({ nhsNumber: '9000000009', target: 'COVID19', procedure: procedure.code, resource, birthDate })
  }
  const [asked, status, body] = (
    {
      'Immunisation history found': ['patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9000000009', 200, bundle],
      'No immunisations found': ['patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9000000033', 200, published('EmptyBundle.json')],
      // "Anything else" is worded by the one published refusal: of a parameter that there is not.
      'Bad Request': ['patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9000000009&codeing=1', 400, published('OperationOutcome.json')],
    } as const
  )[title]!
  const response = await app.fetch(`${app.baseUrl}${service.basePath}/Immunization?${asked}&_include=Immunization:patient`, { headers: { authorization: 'Bearer app', 'x-correlation-id': 'c-1' } })
  return { ours: { status: response.status, body: await response.json() }, published: { status, body } }
})
