import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { RECEIPT_STATUSES, type Communication } from '../../../mocks/services/nhs-app/communication.ts'
import { errors } from '../../../mocks/services/nhs-app/errors.ts'
import { receiptTask } from '../../../mocks/services/nhs-app/receipt.ts'
import { service } from '../../../mocks/services/nhs-app/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { differing } from '../sandbox/differing.ts'

const IN_APP = '/communication/in-app/FHIR/R4/CommunicationRequest'
const NOTIFICATION = '/communication/notification/FHIR/R4/CommunicationRequest'
const RECEIPTS = '/communication/report/receipts/FHIR/R4/Task'
const PATIENTS = '/communication/report/patients'

const published = (...parts: string[]) => JSON.parse(readSpec('nhs-app', 'examples', ...parts))

function start() {
  const app = inProcess([service])
  app.environment.identity.tokens.set('t', { kind: 'application', applicationId: 'my-app', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await app.fetch(`${app.baseUrl}/nhs-app${path}`, {
      method,
      headers: { authorization: 'Bearer t', 'content-type': 'application/fhir+json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return { ...app, state: app.environment.stateOf(service), call }
}

describe('NHS App contract: answers keep the published schemas', { skip: withoutSpecs }, () => {
  it('messages, notifications and both reports', async () => {
    const api = new OpenApi('nhs-app', 'openapi.json')
    const { call, state, environment } = start()
    const message = await call('POST', IN_APP, published('requests/communication/in-app-with-keyword-reply.json'))
    assert.deepEqual(api.response(IN_APP, 'post', '201')(message.body), [])
    const push = await call('POST', NOTIFICATION, published('requests/communication/notification.json'))
    assert.deepEqual(api.response(NOTIFICATION, 'post', '201')(push.body), [])

    const day = new Date(environment.clock.now()).toISOString().slice(0, 10)
    service.controls.recordReceipt(state, { communicationId: message.body.identifier[0].value, status: 'Delivered' }, environment)
    environment.clock.advance(86_400_000)
    assert.deepEqual(api.response(RECEIPTS, 'get', '200')((await call('GET', `${RECEIPTS}?day=${day}`)).body), [])
    service.controls.putUser(state, { nhsNumber: '9990548609', practice: 'A99901', notificationsEnabled: true })
    assert.deepEqual(api.response(PATIENTS, 'get', '200')((await call('GET', `${PATIENTS}?ods-organisation-code=A99901`)).body), [])
  })

  it('errors', async () => {
    const api = new OpenApi('nhs-app', 'openapi.json')
    const { call, environment } = start()
    const statuses: Partial<Record<keyof typeof errors, string>> = { expiredAccessToken: '401', invalidAccessToken: '401', appMessagePermissionMissing: '403', throttledApplication: '429', throttledService: '429', throttledSpike: '429' }
    for (const [name, status] of Object.entries(statuses)) {
      environment.faults.inject({ service: 'nhs-app', kind: 'error', name })
      assert.deepEqual(api.response(IN_APP, 'post', status)((await call('POST', IN_APP, {})).body), [], name)
    }
  })

  it('real-time receipts', () => {
    const check = new OpenApi('nhs-app', 'openapi-callback-realtime-receipts.json').request('/FHIR/R4/Task', 'post')
    for (const status of RECEIPT_STATUSES) {
      const problems = check(receiptTask(communicationOf(), { id: 'r', status, at: 0 }))
      // The schema calls statusReason a string and lists five of the six codes; the examples have an object and all six.
      assert.deepEqual(problems.filter((problem) => !/statusReason|\/code\/coding\/0/.test(problem)), [], status)
    }
  })
})

describe('NHS App contract: bodies are the published ones', { skip: withoutSpecs }, () => {
  it('answers to the example requests, but for the ids', async () => {
    const { call, environment } = start()
    const answer = async (path: string, request: string) => {
      const { status, body } = await call('POST', path, published('requests/communication', request))
      assert.equal(status, 201, request)
      assert.deepEqual(environment.journal.read().at(-1)!.violations, [], request)
      return body
    }
    const same = (actual: { identifier: { value: string }[] }, file: string, differs: Record<string, unknown> = {}) => {
      const expected = { ...published('responses/communication', file), ...differs }
      assert.deepEqual({ ...actual, identifier: [{ ...actual.identifier[0], value: expected.identifier[0].value }, ...actual.identifier.slice(1)] }, expected, file)
    }
    same(await answer(IN_APP, 'in-app.json'), '201successInApp.json')
    same(await answer(NOTIFICATION, 'notification.json'), '201successNotification.json')
    // The next two pairs of examples do not belong together in full: other recipients, and one keeps the recipient's type.
    const keyword = await answer(IN_APP, 'in-app-with-keyword-reply.json')
    same(keyword, '201successInAppWithKeywordReply.json', { payload: keyword.payload, recipient: keyword.recipient })
    const freeText = await answer(IN_APP, 'in-app-with-free-text-reply.json')
    same(freeText, '201successInAppWithFreeTextReply.json', { recipient: freeText.recipient })
  })

  it('400s that an example names', async () => {
    const { call } = start()
    const valid = published('requests/communication/in-app.json')
    const notification = published('requests/communication/notification.json')
    const questionnaire = published('requests/communication/in-app-with-keyword-reply.json')
    const item = questionnaire.contained[0].item[0]
    const campaign = { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'a' }
    const patient = (value: string) => ({ identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value } })
    const cases: Record<string, [string, unknown]> = {
      '400InvalidRequester.json': [IN_APP, { ...valid, requester: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: 'B82041' } } }],
      '400contentReferenceDisplayTooLong.json': [NOTIFICATION, { ...notification, payload: [{ contentReference: { reference: 'https://www.nhsapp.service.nhs.uk/', display: 'x'.repeat(201) } }] }],
      '400contentStringTooLong.json': [IN_APP, { ...valid, payload: [{ contentString: 'x'.repeat(5001) }] }],
      '400invalidContainedAnswerOptionLength.json': [IN_APP, { ...questionnaire, contained: [{ ...questionnaire.contained[0], item: [{ ...item, answerOption: Array.from({ length: 7 }, () => item.answerOption[0]) }] }] }],
      '400invalidContainedItemType.json': [IN_APP, { ...questionnaire, contained: [{ ...questionnaire.contained[0], item: [{ ...item, type: 'date' }] }] }],
      '400invalidContainedResourceType.json': [IN_APP, { ...questionnaire, contained: [{ ...questionnaire.contained[0], resourceType: 'Patient' }] }],
      '400invalidNhsNumber.json': [IN_APP, { ...valid, recipient: [patient('9990548600')] }],
      '400invalidResourceType.json': [IN_APP, { ...valid, resourceType: 'communicationrequest' }],
      '400multipleIssues.json': [IN_APP, { ...valid, identifier: [campaign, campaign, { ...campaign, system: 'https://fhir.nhs.uk/NHSApp/request-id', value: 'x'.repeat(129) }], recipient: undefined }],
      '400noRecipients.json': [IN_APP, { ...valid, recipient: [] }],
      '400tooManyRecipients.json': [IN_APP, { ...valid, recipient: [patient('9990548609'), patient('9903002157')] }],
    }
    for (const [file, [path, body]] of Object.entries(cases)) assert.deepEqual((await call('POST', path, body)).body, published('responses/communication', file), file)
    const queries: Record<string, string> = {
      '400invalidDay.json': `${RECEIPTS}?day=x`,
      '400invalidOdsCode.json': `${PATIENTS}?ods-organisation-code=x`,
      'report/400noDay.json': RECEIPTS,
      'report/400noOdsCode.json': PATIENTS,
    }
    for (const [file, path] of Object.entries(queries)) assert.deepEqual((await call('GET', path)).body, published('responses/communication', file), file)

    const tested = new Set([...Object.keys(cases), ...Object.keys(queries)])
    assert.deepEqual(specFiles('nhs-app/examples/responses/communication', /400.*\.json$/).filter((file) => !tested.has(file)), [], 'every published 400 was provoked')
  })

  it('401s, 403s and 429s, but for the id of the application', async () => {
    const { call, environment } = start()
    const files: Partial<Record<keyof typeof errors, string>> = {
      expiredAccessToken: '401ExpiredAccessToken.json',
      invalidAccessToken: '401invalidAccessToken.json',
      invalidApiKey: '401invalidApiKey.json',
      invalidApiKeyForResource: '401invalidApiKeyForResource.json',
      appMessagePermissionMissing: '403permissionsMissingForAppMessage.json',
      pushNotificationPermissionMissing: '403permissionsMissingForPushNotification.json',
      receiptsReportPermissionMissing: '403permissionsMissingForReceiptsReport.json',
      patientReportPermissionMissing: '403permissionsMissingForPatientReport.json',
      throttledApplication: '429throttled-quotaperapp.json',
      throttledService: '429throttled-quotaperproxy.json',
      throttledSpike: '429throttled-spikearrestperapp.json',
    }
    const nameless = (value: unknown) => JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|my-app|unknown/g, 'ID'))
    for (const [name, file] of Object.entries(files)) {
      environment.faults.inject({ service: 'nhs-app', kind: 'error', name })
      assert.deepEqual(nameless((await call('POST', IN_APP, {})).body), nameless(published('responses/communication', file)), file)
    }
  })

  it('receipts', () => {
    for (const status of RECEIPT_STATUSES) {
      const file = `callback-realtime-receipts/requests/task/${status.toLowerCase()}.json`
      assert.deepEqual(receiptTask(communicationOf(), { id: 'r', status, at: Date.parse('2021-08-05T13:22:52Z') }), published(file), file)
    }
  })
})

/** The communication that the published receipts are about. */
function communicationOf(): Communication {
  return {
    id: '8f7ec136-66eb-4a9e-97ca-5c7a53d2710c',
    channel: 'in-app',
    applicationId: 'my-app',
    nhsNumber: '9990548609',
    identifiers: [
      { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: 'optional campaign id' },
      { system: 'https://fhir.nhs.uk/NHSApp/request-id', value: 'optional request reference' },
    ],
    text: '',
    resource: {},
    receivedAt: Date.parse('2021-08-05T13:20:52Z'),
    receipts: [],
  }
}

describe('NHS App contract: the report of a day', { skip: withoutSpecs }, () => {
  it('is the published one, but for the address of the environment', async () => {
    const { call, state } = start()
    // One receipt of the example is of the same day a year before.
    const expected = JSON.parse(readSpec('nhs-app', 'examples', 'responses/communication/report/200successReceipts.json').replaceAll('2021-08-19', '2022-08-19'))
    for (const { resource } of expected.entry) {
      const id = resource.identifier.at(-1).value
      const known = state.communications.get(id)
      const receipt = { id: resource.id, status: resource.code.coding[0].code, at: Date.parse(resource.lastModified), ...(resource.statusReason && { reason: resource.statusReason.text }) }
      const communication = { id, applicationId: 'my-app', channel: 'in-app' as const, nhsNumber: '9990548609', identifiers: resource.identifier.slice(0, -1), receivedAt: Date.parse(resource.authoredOn) }
      state.communications.set(id, { ...communication, receipts: [...(known?.receipts ?? []), receipt] } as unknown as Communication)
    }
    const { status, body } = await call('GET', `${RECEIPTS}?day=2022-08-19`)
    assert.equal(status, 200)
    assert.deepEqual(differing(expected, body).map(({ element }) => element), ['Bundle/link[]/url', 'Bundle/entry[]/fullUrl'])
  })
})
