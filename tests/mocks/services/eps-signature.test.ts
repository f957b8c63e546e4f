import assert from 'node:assert/strict'
import { createSign, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { parseXml, withoutIndentation } from '../../../mocks/services/eps/hl7/canonical.ts'
import type { Element } from '../../../mocks/services/eps/hl7/element.ts'
import { parentPrescription, type ParentPrescription } from '../../../mocks/services/eps/hl7/parent-prescription.ts'
import { fragmentsToBeHashed, signedInfo } from '../../../mocks/services/eps/hl7/signed-info.ts'
import { createAuthority, createKeyPair, issueCertificate } from '../../../mocks/services/eps/certificates.ts'
import { readMessage } from '../../../mocks/services/eps/read-message.ts'
import { asElement, verifySignature } from '../../../mocks/services/eps/signature.ts'
import { emptyState } from '../../../mocks/services/eps/state.ts'
import { readSpec, withoutSpecs } from '../contract.ts'
import { order, PATIENT, resource, sign, signWith, type Json } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

const findings = (body: Json): string[] => body.issue.map((issue: Json) => issue.diagnostics)
const xmlOf = (message: Json): string => Buffer.from(resource(message, 'Provenance').signature[0].data, 'base64').toString()
const whenOf = (message: Json): string => resource(message, 'Provenance').signature[0].when

test('a prescription without a signature is refused', async () => {
  const eps = epsWorld()
  const { status, body } = await eps.post('$process-message', order({ environment: eps.environment }))
  assert.equal(status, 400)
  assert.deepEqual(body.issue, [
    {
      severity: 'error',
      code: 'business-rule',
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/EPS-IssueCode',
            code: 'MISSING_DIGITAL_SIGNATURE',
            display: 'Digital signature not found',
          },
        ],
      },
    },
  ])
  assert.equal(eps.state.prescriptions.size, 0)
})

test('a spoiled preparation looks like any other, is not what was asked for, and happens once', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const prepare = async () => {
    const { status, body } = await eps.post('$prepare', message)
    assert.equal(status, 200)
    const value = (name: string): string => body.parameter.find((parameter: Json) => parameter.name === name).valueString
    return { info: Buffer.from(value('digest'), 'base64').toString(), algorithm: value('algorithm') }
  }
  const spoil = (flaw: 'other-content' | 'sha1') => eps.controls.spoilNextPreparation(eps.state, { nhsNumber: PATIENT, flaw })
  const clean = await prepare()
  spoil('other-content')
  const other = await prepare()
  assert.equal(other.algorithm, 'RS256')
  assert.notEqual(other.info, clean.info)
  assert.equal(other.info.replace(/<DigestValue>.*<\/DigestValue>/, ''), clean.info.replace(/<DigestValue>.*<\/DigestValue>/, ''))
  spoil('sha1')
  const old = await prepare()
  assert.equal(old.algorithm, 'RS1')
  assert.match(old.info, /rsa-sha1/)
  assert.equal((await prepare()).algorithm, 'RS256')
})

test('a signature of somebody who is not the requester counts as none', async () => {
  const eps = epsWorld()
  const message = await eps.signed(order({ environment: eps.environment }))
  resource(message, 'Provenance').signature[0].who = { reference: 'urn:uuid:someone-else' }
  const { body } = await eps.post('$process-message', message)
  assert.equal(body.issue[0].details.coding[0].code, 'MISSING_DIGITAL_SIGNATURE')
})

for (const [what, change] of [
  ['the quantity', (message: Json) => (resource(message, 'MedicationRequest').dispenseRequest.quantity.value = 210)],
  ['the medicine', (message: Json) => (resource(message, 'MedicationRequest').medicationCodeableConcept.coding[0].code = '325427002')],
  ['the dose', (message: Json) => (resource(message, 'MedicationRequest').dosageInstruction[0].text = '10 capsules at once')],
  ['the patient', (message: Json) => (resource(message, 'Patient').identifier[0].value = '9990000026')],
  [
    'the long prescription id',
    (message: Json) =>
      (resource(message, 'MedicationRequest').groupIdentifier.extension[0].valueIdentifier.value = 'c59b0ad3-b6c9-49f1-a50a-0595b97c503d'),
  ],
  ['the time of signing', (message: Json) => (resource(message, 'Provenance').signature[0].when = '2026-01-01T00:00:00+00:00')],
  [
    'the words for a controlled drug',
    (message: Json) => (resource(message, 'MedicationRequest').extension[1].extension[0].valueString = 'fifty-six'),
  ],
] as const) {
  test(`a signature does not hold once ${what} was changed`, async () => {
    const eps = epsWorld()
    const message = await eps.signed(order({ environment: eps.environment, items: [{ words: 'twenty-one', quantity: 21 }] }))
    change(message)
    const { status, body } = await eps.post('$process-message', message)
    assert.equal(status, 400)
    assert.ok(findings(body).includes("Signature doesn't match prescription"), findings(body).join())
    assert.ok(!findings(body).includes('Signature is invalid'))
    assert.equal(eps.state.prescriptions.size, 0)
  })
}

test('what is not signed may differ: the short id, the nomination, the first day', async () => {
  const eps = epsWorld()
  const message = await eps.signed(order({ environment: eps.environment }))
  resource(message, 'MedicationRequest').dispenseRequest.validityPeriod.start = '2026-11-01'
  assert.equal((await eps.post('$process-message', message)).status, 200)
})

test('the signature must be made with the key of the certificate', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const prepared = await eps.post('$prepare', message)
  const { certificate } = await eps.keyOf('GP')
  const { privateKey } = await eps.keyOf('second GP')
  const { status, body } = await eps.post('$process-message', sign(message, prepared.body, { certificate, privateKey }))
  assert.equal(status, 400)
  assert.deepEqual(findings(body), ['Signature is invalid'])
  assert.deepEqual(body.issue[0], { severity: 'error', code: 'invalid', diagnostics: 'Signature is invalid' })
})

test("a colleague's signature is taken by the real service, and noted here", async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const prepared = await eps.post('$prepare', message)
  const { status } = await eps.post('$process-message', sign(message, prepared.body, await eps.keyOf('second GP')))
  assert.equal(status, 200)
  assert.ok(eps.lastViolations().includes('signer-is-not-the-prescriber'))
})

test('a certificate must be in date when the prescription is signed', async () => {
  const eps = epsWorld()
  const issue = (notBefore: string, notAfter: string) =>
    eps.controls.issuePrescriberCertificate(eps.state, { userId: '555254239107', notBefore, notAfter }, eps.environment)
  const sendWith = async (key: { certificate: string; privateKey?: string }) => {
    const message = order({ environment: eps.environment })
    const prepared = await eps.post('$prepare', message)
    return eps.post('$process-message', sign(message, prepared.body, { certificate: key.certificate, privateKey: key.privateKey! }))
  }
  assert.deepEqual(findings((await sendWith(await issue('2020-01-01', '2022-01-01'))).body), ['Certificate expired when signed'])
  assert.deepEqual(findings((await sendWith(await issue('2090-01-01', '2091-01-01'))).body), ['Certificate expired when signed'])

  const key = await eps.keyOf('GP')
  assert.equal((await sendWith(key)).status, 200)
  eps.environment.clock.advance(3 * 365 * 24 * 60 * 60 * 1000)
  assert.deepEqual(findings((await sendWith(key)).body), ['Certificate expired when signed'])
})

test('a revoked certificate signs nothing more; a compromised one never did', async () => {
  const eps = epsWorld()
  const first = await eps.signed(order({ environment: eps.environment }))
  const second = await eps.signed(order({ environment: eps.environment }))
  const { certificate, privateKey } = await eps.keyOf('GP')
  const serialNumber = new X509Certificate(certificate).serialNumber
  eps.environment.clock.advance(60_000)
  eps.controls.revokeCertificate(eps.state, { serialNumber, reason: 'superseded' }, eps.environment)
  assert.equal((await eps.post('$process-message', first)).status, 200, 'it was signed before')
  eps.environment.clock.advance(60_000)
  const late = order({ environment: eps.environment })
  const prepared = await eps.post('$prepare', late)
  assert.deepEqual(findings((await eps.post('$process-message', sign(late, prepared.body, { certificate, privateKey }))).body), [
    'Certificate is revoked',
  ])
  eps.controls.revokeCertificate(eps.state, { serialNumber, reason: 'keyCompromise' }, eps.environment)
  assert.deepEqual(findings((await eps.post('$process-message', second)).body), ['Certificate is revoked'])
})

test('only certificates of a trusted authority count, and authorities can be added', async () => {
  const eps = epsWorld()
  const now = eps.environment.clock.now()
  const authority = await createAuthority(now, 'Supplier signing authority')
  const keys = await createKeyPair()
  const certificate = await issueCertificate(authority, {
    userId: '555254239107',
    given: 'Amara',
    family: 'Nwosu',
    publicKey: keys.publicKey,
    notBefore: now - 1000,
    notAfter: now + 1e9,
  })
  const message = order({ environment: eps.environment })
  const prepared = await eps.post('$prepare', message)
  const signed = sign(message, prepared.body, { certificate: certificate.toString(), privateKey: keys.privateKey })
  assert.deepEqual(findings((await eps.post('$process-message', signed)).body), ['Certificate not trusted'])
  eps.controls.trustAuthority(eps.state, { certificate: authority.certificate.toString() })
  assert.equal((await eps.post('$process-message', signed)).status, 200)
})

test('a signature that is no XML, has no parts, two certificates or a broken one is refused', async () => {
  const eps = epsWorld()
  const message = await eps.signed(order({ environment: eps.environment }))
  const answer = async (xml: string) => eps.post('$process-message', signWith(message, whenOf(message), xml))
  const unreadable = await answer('this is no XML')
  assert.deepEqual(unreadable.body.issue, [
    {
      severity: 'fatal',
      code: 'invalid',
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode',
            code: 'INVALID_VALUE',
            display: 'Invalid signature format.',
          },
        ],
      },
      expression: ['Provenance.signature.data'],
    },
  ])
  assert.deepEqual(findings((await answer('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>')).body), ['Invalid signature format'])
  const xml = xmlOf(message)
  assert.deepEqual(
    findings((await answer(xml.replaceAll('Signature xmlns', 'ds:Signature xmlns:ds').replace('</Signature>', '</ds:Signature>'))).body),
    ['Invalid signature format'],
  )
  assert.deepEqual(findings((await answer(xml.replace('<X509Certificate>', '<X509Certificate>-----BEGIN CERTIFICATE-----'))).body), [
    'Multiple certificates detected',
  ])
  assert.deepEqual(findings((await answer(xml.replace('<X509Certificate>', '<X509Certificate>AAAA'))).body), ['Invalid certificate'])
})

test('indentation inside the signature does no harm', async () => {
  const eps = epsWorld()
  const message = await eps.signed(order({ environment: eps.environment }))
  const indented = xmlOf(message).replaceAll('><', '>\n    <')
  assert.equal((await eps.post('$process-message', signWith(message, whenOf(message), indented))).status, 200)
})

test('SHA-1 still verifies, and is noted: SHA-256 is demanded of prescribing systems', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const prepared = await eps.post('$prepare', message)
  const value = (name: string) => prepared.body.parameter.find((parameter: Json) => parameter.name === name).valueString
  assert.equal(value('algorithm'), 'RS256')
  const { certificate, privateKey } = await eps.keyOf('GP')
  const info = signedInfo(
    fragmentsToBeHashed(parentPrescription(readMessage(JSON.stringify(message)), Date.parse(value('timestamp'))).signed),
    'sha1',
  )
  const signature = createSign('RSA-SHA1').update(info).sign(privateKey, 'base64')
  const body = certificate.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
  const xml = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${info}<SignatureValue>${signature}</SignatureValue><KeyInfo><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></Signature>`
  assert.equal((await eps.post('$process-message', signWith(message, value('timestamp'), xml))).status, 200)
  assert.ok(eps.lastViolations().includes('signature-with-sha1'))
})

test('the digits of a quantity are signed as they were written', async () => {
  const eps = epsWorld()
  const text = (value: string) => JSON.stringify(message).replace('"value":21,', `"value":${value},`)
  const message = order({ environment: eps.environment })
  eps.environment.clock.set(Date.UTC(2026, 10, 20, 9))
  const one = await eps.post('$prepare', text('1.50'))
  const other = await eps.post('$prepare', text('1.5'))
  assert.notEqual(one.body.parameter[0].valueString, other.body.parameter[0].valueString)
})

// Vectors: prescriptions in HL7 V3 that were signed by the national test authorities.
const VECTORS = withoutSpecs
  ? []
  : (
      JSON.parse(readSpec('vectors', 'eps-signature.json')).results as {
        file: string
        digestValueInFile: string
        digestMatches: string
        signatureOverSignedInfoValid: boolean
      }[]
    ).filter(({ file }) => file.includes('signed-prescriptions'))

test('published signed prescriptions verify as published', { skip: withoutSpecs }, () => {
  assert.ok(VECTORS.length >= 4)
  for (const { file, digestMatches, signatureOverSignedInfoValid } of VECTORS) {
    // One file has its texts wrapped over lines; what was signed had none.
    const source = readSpec(...file.split('/'))
    const root = withoutIndentation(
      parseXml(
        digestMatches.startsWith('after')
          ? source.replace(/>([^<]+)</g, (_, text: string) => `>${text.replace(/\s+/g, ' ').trim()}<`)
          : source,
      ),
    )
    const message = find(asElement(root), 'ParentPrescription')!
    const prescription = find(message, 'pertinentPrescription')!
    const author = find(prescription, 'author')!
    const signed: ParentPrescription['signed'] = {
      time: find(author, 'time')!,
      id: find(prescription, 'id')!,
      agentPerson: find(author, 'AgentPerson')!,
      recordTarget: find(message, 'recordTarget')!,
      lineItems: prescription.children.flatMap((child) =>
        typeof child !== 'string' && child.name === 'pertinentInformation2' ? [find(child, 'pertinentLineItem')!] : [],
      ),
    }
    const signature = Array.from(root.getElementsByTagName('Signature'))[0]!
    const { findings: found } = verifySignature({ when: 0, xml: signature }, { message, signed }, emptyState())
    assert.equal(!found.includes("Signature doesn't match prescription"), digestMatches !== 'no', file)
    assert.equal(!found.includes('Signature is invalid'), signatureOverSignedInfoValid, file)
    assert.ok(found.includes('Certificate not trusted'), file)
  }
})

/** The first element of that name, the element itself included, in document order. */
function find(element: Element, name: string): Element | undefined {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = typeof child === 'string' ? undefined : find(child, name)
    if (found) return found
  }
  return undefined
}
