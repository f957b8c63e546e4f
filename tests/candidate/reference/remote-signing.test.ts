import assert from 'node:assert/strict'
import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { readSignature } from '../../../candidate/reference/national/digital-signature.ts'
import { whyNotTheSignature } from '../../../candidate/reference/prescribing/remote-signing.ts'
import { createAuthority, createKeyPair, issueCertificate } from '../../../mocks/services/eps/certificates.ts'

const USER = '555254239107'
const SIGNED = '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">one</SignedInfo>'

test('a signature is used only if it is the prescriber’s over what they prescribed', async () => {
  const { privateKey, publicKey } = await createKeyPair()
  const certificateOf = async (userId: string) =>
    (await issueCertificate(await createAuthority(Date.now()), { userId, given: 'Ada', family: 'Nwosu', publicKey, notBefore: Date.now() - 1000, notAfter: Date.now() + 1000 })).raw.toString('base64')
  const over = (content: string) => sign('sha256', Buffer.from(content), createPrivateKey(privateKey)).toString('base64')
  const own = await certificateOf(USER)
  assert.match(new X509Certificate(Buffer.from(own, 'base64')).subject, /555254239107_ADA/)
  assert.equal(whyNotTheSignature({ value: over(SIGNED), certificate: own }, SIGNED, USER), undefined)
  assert.match(whyNotTheSignature({ value: over(`${SIGNED} `), certificate: own }, SIGNED, USER) ?? '', /not a signature over/)
  assert.match(whyNotTheSignature({ value: '', certificate: own }, SIGNED, USER) ?? '', /not a signature over/)
  assert.match(whyNotTheSignature({ value: over(SIGNED), certificate: await certificateOf('555254239208') }, SIGNED, USER) ?? '', /somebody else/)
  assert.match(whyNotTheSignature({ value: over(SIGNED), certificate: 'rubbish' }, SIGNED, USER) ?? '', /cannot be read/)
})

test('the signature is that of the document which was asked about', () => {
  const answer = (status: number, body: Record<string, unknown> = {}) => ({ status, headers: {}, body, requestId: 'r' })
  const body = { certificate: 'c', signatures: [{ id: 'a', signature: 'one' }, { id: 'b', signature: 'two' }] }
  assert.deepEqual(readSignature(answer(200, body), 'b'), { value: 'two', certificate: 'c' })
  assert.throws(() => readSignature(answer(200, body), 'c'), /cannot be read/)
  assert.throws(() => readSignature(answer(409), 'a'), /not confirmed/)
  assert.throws(() => readSignature(answer(410), 'a'), /declined/)
  assert.throws(() => readSignature(answer(500), 'a'), /has failed/)
})
