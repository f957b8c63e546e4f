import { readSpec } from '../contract.ts'
import { replaySandbox, type Answer } from '../sandbox/replay-sandbox.ts'
import { NUMBER_SYSTEM, start } from './immunisation-caller.ts'

const published = (file: string): any => JSON.parse(readSpec('immunisation-fhir', `${file}.json`))
const missingId = () => published('examples/OperationOutcome/400-invalid')
/** The form of a refusal of whose code and words there is no example: any will do. */
function wrong(): unknown {
  const { issue: [issue], ...outcome } = missingId()
  return { ...outcome, issue: [{ ...issue, code: '#code', diagnostics: '#words', details: { coding: [{ ...issue.details.coding[0], code: '#code' }] } }] }
}

replaySandbox('immunisation', 'immunisation-fhir', async ({ method, path, title }) => {
  const { call } = start()
  const ask = async (status: number, body: unknown, ...args: Parameters<typeof call>): Promise<{ ours: Answer; published: Answer }> => {
    const answer = await call(...args)
    return { ours: { status: answer.status, body: answer.body }, published: { status, body } }
  }
  const refused = title.startsWith('Bad Request')
  const event = published('examples-from-oas/POST__Immunization/request/example')

  if (method === 'POST' && path === '/Immunization') {
    const { resourceType: _type, ...untyped } = event
    return refused ? ask(400, wrong(), method, path, untyped) : ask(201, undefined, method, path, event)
  }

  const found = published('examples-from-oas/GET__Immunization/response-200/example')
  if (!path.includes('{id}')) {
    const who = found.entry.find((each: any) => each.resource.resourceType === 'Patient').resource.identifier[0].value
    const { id: _id, meta: _meta, ...given } = found.entry[0].resource
    const patient = found.entry.find((each: any) => each.resource.resourceType === 'Patient').resource
    // As it was sent: with the patient within it.
    await call('POST', '/Immunization', { ...given, contained: [{ ...event.contained.find((each: any) => each.resourceType === 'Patient'), id: 'Pat1', identifier: patient.identifier }], patient: { reference: '#Pat1' } })
    const query = `patient.identifier=${NUMBER_SYSTEM}|${who}&-immunization.target=RSV&_include=Immunization:patient`
    const asked = refused ? '_include=Immunization:patient' : query
    return path.endsWith('_search') ? ask(refused ? 400 : 200, refused ? wrong() : found, method, path, asked, { 'content-type': 'application/x-www-form-urlencoded' }) : ask(refused ? 400 : 200, refused ? wrong() : found, method, `${path}?${asked}`)
  }

  if (refused && method !== 'PUT') return ask(400, missingId(), method, path.replace('{id}', ''))
  const read = published('examples-from-oas/GET__Immunization_id/response-200/example')
  const { id: _id, meta: _meta, ...recorded } = read
  const location = (await call('POST', '/Immunization', recorded)).headers.get('location')!.split('/').at(-1)!
  const at = path.replace('{id}', location)
  if (method === 'GET') return ask(200, read, method, at)
  if (method === 'DELETE') return ask(204, undefined, method, at)
  const changed = { ...recorded, id: location, site: published('examples-from-oas/PUT__Immunization_id/request/example').site }
  return refused ? ask(400, wrong(), method, at, changed) : ask(200, undefined, method, at, changed, { 'e-tag': '1' })
})
