import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isRealNhsNumber } from '../../reports/pack/nhs-number.ts'
import { redactData, redactHeaders, redactText } from '../../reports/pack/redact.ts'
import { OF_THE_FIELD, SECRET_FIELDS, TEXT_RULES, mayHoldSecret, mayNameField } from '../../reports/pack/redaction-rules.ts'

const JWT = 'eyJhbGciOiJSUzUxMiIsImtpZCI6ImsxIn0.eyJzdWIiOiJhYmMiLCJleHAiOjE3NDA5OTI0MDB9.c2lnbmF0dXJlLXRoYXQtaXMtbm90'
const KEY = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHNlY3JldHNlY3JldHNlY3JldHNlY3JldHNlY3JldHNl\n-----END PRIVATE KEY-----'
const SECRET = 'hunter2-Pa55phrase'

/** Where a secret may hide, what must not be left of it, and the kind that must be said. */
const corpus: { text: string; gone: string; kind: string }[] = [
  { text: `{"access_token":"${SECRET}","token_type":"Bearer"}`, gone: SECRET, kind: 'token' },
  { text: `{ "refresh_token" : "${SECRET}" }`, gone: SECRET, kind: 'token' },
  { text: `{"idToken":"${SECRET}"}`, gone: SECRET, kind: 'token' },
  { text: `{"client_secret":"quo\\"te ${SECRET}"}`, gone: SECRET, kind: 'secret' },
  { text: `{"Password":"${SECRET}"}`, gone: SECRET, kind: 'password' },
  { text: '{"password": 98765432}', gone: '98765432', kind: 'password' },
  { text: `{"password":"${SECRET}`, gone: SECRET, kind: 'password' },
  { text: JSON.stringify({ body: JSON.stringify({ access_token: SECRET }) }), gone: SECRET, kind: 'token' },
  { text: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ client_secret: SECRET }) }) }), gone: SECRET, kind: 'secret' },
  { text: `{"name":"password","valueString":"${SECRET}"}`, gone: SECRET, kind: 'password' },
  { text: `grant_type=client_credentials&client_assertion=${SECRET}&scope=x`, gone: SECRET, kind: 'client-assertion' },
  { text: `subject_token=${SECRET}`, gone: SECRET, kind: 'token' },
  { text: `https://example.org/callback?id_token=${SECRET}#top`, gone: SECRET, kind: 'token' },
  { text: `https://gp.example/callback?code=${SECRET}&state=abcdef`, gone: SECRET, kind: 'code' },
  { text: `{"location":"https://gp.example/callback?state=abcdef&iss=x&code=${SECRET}"}`, gone: SECRET, kind: 'code' },
  { text: `grant_type=authorization_code&redirect_uri=x&code=${SECRET}`, gone: SECRET, kind: 'code' },
  { text: `GET /x?api-key=${SECRET} failed`, gone: SECRET, kind: 'api-key' },
  { text: `<ns:Password Type="text">${SECRET}</ns:Password>`, gone: SECRET, kind: 'password' },
  { text: `it said Authorization: Bearer ${SECRET} and went on`, gone: SECRET, kind: 'token' },
  { text: `nothing but ${JWT}, really`, gone: JWT.slice(0, 20), kind: 'jwt' },
  { text: `{"jwt":"${JWT}"}`, gone: JWT.slice(-20), kind: 'jwt' },
  { text: 'unsigned eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0. too', gone: 'eyJzdWIiOiJ4In0', kind: 'jwt' },
  { text: `<a href="/p?jwt=${JWT}">`, gone: JWT.slice(0, 20), kind: 'jwt' },
  { text: `key:\n${KEY}\n`, gone: 'MC4CAQ', kind: 'private-key' },
  { text: JSON.stringify({ pem: KEY.replace('PRIVATE', 'RSA PRIVATE').replace('END PRIVATE', 'END RSA PRIVATE') }), gone: 'MC4CAQ', kind: 'private-key' },
  { text: KEY.slice(0, 60), gone: 'MC4CAQ', kind: 'private-key' },
  { text: '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}', gone: 'nWGxne', kind: 'private-key' },
  { text: `Location: https://hub.example:9843/e/w0~${SECRET}${SECRET}/authorize?x=1`, gone: SECRET, kind: 'token' },
  { text: `iss=https%3A%2F%2Fhub.example%2Fe%2Fa-run-w0~${SECRET}${SECRET}%2Fopenam`, gone: SECRET, kind: 'token' },
  { text: 'Patient/9434765919', gone: '9434765919', kind: 'nhs-number' },
  { text: 'NHS No. 943 476 5919, born', gone: '943 476 5919', kind: 'nhs-number' },
  { text: '943-476-5919', gone: '5919', kind: 'nhs-number' },
  { text: '?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9434765919', gone: '9434765919', kind: 'nhs-number' },
  { text: 'q=%209434765919', gone: '9434765919', kind: 'nhs-number' },
  { text: '{"value":"9434765919"}', gone: '9434765919', kind: 'nhs-number' },
  { text: 'patient_9434765919_photo', gone: '9434765919', kind: 'nhs-number' },
  { text: '943&nbsp;476&nbsp;5919', gone: '5919', kind: 'nhs-number' },
]

/** What looks like a secret and is evidence. */
const innocent: string[] = [
  '9990000018 is synthetic, and so is 999 000 0018',
  '9434765918 has a wrong check digit',
  '1740992400000 and 1740992400 are times',
  '123456789012 is a UBRN',
  '555036632103 is a role profile',
  '07700900123 and +447700900123 are numbers to call',
  '322236009 and 39720311000001101 are dm+d codes',
  '60e0b220-8136-4ca5-ae46-1d97ef59d068',
  'a943476591943476591994347659194347659194347659194347659194347659a',
  'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  '{"token_type":"Bearer","expires_in":599}',
  'Basic understanding of Bearer tokens',
  'The password was refused.',
  'W/"2"',
  '?code=referral-worklist&status=requested',
  '/ValueSet?code=something-very-long-indeed&url=https://x and state=new',
]

describe('redaction', () => {
  for (const { text, gone, kind } of corpus) {
    it(`takes out: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const clean = redactText(text)
      assert.ok(!clean.includes(gone), clean)
      assert.ok(clean.includes(`[redacted:${kind}]`), clean)
      assert.equal(redactText(clean), clean, 'a second time changes nothing')
    })
  }
  for (const text of innocent) it(`leaves alone: ${text.slice(0, 60)}`, () => assert.equal(redactText(text), text))

  it('keeps of a header what is evidence, and not the secret', () => {
    assert.deepEqual(
      redactHeaders({
        Authorization: `Bearer ${SECRET}`,
        'proxy-authorization': `Basic ${SECRET}`,
        apikey: SECRET,
        cookie: `session=${SECRET}; theme=dark`,
        'Set-Cookie': `session=${SECRET}; HttpOnly; SameSite=Lax; Expires=Wed, 21 Oct 2026 07:28:00 GMT, other=${SECRET}; Secure`,
        'x-csrf-token': SECRET,
        'nhsd-session-urid': '555036632103',
        'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068',
      }),
      {
        Authorization: 'Bearer [redacted:token]',
        'proxy-authorization': 'Basic [redacted:token]',
        apikey: '[redacted:api-key]',
        cookie: 'session=[redacted:cookie]; theme=[redacted:cookie]',
        'Set-Cookie': 'session=[redacted:cookie]; HttpOnly; SameSite=Lax; Expires=Wed, 21 Oct 2026 07:28:00 GMT, other=[redacted:cookie]; Secure',
        'x-csrf-token': '[redacted:token]',
        'nhsd-session-urid': '555036632103',
        'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068',
      },
    )
  })

  it('reaches every string of an event', () => {
    const clean = JSON.stringify(redactData({ a: [{ b: JWT, 'key 9434765919': 1 }], request: { headers: { cookie: `x=${SECRET}` } }, n: 9434765919, nothing: null }))
    assert.ok(!clean.includes(SECRET) && !clean.includes('eyJ') && !clean.includes('key 9434765919'))
  })

  it('never lets the quick look pass over what a rule would find', () => {
    for (const name of Object.values(SECRET_FIELDS).flat()) {
      for (const form of [name, name.replaceAll('_', '-'), name.replaceAll('_', ''), name.toUpperCase()]) assert.ok(mayNameField(`"${form}"`) && mayHoldSecret(form), form)
    }
    for (const { kind, when } of TEXT_RULES) assert.ok(kind === OF_THE_FIELD || mayHoldSecret(`x${when}x`), when)
    for (const { text, kind } of corpus) assert.ok(kind === 'nhs-number' || mayHoldSecret(text), text)
  })

  it('finds an NHS number that begins within what is none', () => {
    assert.equal(redactText('123 943 476 5919'), '123 [redacted:nhs-number]')
    assert.equal(redactText('943 476 9434765919'), '943 476 [redacted:nhs-number]')
    assert.equal(redactText('9990000018, 9434765919'), '9990000018, [redacted:nhs-number]')
  })

  it('is not slowed down by text made to slow it down', () => {
    const start = performance.now()
    for (const text of ['"'.repeat(200_000), '\\"password\\":\\"'.repeat(20_000), `${'\\'.repeat(200_000)}"password"`, 'eyJ'.repeat(100_000), '<password>'.repeat(20_000), '943 '.repeat(100_000), '-----BEGIN PRIVATE KEY-----'.repeat(5000), '%41'.repeat(50_000), '&quot;'.repeat(50_000), 'QUJD'.repeat(100_000), '<input value="x'.repeat(20_000), 'name="password">'.repeat(20_000), '943<b>'.repeat(30_000), `password${' '.repeat(100_000)}:`]) redactText(text)
    // Far above what it takes on the slowest machine, far below what a rule that backtracks would take.
    assert.ok(performance.now() - start < 30_000, `${performance.now() - start} ms`)
  })
})

describe('isRealNhsNumber', () => {
  it('asks for the check digit and an issued range', () => {
    for (const number of ['9434765919', '4010232137', '6541003238', '0112304125']) assert.equal(isRealNhsNumber(number), true, number)
    for (const number of ['9434765918', '9990000018', '1740992400', '8888888888', '5555555555']) assert.equal(isRealNhsNumber(number), false, number)
  })
})
