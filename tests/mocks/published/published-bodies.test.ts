import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AnyService } from '../../../mocks/kit/service.ts'
import { services } from '../../../mocks/services.ts'
import { withoutSpecs } from '../contract.ts'
import { loadAnswers } from './answers.ts'
import { publishedBodiesOf } from './bodies.ts'
import { loadDifferences, type Difference } from './differences.ts'
import { judge } from './judge.ts'

const all: AnyService[] = Object.values(services)

/*
 * What the services answer was seen in their own tests (npm run docs:services -- --measure); what is published is read now.
 */
describe('published bodies', { skip: withoutSpecs }, () => {
  const bodies = withoutSpecs ? new Map<string, string[]>() : publishedBodiesOf(all)
  const answers = loadAnswers()
  const differences = loadDifferences().filter(({ rows }) => rows === undefined)
  const needed = new Set<Difference>()

  for (const service of all.filter(({ key }) => bodies.get(key)?.length)) {
    test(`${service.key}: each is sent, read, compared with ours, or left out for a reason`, () => {
      const wrong = bodies.get(service.key)!.flatMap((file) => {
        const { how, lacks, used } = judge(service, file, answers, differences)
        for (const each of used) needed.add(each)
        return how === 'unheld' ? [`${file}: nobody sends or reads it`] : lacks.map((element) => `${file}: ours never answers ${element}`)
      })
      assert.deepEqual(wrong, [])
    })
  }

  test('what a service stopped answering is found, and what it says otherwise', () => {
    const without = (pattern: RegExp) => ({ ...answers, shapes: Object.fromEntries(Object.entries(answers.shapes).map(([key, elements]) => [key, elements.filter((each) => !pattern.test(each))])) })
    const device = judge(services.sds, 'sds-fhir/examples-from-oas/GET__Device/response-200/example.json', { ...without(/^Device\/owner/), read: [] }, differences)
    assert.deepEqual(device.lacks, ['Device/owner/identifier/system', 'Device/owner/identifier/system = https://fhir.nhs.uk/Id/ods-organization-code', 'Device/owner/identifier/value'])
    const renamed = { ...answers, shapes: Object.fromEntries(Object.entries(answers.shapes).map(([key, elements]) => [key, elements.map((each) => each.replace('England-EndpointConnection', 'England-ConnectionType'))])) }
    const endpoint = judge(services.dos, 'dos-search/examples/Bundle-ServiceDetailsByOdsCode-Example.json', { ...renamed, read: [] }, differences)
    assert.deepEqual(endpoint.lacks, ['Endpoint/connectionType/system = https://fhir.nhs.uk/England/CodeSystem/England-EndpointConnection'], 'a code system of our own')
    const refusal = judge(services.ers, 'ers-fhir/examples/r4/NHSDigital-OperationOutcome-404.json', { ...without(/^! REC_NOT_FOUND/), read: [] }, differences)
    assert.deepEqual(refusal.lacks, ['! REC_NOT_FOUND {"severity":"error","issue":"not-found","system":"https://fhir.nhs.uk/CodeSystem/http-error-codes"}'])
  })

  test('no difference is named that is none', () => {
    assert.deepEqual(differences.filter((each) => !needed.has(each)).map(({ service, because }) => `${service}: ${because}`), [])
  })
})
