import { service } from '../../../mocks/services/scr/service.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox, type Answer } from '../sandbox/replay-sandbox.ts'
import { NUMBER_SYSTEM, start } from './scr-caller.ts'

const { controls } = service
const HAPPY = '9000000009'
const published = (file: string): any => JSON.parse(readSpec('scr-fhir', file))
const uat = (file: string) => published(`test-data/uat/${file}`)
const problem = (text: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', details: { text } }] })

replaySandbox('scr', 'scr-fhir', async ({ method, path, title, cells }) => {
  const mock = start()
  const { state, environment } = mock
  const answer = async (how: string, where: string, status: number, body?: unknown, sent?: unknown): Promise<{ ours: Answer; published: Answer }> => {
    const { status: seen, body: said } = await mock.call(how, where, sent)
    return { ours: { status: seen, body: said }, published: { status, body } }
  }

  if (method === 'POST' && path === '/Bundle') {
    const file = title === 'Happy path' ? 'examples/UploadScrBundle.json' : 'test-data/uat/upload_scr/no_consent/1-dissent.request.json'
    const bundle = published(file)
    const patient = resource(bundle, 'Patient')
    patient.identifier[0].value = title === 'Happy path' ? HAPPY : '9111231130'
    const replaced = resource(bundle, 'Composition').relatesTo?.[0]?.targetIdentifier.value
    if (replaced) controls.putSummary(state, { nhsNumber: patient.identifier[0].value, id: replaced }, environment)
    if (title === 'Happy path') return answer(method, path, 201, undefined, bundle)
    controls.setPermission(state, { nhsNumber: '9111231130', permission: 'No' })
    return answer(method, path, 403, uat('upload_scr/no_consent/1-dissent.response.json'), bundle)
  }

  if (path === '/Bundle') {
    const search = (id: string, nhsNumber: string) => `/Bundle?composition.identifier=${id}&composition.subject:Patient.identifier=${NUMBER_SYSTEM}|${nhsNumber}`
    // As the tests of the gateway's source have the words, of the field that is wrong first.
    if (title === 'Invalid results') return answer(method, search('INVALID ID', 'INVALID NHS NUMBER'), 400, problem('Code: 400, Display: Invalid Request;Code: 35160, Display: [PSIS-35160] - Invalid input message. Mandatory field NHS Number is missing or incorrect'))
    if (title === 'No results') return answer(method, search('81CC2DA0-8882-11EB-B538-0800200C9A66', '9000000033'), 200, { resourceType: 'Bundle', type: 'searchset', total: 0 })
    const id = 'FA60BE64-1F34-11EB-A2A8-000C29A364EB'
    const bundle = uat('get_scr/success/1-basic.response.json')
    hold(mock, bundle, id)
    return answer(method, search(id, HAPPY), 200, bundle)
  }

  if (path === '/DocumentReference') {
    const search = (nhsNumber: string) => `/DocumentReference?patient=${NUMBER_SYSTEM}|${nhsNumber}`
    if (title === 'Invalid results') return answer(method, '/DocumentReference?patient=INVALID NHS NUMBER', 400, problem("Invalid value - INVALID NHS NUMBER in field 'patient'"))
    if (title === 'Empty result') return answer(method, search('9000000033'), 200, uat('get_scr_id/no_results/1-basic.response.json'))
    controls.putSummary(state, { nhsNumber: HAPPY, id: 'FA60BE64-1F34-11EB-A2A8-000C29A364EB' }, environment)
    controls.setPermission(state, { nhsNumber: HAPPY, permission: 'Ask' })
    return answer(method, search(HAPPY), 200, published('examples/DocumentReferenceBundle.json'))
  }

  if (path === '/$setPermission') {
    const body = published('examples/SetPermission.json')
    const number = body.parameter[0].part.find(({ name }: { name: string }) => name === 'nhsNumber')
    number.valueString = title === 'Happy path' ? HAPPY : '9111231130'
    controls.forgetPatient(state, { nhsNumber: '9111231130' })
    return title === 'Happy path' ? answer(method, path, 201, undefined, body) : answer(method, path, 400, uat('set_acs/spine_error/1-nhsNumberNotFound.response.json'), body)
  }

  const event = published('examples/AuditEvent.json')
  const type = cells['Alert Type']
  if (type === undefined) return answer(method, path, 201, undefined, event)
  const reason = Object.entries(cells).find(([name]) => name.includes('Reason Code'))![1]
  const sent = { ...event, type: { ...event.type, code: type, display: cells['Alert Type Display'] }, subtype: [{ ...event.subtype[0], code: reason, display: cells['Alert Sub-Type (“Reason Display”)'] }] }
  return /not a permitted/i.test(cells['Business Scenario Notes']!) ? answer(method, path, 400, problem(`Invalid combination of alert type '${type}' and alert subtype '${reason}'.`), sent) : answer(method, path, 201, undefined, sent)
})

const resource = (bundle: any, type: string) => bundle.entry.find((each: any) => each.resource.resourceType === type).resource

/** Holds what is published as an answer as though somebody had uploaded it. */
function hold({ state, environment }: ReturnType<typeof start>, bundle: any, id: string): void {
  controls.putSummary(state, { nhsNumber: HAPPY, id }, environment).bundle = { ...bundle, type: 'document' }
}
