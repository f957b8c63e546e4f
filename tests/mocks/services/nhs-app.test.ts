import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createAuthority, issueCertificate } from '../../../mocks/kit/certificates.ts'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/nhs-app/service.ts'

const IN_APP = '/nhs-app/communication/in-app/FHIR/R4/CommunicationRequest'
const NOTIFICATION = '/nhs-app/communication/notification/FHIR/R4/CommunicationRequest'
const RECEIPTS = '/nhs-app/communication/report/receipts/FHIR/R4/Task'
const PATIENTS = '/nhs-app/communication/report/patients'
const DAY_MS = 86_400_000

type Changes = Record<string, unknown>

function inAppMessage(changes: Changes = {}) {
  return {
    resourceType: 'CommunicationRequest',
    identifier: [
      { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'flu-2026' },
      { system: 'https://example.test/other', value: 'ignored' },
    ],
    status: 'active',
    payload: [{ contentString: 'Your results are ready. Please call the practice.' }],
    recipient: [{ type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548609' } }],
    requester: { type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } },
    ...changes,
  }
}

function pushNotification(changes: Changes = {}) {
  const { requester: _requester, ...message } = inAppMessage()
  return { ...message, payload: [{ contentReference: { reference: 'https://www.nhsapp.service.nhs.uk/patient/messages', display: 'You have a new message.' } }], ...changes }
}

function start() {
  const app = inProcess([service])
  const { environment } = app
  const state = environment.stateOf(service)
  environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
  const application: Grant = { kind: 'application', applicationId: 'gp-system', issuedAt: 0, expiresAt: environment.clock.now() + 100 * DAY_MS }
  environment.identity.tokens.set('t', application)

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(app.baseUrl + path, {
      method,
      headers: { authorization: 'Bearer t', ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  const issues = async (body: unknown, path = IN_APP) => {
    const answer = await call('POST', path, body)
    assert.equal(answer.status, 400)
    return answer.body.issue.map((issue: { code: string; diagnostics: string; expression?: string[] }) => `${issue.expression?.join() ?? '-'}: ${issue.diagnostics}`)
  }
  const send = async (body: unknown = inAppMessage(), path = IN_APP): Promise<string> => (await call('POST', path, body)).body.identifier[0].value
  return { ...app, state, call, issues, send, lastViolations: () => environment.journal.read().at(-1)!.violations.map((violation) => violation.rule) }
}

test('an in-app message is taken in, with its id, location and the identifiers the API knows', async () => {
  const { call, baseUrl } = start()
  const { status, headers, body } = await call('POST', IN_APP, inAppMessage(), { 'x-correlation-id': 'c-1' })
  assert.equal(status, 201)
  assert.equal(headers.get('content-type'), 'application/fhir+json')
  assert.equal(headers.get('x-correlation-id'), 'c-1')
  const id = body.identifier[0].value
  assert.equal(headers.get('location'), `${baseUrl}${IN_APP}/${id}`)
  assert.deepEqual(body.identifier.slice(1), [{ system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'flu-2026' }])
  assert.deepEqual(body.recipient, [{ identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548609' } }])
})

test('a push notification needs no requester', async () => {
  const { call, lastViolations } = start()
  assert.equal((await call('POST', NOTIFICATION, pushNotification())).status, 201)
  assert.deepEqual(lastViolations(), [])
})

test('no correlation id in, none out', async () => {
  const { call } = start()
  assert.equal((await call('POST', IN_APP, inAppMessage())).headers.get('x-correlation-id'), null)
})

test('the same message sent twice is two messages: the API knows no replay', async () => {
  const { send, state } = start()
  assert.notEqual(await send(), await send())
  assert.equal(service.controls.listCommunications(state, { nhsNumber: '9990548609' }).length, 2)
})

test('everything wrong is said at once', async () => {
  const { issues } = start()
  const campaign = { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'a' }
  const found = await issues(
    inAppMessage({ identifier: [campaign, campaign, { system: 'https://fhir.nhs.uk/NHSApp/request-id', value: 'x'.repeat(129) }], recipient: undefined }),
  )
  assert.deepEqual(found, ['identifier: Multiple Campaign IDs specified', 'identifier[2].value: Exceeds maximum length', 'recipient: Not specified'])
})

test('limits and formats of a message', async () => {
  const { issues } = start()
  assert.deepEqual(await issues(inAppMessage({ payload: [{ contentString: 'x'.repeat(5001) }] })), ['payload[0].contentString: Exceeds maximum length'])
  assert.deepEqual(await issues(inAppMessage({ payload: [{ contentString: 'See <b>this</b>' }] })), ['payload[0].contentString: Invalid format'])
  assert.deepEqual(await issues(inAppMessage({ status: 'Active' })), ['status: Invalid value'])
  const patient = (value: string) => ({ identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value } })
  assert.deepEqual(await issues(inAppMessage({ recipient: [patient('9990548608')] })), ['recipient[0].identifier.value: NHS Number is invalid'])
  assert.deepEqual(await issues(inAppMessage({ recipient: [patient('9990548609'), patient('9990548609')] })), ['recipient: Exceeds maximum length'])
  const requester = { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: 'A99901' } }
  assert.deepEqual(await issues(inAppMessage({ requester })), ['requester.identifier.system: Identifier system is invalid'])
  const notification = (display: string) => pushNotification({ payload: [{ contentReference: { reference: 'https://www.nhsapp.service.nhs.uk/', display } }] })
  assert.deepEqual(await issues(notification('x'.repeat(201)), NOTIFICATION), ['payload[0].contentReference.display: Exceeds maximum length'])
})

test('a body that is no CommunicationRequest is told apart from one that is wrong', async () => {
  const { issues } = start()
  assert.match((await issues('{ bad Json'))[0], /^-: Invalid Json encountered\./)
  assert.match((await issues({ status: 'active' }))[0], /Root object has no type indication \(resourceType\)/)
  assert.match((await issues(inAppMessage({ resourceType: 'communicationrequest' })))[0], /Cannot locate type information for type 'communicationrequest'/)
})

test('a question to the patient needs one questionnaire and the extension that points at it', async () => {
  const { issues, call } = start()
  const questionnaire = (item: unknown) => [{ resourceType: 'Questionnaire', id: 'q', status: 'active', item: [item] }]
  const choice = { linkId: '1', type: 'choice', answerOption: [{ valueCoding: { code: 'YES' } }, { valueCoding: { code: 'NO' } }] }
  const extension = (url: string, reference = '#q') => [{ url, valueReference: { reference } }]
  const answers = 'https://fhir.nhs.uk/NHSApp/answers'
  assert.equal((await call('POST', IN_APP, inAppMessage({ contained: questionnaire(choice), extension: extension(answers) }))).status, 201)
  assert.deepEqual(await issues(inAppMessage({ contained: questionnaire(choice), extension: extension('') })), ['extension: url is invalid'])
  assert.deepEqual(await issues(inAppMessage({ contained: questionnaire(choice) })), ['extension: Not specified'])
  assert.deepEqual(await issues(inAppMessage({ contained: [{ resourceType: 'Patient' }] })), ['contained[0].type: contained should contain one resource of type Questionnaire'])
  assert.deepEqual(await issues(inAppMessage({ contained: questionnaire({ type: 'date' }), extension: extension(answers) })), ['contained: [0].item.type should be text or choice'])
  const seven = { ...choice, answerOption: Array.from({ length: 7 }, () => ({ valueCoding: { code: 'A' } })) }
  assert.deepEqual(await issues(inAppMessage({ contained: questionnaire(seven), extension: extension(answers) })), ['contained[0].item[0].answerOptions: Exceeds maximum length'])
})

test('tokens: expired, unknown, missing, and of another kind, in the words the gateway uses', async () => {
  const { call, environment } = start()
  const refusal = async (authorization: string) => {
    const { status, headers, body } = await call('POST', IN_APP, inAppMessage(), { authorization, 'x-correlation-id': 'c' })
    assert.equal(status, 401)
    assert.equal(headers.get('content-type'), 'application/json')
    assert.equal(headers.get('x-correlation-id'), 'c')
    return `${body.issue[0].code}: ${body.issue[0].diagnostics}`
  }
  assert.equal(await refusal('Bearer nobody'), 'forbidden: Invalid Access Token')
  assert.equal(await refusal('Basic x'), 'forbidden: Invalid access token')
  environment.identity.tokens.set('worker', { kind: 'healthcare-worker', userId: '1', aal: 3, roles: [], applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  assert.match(await refusal('Bearer worker'), /^forbidden: /)
  environment.clock.advance(200 * DAY_MS)
  assert.equal(await refusal('Bearer t'), 'expired: Access Token expired')
})

test('a channel or report that was not agreed at onboarding is refused, naming it', async () => {
  const { call, state } = start()
  service.controls.setPermissions(state, { applicationId: 'gp-system', inApp: false, patientReport: false })
  const message = await call('POST', IN_APP, inAppMessage())
  assert.equal(message.status, 403)
  assert.equal(message.body.issue[0].diagnostics, 'Supplier with ID gp-system does not have channel App Message permission')
  assert.equal((await call('POST', NOTIFICATION, pushNotification())).status, 201)
  assert.equal((await call('GET', `${PATIENTS}?ods-organisation-code=A99901`)).status, 403)
})

test('what the service lets pass though it is wrong is journalled', async () => {
  const { call, lastViolations } = start()
  const link = [{ contentReference: { reference: 'https://www.nhsapp.service.nhs.uk/', display: 'Book at https://elsewhere.test' } }]
  assert.equal((await call('POST', NOTIFICATION, pushNotification({ payload: link }))).status, 201)
  assert.deepEqual(lastViolations(), ['link-in-notification'])
  await call('POST', IN_APP, JSON.stringify(pushNotification({ requester: inAppMessage().requester })), { 'content-type': 'text/plain' })
  assert.deepEqual(lastViolations(), ['media-type', 'payload-kind'])
})

test('the receipts report of a day comes when the day is over, in pages', async () => {
  const { call, send, state, environment, baseUrl } = start()
  service.controls.setPageSize(state, { entries: 2 })
  const communicationId = await send()
  for (const status of ['Delivered', 'NotificationAttempted', 'Read'] as const) service.controls.recordReceipt(state, { communicationId, status }, environment)

  assert.equal((await call('GET', `${RECEIPTS}?day=2026-03-10`)).status, 404)
  environment.clock.advance(DAY_MS)
  const first = await call('GET', `${RECEIPTS}?day=2026-03-10`)
  const at = (page: number) => `${baseUrl}${RECEIPTS}?day=2026-03-10&page=${page}`
  assert.equal(first.status, 200)
  assert.equal(first.body.total, 3)
  assert.equal(first.headers.get('link'), `<${at(2)}>; rel="next", <${at(2)}>; rel="last"`)
  assert.deepEqual(first.body.link.map((link: { relation: string }) => link.relation), ['self', 'next', 'last'])
  const second = await call('GET', `${RECEIPTS}?day=2026-03-10&page=2`)
  assert.equal(second.headers.get('link'), `<${at(2)}>; rel="last"`)
  assert.equal(second.body.entry[0].resource.code.coding[0].code, 'Read')
  assert.equal((await call('GET', `${RECEIPTS}?day=2026-03-10&page=3`)).body.issue[0].diagnostics, 'Report not found')
})

test('wrong report parameters, in the words of the service', async () => {
  const { call } = start()
  const problems = async (path: string) => {
    const { status, body } = await call('GET', path)
    assert.equal(status, 400)
    return body.issue.map((issue: { diagnostics: string; expression: string[] }) => `${issue.expression[0]}: ${issue.diagnostics}`)
  }
  assert.deepEqual(await problems(RECEIPTS), ['day: Not specified'])
  for (const day of ['2021-02-30', '2021-13-01', '09-03-2021', '2021-3-9', '2021-03-08T01:00:00', 'yesterday']) assert.deepEqual(await problems(`${RECEIPTS}?day=${day}`), ['day: Invalid format'])
  assert.deepEqual(await problems(`${RECEIPTS}?day=2021-03-01&day=2021-03-02&page=1`), ['day: A single value is expected'])
  for (const page of ['A', '-1', '0', '2147483648', '']) assert.deepEqual(await problems(`${RECEIPTS}?day=2021-01-01&page=${page}`), ['page: Invalid format'])
  assert.deepEqual(await problems(`${PATIENTS}?ods-organisation-code=abc&page=abc`), ['ods-organisation-code: Invalid format', 'page: Invalid format'])
  assert.deepEqual(await problems(PATIENTS), ['ods-organisation-code: Not specified'])
})

test('the patients report tells who uses the app at a practice, P9 only', async () => {
  const { call, state, environment } = start()
  const citizen = { sub: 's', email: 'e', given: 'g', family: 'f', birthDate: '1980-01-01', practice: 'A99901' }
  environment.identity.citizens.set('9990548609', { ...citizen, nhsNumber: '9990548609', proofing: 'P9' })
  environment.identity.citizens.set('9990000018', { ...citizen, nhsNumber: '9990000018', proofing: 'P5' })
  service.controls.putUser(state, { nhsNumber: '9990000026', practice: 'A99901', notificationsEnabled: true })
  const { body } = await call('GET', `${PATIENTS}?ods-organisation-code=a99901`)
  assert.deepEqual(body, [
    { nhsNumber: '9990548609', notificationsEnabled: false },
    { nhsNumber: '9990000026', notificationsEnabled: true },
  ])
  assert.equal((await call('GET', `${PATIENTS}?ods-organisation-code=A99902`)).status, 404)
})

test('a receipt is posted to the supplier as published, and 202 counts as taken', async () => {
  const { send, state, environment } = start()
  const supplier = await listen(202)
  try {
    service.controls.setCallback(state, { url: `${supplier.url}/callback` })
    const communicationId = await send()
    const delivery = await service.controls.deliverReceipt(state, { communicationId, status: 'Delivered' }, environment)
    assert.equal(delivery.accepted, true)
    assert.equal(supplier.seen[0]!.path, '/callback/FHIR/R4/Task')
    assert.match(supplier.seen[0]!.headers['content-type']!, /^application\/json/)
    assert.deepEqual(JSON.parse(supplier.seen[0]!.body), {
      resourceType: 'Task',
      intent: 'order',
      identifier: [
        { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'flu-2026' },
        { system: 'https://fhir.nhs.uk/Id/nhs-app-communication-id', value: communicationId },
      ],
      status: 'completed',
      code: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/NHSApp-Communication-Status', code: 'Delivered' }] },
      authoredOn: '2026-03-10T12:00:00+00:00',
      lastModified: '2026-03-10T12:00:00+00:00',
    })
    await service.controls.repeatReceipt(state, { communicationId })
    assert.equal(supplier.seen[1]!.body, supplier.seen[0]!.body)
  } finally {
    supplier.close()
  }
})

test('a supplier that answers anything but 202, or not at all, has not taken the receipt', async () => {
  const { send, state, environment } = start()
  const supplier = await listen(200)
  const silent = await listen(undefined)
  try {
    const communicationId = await send()
    service.controls.setCallback(state, { url: supplier.url })
    const answered = await service.controls.deliverReceipt(state, { communicationId, status: 'Rejected', reason: 'NHS number not found' }, environment)
    assert.equal(answered.accepted, false)
    assert.equal(answered.response?.status, 200)
    assert.deepEqual(JSON.parse(supplier.seen[0]!.body).statusReason, { text: 'NHS number not found' })

    service.controls.setCallback(state, { url: silent.url })
    const unanswered = await service.controls.repeatReceipt(state, { communicationId, timeoutMs: 50 })
    assert.equal(unanswered.accepted, false)
    assert.match(unanswered.failure!, /timeout/i)
  } finally {
    supplier.close()
    silent.close()
  }
})

test('receipts are posted over mutual TLS with the certificate that was agreed', async () => {
  const { send, state, environment } = start()
  const authority = await createAuthority()
  const supplier = await issueCertificate(authority, { commonName: 'supplier', hosts: ['127.0.0.1'], use: 'server' })
  const nhsApp = await issueCertificate(authority, { commonName: 'nhs-app', use: 'client' })
  const server = createHttpsServer({ key: supplier.key, cert: supplier.certificate, ca: authority.certificate, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    request.resume()
    response.writeHead(202).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const communicationId = await send()
    service.controls.setCallback(state, { url, authority: authority.certificate })
    const without = await service.controls.deliverReceipt(state, { communicationId, status: 'Delivered' }, environment)
    assert.equal(without.accepted, false)
    assert.ok(without.failure)
    service.controls.setCallback(state, { url, authority: authority.certificate, certificate: nhsApp.certificate, key: nhsApp.key })
    const withCertificate = await service.controls.repeatReceipt(state, { communicationId })
    assert.equal(withCertificate.accepted, true, withCertificate.failure)

    const forged = service.controls.draftReceipt(state, { communicationId, status: 'Read' }, environment)
    for (const as of ['nobody', 'stranger'] as const) {
      const delivery = await service.controls.postToCallback(state, { body: forged, as })
      assert.equal(delivery.accepted, false, `a forger (${as}) gets past mutual TLS`)
    }
    assert.deepEqual(service.controls.readCommunication(state, { communicationId }).receipts.map(({ status }) => status), ['Delivered'])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('receipts that the NHS App would never give are a mistake of the scenario', async () => {
  const { send, state, environment } = start()
  const message = await send()
  const push = await send(pushNotification(), NOTIFICATION)
  const give = (communicationId: string, status: 'Read' | 'Rejected' | 'Delivered') => service.controls.recordReceipt(state, { communicationId, status }, environment)
  assert.throws(() => give(message, 'Read'), /after nothing the NHS App never tells that/)
  assert.throws(() => give(push, 'Delivered'), /never tells that/)
  give(push, 'Rejected')
  assert.throws(() => give(push, 'Rejected'), /after Rejected/)
})

/** A supplier's callback endpoint that always answers the status, or never. */
async function listen(status: number | undefined) {
  const seen: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      seen.push({ path: request.url ?? '', headers: request.headers, body })
      if (status !== undefined) response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
