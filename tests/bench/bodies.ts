/**
 * Bodies in the sizes and of the kinds that stand in a pack of the `full` profile, where two in five messages have none, three quarters are
 * below 500 bytes, and documents in base64 make half of all that is kept: 1.4 kilobytes on average. None holds a secret, and each is
 * another one, as identifiers and times make them in a run.
 *
 * @param n any whole number: the same makes the same body
 */
export function bodyNumber(n: number): { mediaType: string; text: string } | undefined {
  const kind = (n * 611) % 1000
  const fhir = (resource: object): { mediaType: string; text: string } => ({ mediaType: 'application/fhir+json', text: JSON.stringify(resource) })
  const bundle = (patients: number): object => ({ resourceType: 'Bundle', type: 'searchset', total: patients, entry: Array.from({ length: patients }, (_, i) => ({ fullUrl: `https://hub.example/e/1/FHIR/R4/Patient/${nhsNumber(n + i)}`, resource: patient(n + i) })) })
  const document = (bytes: number): object => ({ resourceType: 'Binary', contentType: 'application/pdf', data: noise(n, bytes).toString('base64') })
  if (kind < 394) return undefined
  if (kind < 510) return fhir({ resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: `Request ${id(n)} accepted` }] })
  if (kind < 640) return { mediaType: 'application/json-patch+json', text: JSON.stringify({ patches: [{ op: 'replace', path: '/telecom/0', value: { id: id(n), system: 'phone', use: 'mobile', value: '07700900123', period: { start: time(n) } } }, { op: 'add', path: '/address/0/line/-', value: `${n % 200} Alder Close` }] }) }
  if (kind < 813) return fhir(appointment(n))
  if (kind < 922) return fhir(patient(n))
  if (kind < 963) return fhir(bundle(2))
  if (kind < 980) return fhir(bundle(4))
  if (kind < 995) return { mediaType: 'text/html; charset=UTF-8', text: page(n) }
  if (kind < 998) return fhir(document(8_000))
  return fhir(document(kind < 999 ? 24_000 : 600_000))
}

const hex = (n: number, digits: number): string => (Math.imul(n + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(2).slice(0, digits)
const id = (n: number): string => `${hex(n, 8)}-${hex(n + 7, 4)}-4${hex(n + 11, 3)}-a${hex(n + 13, 3)}-${hex(n + 17, 12)}`
const time = (n: number): string => new Date(Date.UTC(2025, 2, 3, 9) + n * 977).toISOString()
/** Of the synthetic range; not all have a right check digit, as it does not matter here. */
const nhsNumber = (n: number): string => `999${String(n % 10_000_000).padStart(7, '0')}`

const patient = (n: number): object => ({
  resourceType: 'Patient', id: nhsNumber(n), meta: { versionId: String(n % 9), lastUpdated: time(n), security: [{ system: 'https://www.hl7.org/fhir/valueset-security-labels.html', code: 'U', display: 'unrestricted' }] },
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber(n), extension: [{ url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus', valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01', display: 'Number present and verified' }] } }] }],
  name: [{ id: hex(n, 4), use: 'usual', period: { start: '2020-01-01' }, given: ['Joan', 'Ngozi'], family: `Okafor-${n}`, prefix: ['Mrs'] }],
  gender: 'female', birthDate: '1961-04-12', telecom: [{ id: hex(n + 1, 8), period: { start: '2020-01-01' }, system: 'phone', value: '01632 960587', use: 'home' }],
  generalPractitioner: [{ id: hex(n + 2, 8), type: 'Organization', identifier: { value: 'A20047', system: 'https://fhir.nhs.uk/Id/ods-organization-code', period: { start: '2020-01-01' } } }],
  address: [{ id: hex(n + 3, 8), period: { start: '2020-01-01' }, use: 'home', line: [`${n % 200} Alder Close`, 'Northgate', 'Leeds', 'West Yorkshire'], postalCode: 'LS1 6AE', extension: [{ url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey', extension: [{ url: 'type', valueCoding: { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType', code: 'PAF' } }, { url: 'value', valueString: String(12_345_678 + (n % 1000)) }] }] }],
})

const appointment = (n: number): object => ({
  resourceType: 'Appointment', id: id(n), status: 'booked', description: 'Annual review, with bloods beforehand', start: time(n), end: time(n + 600), minutesDuration: 10, created: time(n - 9000),
  slot: [{ reference: `Slot/${id(n + 1)}` }], participant: [{ actor: { reference: `Patient/${nhsNumber(n)}` }, status: 'accepted' }, { actor: { reference: `Location/${id(n + 2)}` }, status: 'accepted' }],
})

const page = (n: number): string =>
  `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Record of Okafor-${n}</title><link rel="stylesheet" href="/assets/app.css"></head><body><main id="main"><h1>OKAFOR-${n}, Joan (Mrs)</h1>${Array.from({ length: 24 }, (_, row) => `<tr class="row"><td><a href="/patients/${nhsNumber(n)}/entries/${id(n + row)}?from=list&amp;page=${row}">${time(n + row)}</a></td><td>Blood pressure 132/84 mmHg &ndash; seated, left arm</td><td>Dr A Lowe</td></tr>`).join('\n')}</main></body></html>`

/** Bytes that no reader makes sense of, as those of a picture. */
function noise(seed: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let i = 0, state = seed + 1; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
