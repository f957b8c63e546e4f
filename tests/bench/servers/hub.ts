import { startHub } from '../../../mocks/hub.ts'
import { synthetic } from '../../../config/identifiers/nhs-number.ts'
import { services } from '../../../mocks/services.ts'

// A hub with one patient and a token in hand: PDS reads with token check, validation and journal, as in a run.
const hub = await startHub()
const environment = hub.open('bench')
const nhsNumber = synthetic(1)
services.pds.controls.putPatient(
  environment.stateOf(services.pds),
  { nhsNumber, given: ['Joan'], family: 'Okafor', title: 'Ms', gender: 'female', birthDate: '1984-03-14', address: { line: ['12 Orchard Close', 'Harrogate'], postcode: 'HG2 7QP' }, mobile: '07700900123' },
  environment,
)
environment.identity.tokens.set('bench-token', { kind: 'application', applicationId: 'bench', issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 })

process.stdout.write(
  `${JSON.stringify({
    url: `${hub.urls.http}${environment.prefix}/personal-demographics/FHIR/R4/Patient/${nhsNumber}`,
    headers: { authorization: 'Bearer bench-token', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068' },
  })}\n`,
)
