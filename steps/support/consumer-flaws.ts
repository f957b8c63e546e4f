import type { Claims, ConsumerCall } from './consumer.ts'
import { asXml, type Tree } from './fhir-xml.ts'

/** Something about a call that is not as it should be, or not as usual. */
type Flaw = (call: ConsumerCall) => ConsumerCall

const withHeader =
  (name: string, value: string | null): Flaw =>
  (call) => ({ ...call, headers: { ...call.headers, [name]: value } })

const withClaims =
  (change: (claims: Claims) => Claims): Flaw =>
  (call) => ({ ...call, claims: (proper) => change((call.claims ?? ((same: Claims) => same))(proper)) })

const without = (...names: string[]): Flaw => withClaims((claims) => Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name))))
const claiming = (more: Claims): Flaw => withClaims((claims) => ({ ...claims, ...more }))
const living = (seconds: number): Flaw => withClaims((claims) => ({ ...claims, exp: Number(claims['iat']) + seconds }))
const shifted = (seconds: number): Flaw =>
  withClaims((claims) => ({ ...claims, iat: Number(claims['iat']) + seconds, exp: Number(claims['exp']) + seconds }))
const within = (name: string, more: object): Flaw => withClaims((claims) => ({ ...claims, [name]: { ...(claims[name] as object), ...more } }))

/** Identifiers of the requesting practitioner, changed. */
const identifiers = (change: (list: { system: string; value: string }[]) => object[]): Flaw =>
  withClaims((claims) => {
    const practitioner = claims['requesting_practitioner'] as { identifier: { system: string; value: string }[] }
    return { ...claims, requesting_practitioner: { ...practitioner, identifier: change(practitioner.identifier) } }
  })

const isNational = ({ system }: { system: string }) => system.startsWith('https://fhir.nhs.uk/')
const asked =
  (...more: [string, string][]): Flaw =>
  (call) => ({ ...call, query: [...(call.query ?? []), ...more] })
const askedFirst =
  (...more: [string, string][]): Flaw =>
  (call) => ({ ...call, query: [...more, ...(call.query ?? [])] })

/** Sends what there is to send as XML; the answer may be in whichever format the rest of the call asks for. */
const sentInXml: Flaw = ({ body, ...call }) => ({
  ...call,
  headers: { ...call.headers, 'content-type': XML },
  ...(body !== undefined && { body: typeof body === 'string' ? body : asXml(body as Tree) }),
})
const both =
  (first: Flaw, second: Flaw): Flaw =>
  (call) =>
    second(first(call))

const XML = 'application/fhir+xml'
const JSON_TYPE = 'application/fhir+json'

/** How scenarios word what is wrong with a call, or special. */
export const FLAWS: Record<string, Flaw> = {
  // the connection
  'over a connection without a certificate': (call) => ({ ...call, certificate: 'none' }),
  'over a connection with a certificate in the name of the Spine that nobody we know has signed': (call) => ({ ...call, certificate: 'stranger' }),
  'over a connection with the certificate of somebody else': (call) => ({ ...call, certificate: 'other' }),
  'over a connection with a certificate of the Spine that has run out': (call) => ({ ...call, certificate: 'expired' }),
  // the headers of the Spine
  'without a number to trace the call by': withHeader('ssp-traceid', null),
  'without saying which system asks': withHeader('ssp-from', null),
  'without saying which system is asked': withHeader('ssp-to', null),
  'meant for another system': withHeader('ssp-to', '999999999999'),
  'without saying what kind of call it is': withHeader('ssp-interactionid', null),
  'saying that it is a call of another kind': (call) => ({
    ...call,
    headers: {
      ...call.headers,
      'ssp-interactionid': `urn:nhs:names:services:gpconnect:fhir:rest:${call.interaction === 'readLocation' ? 'read:organization' : 'read:location'}-1`,
    },
  }),
  'saying that it is a call of a kind that nobody knows': withHeader('ssp-interactionid', 'urn:nhs:names:services:gpconnect:fhir:rest:search:nothing-1'),
  // the token
  'without a token': (call) => ({ ...call, token: () => null }),
  'with a token that is not in base64': (call) => ({ ...call, token: (token) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1').replaceAll(/\s/g, '')).join('.') }),
  'with a token of two parts': (call) => ({ ...call, token: (token) => token.split('.').slice(0, 2).join('.') }),
  'with a token that does not say who issued it': without('iss'),
  'with a token that does not say whom it is about': without('sub'),
  'with a token that does not say whom it is for': without('aud'),
  'with a token that does not say until when it is good': without('exp'),
  'with a token that does not say when it was made': without('iat'),
  'with a token that gives no reason': without('reason_for_request'),
  'with a token that says nothing of what it is good for': without('requested_scope'),
  'with a token that names no device': without('requesting_device'),
  'with a token that names no organisation': without('requesting_organization'),
  'with a token that names no person': without('requesting_practitioner'),
  'with a token that lives 301 seconds': living(301),
  'with a token that lives 299 seconds': living(299),
  'with a token that ends before it begins': living(-1),
  'with a token of ten minutes ago': shifted(-600),
  'with a token of a clock that is two minutes ahead': shifted(120),
  'with a token for secondary uses': claiming({ reason_for_request: 'secondaryuses' }),
  'with a token for direct care': claiming({ reason_for_request: 'directcare' }),
  'with a token for migration': claiming({ reason_for_request: 'migration' }),
  'with a token that is good for something else': withClaims((claims) => ({
    ...claims,
    requested_scope: claims['requested_scope'] === 'patient/*.write' ? 'patient/*.read' : 'patient/*.write',
  })),
  "with a token for the practice's details": claiming({ requested_scope: 'organization/*.read' }),
  'with a token of the other level of confidentiality': withClaims((claims) => ({
    ...claims,
    requested_scope: String(claims['requested_scope']).replace(/conf\/.$/, (level) => (level === 'conf/R' ? 'conf/N' : 'conf/R')),
  })),
  'with a token that asks for everything at once': claiming({ requested_scope: 'patient/*.read patient/*.write organization/*.read' }),
  'with a token that asks for what is not restricted': withClaims((claims) => ({ ...claims, requested_scope: `${String(claims['requested_scope'])} conf/N` })),
  'with a token whose device is no device': within('requesting_device', { resourceType: 'Patient' }),
  'with a token whose device has fields that no device has': within('requesting_device', { invalidField: 'x' }),
  'with a token whose organisation is no organisation': within('requesting_organization', { resourceType: 'Practitioner' }),
  'with a token whose organisation has fields that no organisation has': within('requesting_organization', { invalidField: 'x' }),
  'with a token whose person is no practitioner': within('requesting_practitioner', { resourceType: 'Patient' }),
  'with a token whose person has fields that no practitioner has': within('requesting_practitioner', { invalidField: 'x' }),
  'with a token whose person is somebody else than its subject': claiming({ sub: 'somebody-else' }),
  'with a token of a person without a smartcard': identifiers((list) => list.map((each) => (isNational(each) ? { ...each, value: 'UNK' } : each))),
  'with a token of a person without national identifiers': identifiers((list) => list.filter((each) => !isNational(each))),
  // formats
  'in XML': withHeader('accept', XML),
  'in JSON': withHeader('accept', JSON_TYPE),
  'in XML, as the address says': (call) => asked(['_format', XML])(withHeader('accept', null)(call)),
  'in JSON, as the address says': (call) => asked(['_format', JSON_TYPE])(withHeader('accept', null)(call)),
  'in XML, as the address says before all else': (call) => askedFirst(['_format', XML])(withHeader('accept', null)(call)),
  'in XML, as the address says, whatever the header says': (call) => asked(['_format', XML])(withHeader('accept', JSON_TYPE)(call)),
  'in JSON, as the address says, whatever the header says': (call) => asked(['_format', JSON_TYPE])(withHeader('accept', XML)(call)),
  'sent in XML': sentInXml,
  'sent in XML and answered in XML': both(sentInXml, withHeader('accept', XML)),
  'sent in XML and answered in XML, as the address says': both(sentInXml, asked(['_format', XML])),
  'sent in XML and answered in JSON, as the address says, whatever the header says': both(sentInXml, both(withHeader('accept', XML), asked(['_format', JSON_TYPE]))),
  'as small as it can be sent': withHeader('accept-encoding', 'gzip'),
  'as a picture': withHeader('accept', 'image/png'),
  'with a number of results and an order': asked(['_count', '1'], ['_sort', 'status']),
  // the address
  'with a capital missing in the address': (call) => ({ ...call, path: call.path.replace(/^[A-Z]/, (letter) => letter.toLowerCase()) }),
  'with the method of removing': (call) => ({ ...call, method: 'DELETE' }),
  'with the method of asking what there is': (call) => ({ ...call, method: 'OPTIONS' }),
  'with the method of patching': (call) => ({ ...call, method: 'PATCH' }),
}

/** Whether the answer has to be XML, by how the call was worded. */
export const wantsXml = (words: string): boolean => /^in XML|answered in XML/.test(words)
