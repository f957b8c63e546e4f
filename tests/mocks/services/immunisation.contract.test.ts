import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errors } from '../../../mocks/services/immunisation/errors.ts'
import { service } from '../../../mocks/services/immunisation/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { NUMBER_SYSTEM, start } from './immunisation-caller.ts'

const published = (...parts: string[]) => JSON.parse(readSpec('immunisation-fhir', ...parts))

describe('Immunisation contract', { skip: withoutSpecs }, () => {
  it('every published event is recorded', async () => {
    const files = specFiles('immunisation-fhir', /(examples\/Immunization|test-data)\/(completed|reduce).*\.json$/)
    for (const file of files) {
      const { call, violations } = start()
      const answer = await call('POST', '/Immunization', published(...file.split('/')))
      // Those that show a search have lost the patient whom an event must contain.
      const expected = /filtered_for_search/.test(file) ? 400 : 201
      assert.equal(answer.status, expected, `${file}: ${answer.text}`)
      if (expected === 201) assert.deepEqual(violations(), [], file)
    }
    assert.ok(files.length >= 12, String(files.length))
  })

  it('the request examples of the description are taken in', async () => {
    const { call } = start()
    const recorded = await call('POST', '/Immunization', published('examples-from-oas', 'POST__Immunization', 'request', 'example.json'))
    assert.equal(recorded.status, 201, recorded.text)
    const id = recorded.headers.get('location')!.split('/').at(-1)!
    const stored = await call('GET', `/Immunization/${id}`)
    const updated = await call('PUT', `/Immunization/${id}`, { ...published('examples-from-oas', 'PUT__Immunization_id', 'request', 'example.json'), id, identifier: stored.body.identifier }, { 'e-tag': '1' })
    assert.equal(updated.status, 200, updated.text)
  })

  it('what is read and found keeps the published schemas', async () => {
    const api = new OpenApi('immunisation-fhir', 'openapi.json')
    // An event of ours: the published ones have performers and reasons that the published schema of an answer does not allow.
    const { call, record, search } = start()
    const id = await record({ lotNumber: 'L1' })
    // What stands in the schema of a read beyond what the service demands of an event.
    const optional = /must have required property '(manufacturer|expirationDate|site|route|doseQuantity|reasonCode|display)'/
    const problems = api.response('/Immunization/{id}', 'get', '200')((await call('GET', `/Immunization/${id}`)).body)
    assert.deepEqual(problems.filter((problem) => !optional.test(problem)), [])
    const found = (await search('-immunization.target=FLU&_include=Immunization:patient')).body
    assert.equal(found.total, 1)
    const inSearch = api.response('/Immunization', 'get', '200')(found)
    assert.deepEqual(inSearch.filter((problem) => !optional.test(problem) && !/must match/.test(problem)), [])
  })

  it('a search shows an event as the published one', async () => {
    const { call } = start()
    const { contained, ...event } = published('examples', 'Immunization', 'completed_covid_immunization_event.json')
    await call('POST', '/Immunization', { contained, ...event })
    const found = await call('GET', `/Immunization?identifier=${event.identifier[0].system}|${event.identifier[0].value}`)
    const { id: _id, meta: _meta, patient, ...shown } = found.body.entry[0].resource
    // The published one has another patient and number; who gave the vaccination is left out of both.
    const { patient: expectedPatient, identifier, ...expected } = published('examples', 'Immunization', 'completed_covid_immunization_event_filtered_for_search.json')
    assert.deepEqual({ ...shown, identifier }, { ...expected, identifier })
    assert.deepEqual(Object.keys(patient), Object.keys(expectedPatient))
  })

  it('errors keep the published schema, and are the published ones where there are any', async () => {
    const api = new OpenApi('immunisation-fhir', 'openapi.json')
    const { call, environment } = start()
    for (const name of Object.keys(errors)) {
      environment.faults.inject({ service: 'immunisation', kind: 'error', name })
      const { status, body } = await call('POST', '/Immunization', {})
      const problems = api.response('/Immunization', 'post', status === 500 ? '500' : '4XX')(body)
      // The schema lists codes by number of status, and has none for expired tokens; the published example does.
      assert.deepEqual(problems.filter((problem) => !/code|coding/.test(problem)), [], name)
    }
    const nameless = (value: Record<string, unknown>) => ({ ...value, id: 'ID' })
    const refused = await call('GET', '/Immunization/1', undefined, { authorization: undefined })
    assert.deepEqual(nameless(refused.body), nameless(published('examples', 'OperationOutcome', '401-invalid_access_token.json')))
    const missing = await call('GET', '/nowhere')
    assert.deepEqual(nameless(missing.body), nameless(published('examples', 'OperationOutcome', '404-not_found.json')))
    // The published 400 lacks the profile, and the words "Validation errors:" that the service puts before it.
    const { issue } = published('examples', 'OperationOutcome', '400-invalid.json')
    const wrong = (await call('GET', '/Immunization/no_id')).body.issue[0]
    assert.deepEqual({ ...wrong, diagnostics: wrong.diagnostics.toLowerCase().replace('validation errors: ', '') }, { ...issue[0], diagnostics: issue[0].diagnostics.toLowerCase() })
  })

  it('every sandbox scenario', async () => {
    const { call, event, state, environment } = start()
    const patient = `patient.identifier=${NUMBER_SYSTEM}|9000000009`
    const { id } = service.controls.putEvent(state, { nhsNumber: '9000000009', target: 'RSV' }, environment)
    const { resourceType: _type, ...untyped } = event()
    const identifier = state.events.get(id)!.resource['identifier']
    const form = (fields: string) => call('POST', '/Immunization/_search', fields, { 'content-type': 'application/x-www-form-urlencoded' })
    const statuses = [
      (await call('POST', '/Immunization', event())).status,
      (await call('POST', '/Immunization', untyped)).status,
      (await call('GET', `/Immunization?${patient}&-immunization.target=RSV`)).status,
      (await call('GET', '/Immunization?_include=Immunization:patient')).status,
      (await form(`${patient}&-immunization.target=RSV`)).status,
      (await form(patient)).status,
      (await call('GET', `/Immunization/${id}`)).status,
      (await call('GET', '/Immunization/')).status,
      (await call('PUT', `/Immunization/${id}`, { ...event({ target: 'RSV' }), id, identifier }, { 'e-tag': '1' })).status,
      (await call('PUT', `/Immunization/${id}`, { ...event({ target: 'RSV' }), id, identifier })).status,
      (await call('DELETE', `/Immunization/${id}`)).status,
      (await call('DELETE', '/Immunization/')).status,
    ]
    assert.deepEqual(statuses, [201, 400, 200, 400, 200, 400, 200, 400, 200, 400, 204, 400])
  })
})
