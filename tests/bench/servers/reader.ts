import { synthetic } from '../../../config/identifiers/nhs-number.ts'
import type { Environment } from '../../../mocks/kit/environment.ts'
import { services } from '../../../mocks/services.ts'

/** Puts some patients into an environment, and gives what a request needs to read them. */
export function readerOf(environment: Environment, patients = 1): { paths: string[]; headers: Record<string, string>; nhsNumbers: string[] } {
  const nhsNumbers = Array.from({ length: patients }, (_, at) => synthetic(at + 1))
  for (const nhsNumber of nhsNumbers) {
    services.pds.controls.putPatient(
      environment.stateOf(services.pds),
      { nhsNumber, given: ['Joan'], family: 'Okafor', title: 'Ms', gender: 'female', birthDate: '1984-03-14', address: { line: ['12 Orchard Close', 'Harrogate'], postcode: 'HG2 7QP' }, mobile: '07700900123' },
      environment,
    )
  }
  environment.identity.tokens.set('bench-token', { kind: 'application', applicationId: 'bench', issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 })
  return {
    nhsNumbers,
    paths: nhsNumbers.map((nhsNumber) => `${environment.prefix}${services.pds.basePath}/Patient/${nhsNumber}`),
    headers: { authorization: 'Bearer bench-token', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068' },
  }
}
