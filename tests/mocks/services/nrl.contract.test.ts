import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errors } from '../../../mocks/services/nrl/errors.ts'
import { OpenApi, specFiles, withoutSpecs } from '../contract.ts'
import { differing } from '../sandbox/differing.ts'
import { CONSUMER, pointer, PRODUCER, start } from './nrl-caller.ts'
import { published } from './published.ts'

type Body = Record<string, any>
const example = (...parts: string[]) => published(`nrl/examples-from-oas/${parts.join('/')}`) as Body

describe('National Record Locator contract', { skip: withoutSpecs }, () => {
  it('every published pointer is taken in, or refused for what the newer description demands', async () => {
    const files = specFiles('nrl/examples', /\.json$/)
    for (const file of files) {
      const { call, violations } = start()
      const sent = published(`nrl/examples/${file}`) as Body
      const answer = await call('POST', PRODUCER, sent, { 'nhsd-end-user-organisation-ods': sent['custodian'].identifier.value })
      // These examples are older: they have no content stability, or the displays of before ("static", "Unstructured document").
      const outdated = !/"display":"Static"/.test(JSON.stringify(sent)) || /Unstructured document/.test(JSON.stringify(sent))
      assert.equal(answer.status, outdated ? 400 : 201, `${file}: ${answer.text}`)
      if (outdated) assert.deepEqual(violations(), ['pointer'], file)
    }
    assert.ok(files.length >= 6)
    const { call, violations } = start()
    const created = await call('POST', PRODUCER, example('POST__DocumentReference', 'request', 'example.json'), { 'nhsd-end-user-organisation-ods': 'Y05868' })
    assert.deepEqual([created.status, violations()], [201, []], created.text)
  })

  it('what is found and read keeps the published schemas', async () => {
    const api = new OpenApi('nrl', 'openapi-consumer.json')
    const producer = new OpenApi('nrl', 'openapi-producer.json')
    const { call, create, find } = start()
    const id = await create()
    // An extension has to be exactly one of three schemas there, of which the third takes any extension: no correct one keeps that.
    const problems = (all: string[]) => all.filter((problem) => !/\/content\/\d\/extension\/\d/.test(problem))
    assert.deepEqual(problems(api.response('/DocumentReference/_search', 'post', '200')((await find()).body)), [])
    assert.deepEqual(problems(api.response('/DocumentReference/_search', 'post', '200')((await find({ _summary: 'count' })).body)), [])
    assert.deepEqual(problems(api.response('/DocumentReference/{id}', 'get', '200')((await call('GET', `${CONSUMER}/${id}`)).body)), [])
    assert.deepEqual(problems(producer.response('/DocumentReference/{id}', 'get', '200')((await call('GET', `${PRODUCER}/${id}`)).body)), [])
    assert.deepEqual(problems(producer.request('/DocumentReference', 'post')(pointer())), [])
  })

  it('published pointers are given out as they are held', async () => {
    const { call, state } = start()
    for (const [operation, file] of [['GET__DocumentReference', 'example'], ['GET__DocumentReference', 'fullResponse'], ['GET__DocumentReference_id', 'example'], ['GET__DocumentReference_id', 'example-2'], ['POST__DocumentReference__search', 'fullResponse']] as const) {
      const answer = example(operation, 'response-200', `${file}.json`)
      const held = ((answer['entry'] as Body[] | undefined)?.map(({ resource }) => resource as Body) ?? [answer]) as Body[]
      state.pointers.clear()
      for (const resource of held) {
        const code = (concept: Body) => concept['coding'][0].code as string
        // 9999999999 has no check digit that fits: no such number can be asked for.
        const subject = { identifier: { ...resource['subject'].identifier, value: '9000000017' } }
        state.pointers.set(resource['id'], { id: resource['id'], custodian: resource['custodian'].identifier.value, nhsNumber: '9000000017', type: code(resource['type']), category: code(resource['category'][0]), resource: { ...resource, subject } })
      }
      const asked = operation.endsWith('_id') ? `${CONSUMER}/${held[0]!['id']}` : `${CONSUMER}?subject:identifier=https://fhir.nhs.uk/Id/nhs-number|9000000017`
      const ours = await (operation.startsWith('POST') ? call('POST', `${CONSUMER}/_search`, { 'subject:identifier': 'https://fhir.nhs.uk/Id/nhs-number|9000000017' }) : call('GET', asked))
      assert.equal(ours.status, 200, ours.text)
      const addresses = /^Bundle\/(link\[\]\/url|entry\[\]\/fullUrl)$|^DocumentReference\/subject\/identifier\/value$/
      assert.deepEqual(differing(answer, ours.body).filter(({ element, how }) => how === 'not there' || !addresses.test(element)).map(({ says }) => says), [], `${operation} ${file}`)
    }
  })

  it('a count is the published one', async () => {
    const { create, find } = start()
    await create()
    const { link, ...count } = (await find({ _summary: 'count' })).body
    const { link: publishedLink, ...expected } = example('GET__DocumentReference', 'response-200', 'countSummaryResponse.json')
    assert.deepEqual([count, Object.keys(link[0])], [expected, Object.keys(publishedLink[0])])
  })

  it('outcomes are the published ones', async () => {
    const { call, create } = start()
    // Examples of 200 have an id and a profile, those of 201 and of errors have not: the repository has neither.
    const bare = ({ resourceType, issue }: Body) => ({ resourceType, issue })
    const created = await call('POST', PRODUCER, pointer())
    assert.deepEqual(created.body, example('POST__DocumentReference', 'response-201', 'example.json'))
    const id = await create()
    const { body } = await call('GET', `${PRODUCER}/${id}`)
    assert.deepEqual((await call('PUT', `${PRODUCER}/${id}`, body)).body, bare(example('PUT__DocumentReference_id', 'response-200', 'example.json')))
    assert.deepEqual((await call('DELETE', `${PRODUCER}/${id}`)).body, bare(example('DELETE__DocumentReference_id', 'response-200', 'example.json')))
    assert.deepEqual((await call('DELETE', `${PRODUCER}/RZ9-1`)).body, example('DELETE__DocumentReference_id', 'response-4XX', 'example.json'))
    assert.deepEqual((await call('GET', `${PRODUCER}/RZ9-1`)).body, example('GET__DocumentReference_id', 'response-4XX', 'example.json'))
    // The published ones do not say which field; ours do, as the repository's answers.
    const general = ({ issue: [{ diagnostics, expression: _expression, ...issue }] }: Body) => ({ ...issue, diagnostics: String(diagnostics).replace(/ \(.*\)$/, '') })
    assert.deepEqual(general((await call('GET', CONSUMER)).body), general(example('GET__DocumentReference', 'response-4XX', 'example.json')))
    assert.deepEqual(general((await call('PUT', `${PRODUCER}/A99901-1`, '{')).body), general(example('PUT__DocumentReference_id', 'response-4XX', 'example.json')))
    const category = pointer({ category: [{ coding: [{ system: 'http://snomed.info/sct', code: '1', display: 'x' }] }] })
    assert.deepEqual(general((await call('POST', PRODUCER, category)).body), general(example('POST__DocumentReference', 'response-4XX', 'example.json')))
    const { details, ...rest } = general(example('POST__DocumentReference__search', 'response-4XX', 'example.json'))
    const ours = general((await call('POST', `${CONSUMER}/_search`, '{')).body)
    // This example alone lacks the version of the code system.
    assert.deepEqual(ours, { ...rest, details: { coding: [{ version: '1', ...details.coding[0] }] } })
  })

  it('errors keep the published schema', async () => {
    const api = new OpenApi('nrl', 'openapi-producer.json')
    const { call, environment } = start()
    for (const name of Object.keys(errors)) {
      environment.faults.inject({ service: 'nrl', kind: 'error', name })
      assert.deepEqual(api.response('/DocumentReference', 'post', '4XX')((await call('POST', PRODUCER, {})).body), [], name)
    }
  })
})
