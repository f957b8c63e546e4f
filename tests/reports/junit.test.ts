import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { DOMParser } from '@xmldom/xmldom'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { sealedPack, temporaryFolder } from './fixture.ts'
import { hostilePack, render } from './hostile.ts'

interface Rule {
  required?: string[]
  optional?: string[]
  children?: string[]
  /** Whether text may stand in it. */
  mixed?: boolean
}

const OUTCOME: Rule = { optional: ['type', 'message'], mixed: true }
/**
 * What junit-10.xsd of the xUnit plugin of Jenkins says, the one JUnit schema that a CI system enforces. No dependency brings it, and none
 * of ours validates XSD.
 */
const SCHEMA: Record<string, Rule> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: { required: ['name'], optional: ['time', 'classname', 'group'], children: ['skipped', 'error', 'failure', 'system-out', 'system-err'] },
  properties: { children: ['property'] },
  property: { required: ['name', 'value'] },
  'system-out': { mixed: true },
  'system-err': { mixed: true },
  skipped: OUTCOME,
  error: OUTCOME,
  failure: OUTCOME,
}
/** SUREFIRE_TIME of the schema. */
const TIME = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]{0,3})?$/

/** Everything in which an element and what is in it differ from the schema. */
function differences(element: Element): string[] {
  const rule = SCHEMA[element.nodeName]
  if (rule === undefined) return [`there is no element ${element.nodeName}`]
  const attributes = Array.from(element.attributes)
  const children = Array.from(element.childNodes)
  return [
    ...(rule.required ?? []).filter((name) => !element.hasAttribute(name)).map((name) => `${element.nodeName} lacks ${name}`),
    ...attributes.filter(({ name }) => ![...(rule.required ?? []), ...(rule.optional ?? [])].includes(name)).map(({ name }) => `${element.nodeName} has no attribute ${name}`),
    ...attributes.filter(({ name, value }) => name === 'time' && !TIME.test(value)).map(({ value }) => `${value} is no time`),
    ...children.flatMap((child) => {
      if (child.nodeType === 3) return rule.mixed === true || (child.nodeValue ?? '').trim() === '' ? [] : [`text in ${element.nodeName}`]
      if (child.nodeType !== 1) return [`${child.nodeName} in ${element.nodeName}`]
      return [...((rule.children ?? []).includes(child.nodeName) ? [] : [`${child.nodeName} in ${element.nodeName}`]), ...differences(child as Element)]
    }),
  ]
}

const parse = (xml: string): Element => {
  const refuse = (message: unknown): never => assert.fail(String(message))
  return new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(xml, 'text/xml').documentElement as unknown as Element
}

const written = async (pack: Pack, out: string): Promise<Element> => parse(readFileSync(await render(pack, 'junit', out), 'utf8'))

describe('junit', () => {
  it('has nothing that the schema does not have, whatever is in the pack', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'plain'))
    sealedPack(join(root, 'killed'), undefined, { ended: false })
    sealedPack(join(root, 'empty'), [])
    sealedPack(join(root, 'slow'), [{ name: `\ud800\ufffe${'x'.repeat(100_000)}`, requirements: ['C13E1'], outcome: 'error', reason: ']]>\u0001' }])
    for (const pack of [...['plain', 'killed', 'empty', 'slow'].map((name) => openPack(join(root, name))), hostilePack(join(root, 'hostile'))]) {
      const top = await written(pack, root)
      assert.equal(top.nodeName, 'testsuites')
      assert.deepEqual(differences(top), [], pack.dir)
    }
  })

  it('says in the output of a case what the schema has no place for, a line each, whatever is in the pack', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'), [{ name: 'It is so', requirements: ['C13E1', 'x\noutcome: passed'], outcome: 'failed', tags: ['@ui'], findings: [{ what: 'it is not' }] }])
    const [output = assert.fail()] = Array.from((await written(openPack(join(root, 'pack')), root)).getElementsByTagName('system-out'))
    const lines = (output.textContent ?? '').split('\n')
    assert.deepEqual(lines.filter((line) => !/^(scenario|tags): /.test(line)), ['requirement: C13E1', 'requirement: x outcome: passed', 'outcome: failed', 'place: features/national-services/pds-update.feature:10'])
    assert.ok(lines.some((line) => /^scenario: [0-9a-f]{16}$/.test(line)) && lines.some((line) => /^tags: .*@ui$/.test(line)))
  })

  it('would notice what the schema does not have', () => {
    const wrong = '<testsuites><testsuite name="a" tests="1" failures="0"><testcase time="1s" colour="red"><verdict/>text</testcase></testsuite></testsuites>'
    assert.deepEqual(differences(parse(wrong)), ['testsuite lacks errors', 'testcase lacks name', 'testcase has no attribute colour', '1s is no time', 'verdict in testcase', 'there is no element verdict', 'text in testcase'])
  })
})
